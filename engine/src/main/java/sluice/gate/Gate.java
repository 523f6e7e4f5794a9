package sluice.gate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission;
import sluice.admission.KeySet;
import sluice.admission.Lines;
import sluice.bson.EncodedChunk;
import sluice.bson.Rejectable;
import sluice.bson.Selection;
import sluice.collection.TargetCollection;
import sluice.journal.KnownRejects.KnownReject;
import sluice.reject.Reject;
import sluice.reject.RejectCode;
import sluice.server.ServerCodes;
import sluice.sink.BatchResult;
import sluice.sink.Refusal;
import sluice.target.KeyText;
import sluice.target.Target;
import sluice.workers.AbandonedException;
import sluice.workers.Counts;

/**
 * Lets the chunks of one collection pass one after the other, in file order: chunk n waits for n-1. While a chunk passes
 * its records are admitted, or its statements handed to the lanes.
 *
 * <p>Threads: a worker waits for its turn, then {@link #pass} lets the next one in. Admission is also changed by the one
 * that commits, so each step on it is under this object's monitor.
 */
public final class Gate {
    private final Target target;
    private final Admission admission;
    private final Lines lines = new Lines();
    private final KeyBudget budget;
    private final DuplicateCheck check;
    private @Nullable SourceLabel source;
    private long turn;
    private long committed;
    private boolean abandoned;

    public Gate(Target target, KeyBudget budget, DuplicateCheck check) {
        this.target = target;
        admission = new Admission(target.constraints());
        this.budget = budget;
        this.check = check;
    }

    /** What was decided on one chunk's documents. */
    public record Verdict(List<Reject> rejects, List<Contested> contested, long firstLine, long lastLine) {}

    public Admission admission() {
        return admission;
    }

    /** Waits until it is a chunk's turn. */
    public synchronized void await(long ticket) {
        awaitUntil(() -> turn == ticket);
    }

    /** Waits until every chunk before one is committed. */
    public synchronized void awaitCommitted(long ticket) {
        awaitUntil(() -> committed == ticket);
    }

    private void awaitUntil(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean() && !abandoned) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (abandoned) {
            throw new AbandonedException();
        }
    }

    /** Lets the next chunk in. */
    public synchronized void pass() {
        turn++;
        notifyAll();
    }

    /** Lets go of those that wait for a chunk that will never come. */
    public synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /**
     * Admits the documents of the chunk whose turn it is.
     *
     * @param admitted gets the documents that are taken
     * @return null where the key sets have no room for them: nothing was admitted then
     */
    public synchronized @Nullable Verdict admit(
            SourceLabel from, EncodedChunk chunk, boolean[] orphans, Selection admitted) {
        if (!admission.constraints().isEmpty() && !budget.allows(admission, chunk.count())) {
            return null;
        }
        begin(from);
        List<Reject> rejects = new ArrayList<>();
        List<Contested> contested = new ArrayList<>();
        for (int i = 0; i < chunk.count(); i++) {
            if (orphans[i]) {
                continue;
            }
            long line = lines.of(chunk.line(i));
            int decision = admission.admit(chunk, i, line);
            if (decision == Admission.ADMITTED) {
                admitted.add(i);
            } else if (decision == Admission.CONTESTED) {
                contested.add(new Contested(
                        copy(chunk.document(i)),
                        admission.hashes(chunk, i),
                        line,
                        lines.source(),
                        chunk.reject(i, RejectCode.DUPLICATE_KEY, null, "", 0, null)));
            } else {
                rejects.add(duplicate(
                        from.name(), chunk, i, chunk.document(i), decision, admission.holder(), lines.source()));
            }
        }
        lines.seen(chunk.nextLine());
        return new Verdict(rejects, contested, lines.of(0), lines.of(chunk.nextLine() - 1));
    }

    /** Looks for documents whose key is held, once no more keys are taken. */
    public List<Reject> look(SourceLabel from, EncodedChunk chunk, boolean[] orphans, Selection open) {
        List<Reject> rejects = new ArrayList<>();
        for (int i = 0; i < chunk.count(); i++) {
            if (!orphans[i]) {
                synchronized (this) {
                    int decision = admission.look(chunk, i);
                    if (decision == Admission.ADMITTED) {
                        open.add(i);
                    } else {
                        int current = from.equals(source) ? lines.source() : -1;
                        rejects.add(duplicate(
                                from.name(), chunk, i, chunk.document(i), decision, admission.holder(), current));
                    }
                }
            }
        }
        return rejects;
    }

    /**
     * Admits again, one after the other, what was admitted by an earlier try of the operation, so that the keys are held as
     * they were.
     *
     * @param known the rejects among the chunk's records by their offset
     * @param passedOver offsets of those that are no rejects though their key was taken
     * @return false where the key sets have no room for them
     */
    public synchronized boolean admitAgain(
            SourceLabel from, EncodedChunk chunk, Map<Long, KnownReject> known, Set<Long> passedOver) {
        if (!budget.allows(admission, chunk.count())) {
            return false;
        }
        begin(from);
        for (int i = 0; i < chunk.count(); i++) {
            long offset = chunk.offset(i);
            KnownReject reject = known.get(offset);
            if (reject != null && reject.code().equals(RejectCode.ORPHAN.word())) {
                continue;
            }
            long line = lines.of(chunk.line(i));
            int decision = admission.admit(chunk, i, line);
            if (decision == Admission.CONTESTED) {
                decision = admission.resolve(admission.hashes(chunk, i), line);
            }
            if (decision >= 0) {
                check.add(
                        from.name(),
                        chunk.line(i),
                        decision,
                        admission.constraints().get(decision).fields(),
                        chunk.document(i));
            } else if (reject != null || passedOver.contains(offset)) {
                admission.refused(
                        admission.hashes(chunk, i), line, reject == null ? -1 : existing(reject, chunk.document(i)));
            }
            admission.settle(line);
        }
        lines.seen(chunk.nextLine());
        return true;
    }

    /** The constraint whose key the collection had before the load, by what was said of it; or -1. */
    private int existing(KnownReject reject, RawBsonDocument document) {
        for (int i = 0; i < admission.constraints().size(); i++) {
            String key = KeyText.of(document, admission.constraints().get(i).fields());
            if (reject.message().equals(KeyText.existing(key))) {
                return i;
            }
        }
        return -1;
    }

    /** The last line of a chunk that was admitted again, counted over all sources. */
    public synchronized long lastLine(EncodedChunk chunk) {
        return lines.of(chunk.nextLine() - 1);
    }

    private void begin(SourceLabel from) {
        if (!from.equals(source)) {
            source = from;
            lines.begin(from.name());
        }
    }

    private static RawBsonDocument copy(RawBsonDocument document) {
        ByteBuffer bytes = document.getByteBuffer().asNIO();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new RawBsonDocument(copy);
    }

    private Reject duplicate(
            String source,
            Rejectable origin,
            int index,
            RawBsonDocument document,
            int constraint,
            long holder,
            int from) {
        List<String> fields = admission.constraints().get(constraint).fields();
        boolean existing = KeySet.state(holder) == KeySet.State.EXISTS;
        String key = KeyText.of(document, fields);
        Reject reject = origin.reject(
                index,
                target.duplicate(fields),
                null,
                existing
                        ? KeyText.existing(key)
                        : lines.describe(KeySet.line(holder), from) + " has " + key + " already",
                existing ? ServerCodes.DUPLICATE_KEY : 0,
                null);
        check.add(source, reject.line(), constraint, fields, document);
        return reject;
    }
    /**
     * Settles a chunk, all before which are settled: gives back the keys of its refused records, and decides on its contested
     * ones.
     *
     * @param insert writes a contested document whose turn has come
     * @return the counts of the contested ones; the rejects among them are added to {@code rejects}
     */
    public synchronized Counts settle(
            ChunkResult result, Function<Contested, BatchResult> insert, List<Reject> rejects) {
        for (ChunkResult.Refused refused : result.refused()) {
            admission.refused(refused.hashes(), refused.line(), refused.existing());
        }
        Counts counts = Counts.NONE;
        for (Contested contested : result.contested()) {
            int decision = admission.resolve(contested.hashes(), contested.line());
            if (decision != Admission.ADMITTED) {
                rejects.add(duplicate(
                        result.source().name(),
                        contested,
                        0,
                        contested.document(),
                        decision,
                        admission.holder(),
                        contested.source()));
                continue;
            }
            BatchResult written = insert.apply(contested);
            counts = counts.plus(Counts.of(written));
            for (Refusal refusal : written.refusals()) {
                int existing = existing(refusal);
                admission.refused(contested.hashes(), contested.line(), existing);
                rejects.add(reject(refusal, contested.document()));
            }
        }
        if (result.lastLine() > 0) {
            admission.settle(result.lastLine());
        }
        committed++;
        notifyAll();
        return counts;
    }

    /** Looks up what was taken for a duplicate; once no worker admits any more. */
    public synchronized List<String> checkDuplicates(TargetCollection collection) {
        List<List<String>> fields = admission.constraints().stream()
                .map(Admission.Constraint::fields)
                .toList();
        return check.needed() ? check.run(collection, fields) : List.of();
    }

    /** Lets go of the keys of duplicates that were kept. */
    public synchronized void close() {
        check.close();
    }

    /** The constraint whose key was in the collection before, or -1 where the server refuses for another reason. */
    public int existing(Refusal refusal) {
        for (int i = 0; i < admission.constraints().size(); i++) {
            if (admission.constraints().get(i).fields().equals(refusal.duplicateOf())) {
                return i;
            }
        }
        return -1;
    }

    /** The reject of a document that the server refuses, in the words that the next records of its key get too. */
    public Reject reject(Refusal refusal, RawBsonDocument document) {
        Reject reject = refusal.reject();
        if (reject.code() != RejectCode.DUPLICATE_KEY) {
            return reject;
        }
        int existing = existing(refusal);
        String message = existing < 0
                ? reject.message()
                : KeyText.existing(KeyText.of(
                        document, admission.constraints().get(existing).fields()));
        return KeyText.reworded(reject, target.duplicate(refusal.duplicateOf()), message);
    }
}
