package sluice.gate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission;
import sluice.admission.Admission.Constraint;
import sluice.admission.Decision;
import sluice.admission.KeySet;
import sluice.admission.Lines;
import sluice.bson.EncodedChunk;
import sluice.bson.Hash128;
import sluice.bson.Selection;
import sluice.collection.TargetCollection;
import sluice.journal.KnownRejects.KnownReject;
import sluice.outcome.Counts;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.sink.BatchResult;
import sluice.sink.Refusal;
import sluice.target.Target;
import sluice.workers.Turns;

/**
 * Lets the chunks of one collection pass one after the other, in file order: chunk n waits for n-1. While a chunk passes
 * its records are admitted, or its statements handed to the lanes.
 *
 * <p>Threads: a worker waits for its turn, then {@link #pass} lets the next one in. Admission is also changed by the one
 * that commits, so each step on it is under this object's monitor.
 */
public final class Gate {
    private final Turns passing = new Turns();
    private final Turns committing = new Turns();
    private final Admission admission;
    private final Lines lines = new Lines();
    private final KeyBudget budget;
    private final DuplicateCheck check;
    private final Duplicates duplicates;
    private final StoredKeys stored;
    private @Nullable SourceLabel source;

    /**
     * A gate before its first chunk.
     *
     * @param budget the memory for keys, shared by all gates
     * @param check keeps the keys of what is taken for a duplicate
     * @param earlier what an earlier try of the operation may have inserted, or null
     */
    public Gate(Target target, KeyBudget budget, DuplicateCheck check, @Nullable EarlierAttempt earlier) {
        admission = new Admission(target.admits() ? target.constraints() : List.of(), target.startsEmpty());
        this.budget = budget;
        this.check = check;
        duplicates = new Duplicates(target, lines, check);
        stored = new StoredKeys(target, earlier);
    }

    /** What was decided on one chunk's documents. */
    public sealed interface Passage {}

    /** The key sets have no room for the chunk's keys; nothing was admitted. */
    public record NoRoom() implements Passage {}

    /**
     * The chunk's documents were decided on.
     *
     * @param rejects those whose key is taken
     * @param contested those that are decided on later
     * @param firstLine the line before the chunk's source begins, counted over all sources
     * @param lastLine the chunk's last line, counted likewise; 0 if nothing is admitted
     */
    public record Admitted(List<Reject> rejects, List<Contested> contested, long firstLine, long lastLine)
            implements Passage {
        /** Where nothing must be unique every document is taken. */
        public static final Admitted ALL = new Admitted(List.of(), List.of(), 0, 0);
    }

    /** Whether anything must be unique. */
    public boolean decides() {
        return !admission.constraints().isEmpty();
    }

    /** The keys that were admitted, by a single field; or null if that field alone need not be unique. */
    public @Nullable KeySet keysOf(String field) {
        return admission.keysBy(field);
    }

    /** Waits until it is a chunk's turn. */
    public void await(long ticket) {
        passing.await(ticket);
    }

    /** Waits until every chunk before one is committed. */
    public void awaitCommitted(long ticket) {
        committing.await(ticket);
    }

    /** Lets the next chunk in. */
    public void pass() {
        passing.pass();
    }

    /** Lets go of those that wait for a chunk that will never come. */
    public void abandon() {
        passing.abandon();
        committing.abandon();
    }

    /**
     * Admits the documents of the chunk whose turn it is.
     *
     * @param orphans documents that are rejects already
     * @param admitted gets the documents that are taken
     */
    public synchronized Passage admit(SourceLabel from, EncodedChunk chunk, boolean[] orphans, Selection admitted) {
        if (decides() && !budget.allows(admission, chunk.count())) {
            return new NoRoom();
        }
        begin(from);
        List<Reject> rejects = new ArrayList<>();
        List<Contested> contested = new ArrayList<>();
        for (int i = 0; i < chunk.count(); i++) {
            if (orphans[i]) {
                continue;
            }
            long line = lines.of(chunk.line(i));
            Decision decision = admission.admit(chunk, i, line);
            if (decision instanceof Decision.Taken taken) {
                rejects.add(duplicates.reject(from.name(), chunk, i, chunk.document(i), taken, lines.source()));
            } else if (decision == Decision.CONTESTED) {
                contested.add(contested(chunk, i, line));
            } else {
                admitted.add(i);
            }
        }
        lines.seen(chunk.nextLine());
        return new Admitted(rejects, contested, lines.of(0), lines.of(chunk.nextLine() - 1));
    }

    private Contested contested(EncodedChunk chunk, int document, long line) {
        return new Contested(
                copy(chunk.document(document)),
                admission.hashes(chunk, document),
                line,
                lines.source(),
                chunk.origin(document));
    }

    /** Looks for documents whose first key is held, once no more keys are taken. */
    public List<Reject> look(SourceLabel from, EncodedChunk chunk, boolean[] orphans, Selection open) {
        List<Reject> rejects = new ArrayList<>();
        for (int i = 0; i < chunk.count(); i++) {
            if (!orphans[i]) {
                synchronized (this) {
                    if (admission.look(chunk, i) instanceof Decision.Taken taken) {
                        int current = from.equals(source) ? lines.source() : -1;
                        rejects.add(duplicates.reject(from.name(), chunk, i, chunk.document(i), taken, current));
                    } else {
                        open.add(i);
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
     * @return false if the key sets have no room for them
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
            Reason reason = reject == null ? null : reject.reason();
            if (reason != null && reason.code() == RejectCode.ORPHAN) {
                continue;
            }
            long line = lines.of(chunk.line(i));
            Decision decision = admission.admit(chunk, i, line);
            if (decision == Decision.CONTESTED) {
                decision = admission.resolve(admission.hashes(chunk, i), line, Set.of());
            }
            if (decision instanceof Decision.Taken taken) {
                check.add(from.name(), chunk.line(i), taken.constraint(), chunk.document(i));
            } else if (reason != null || passedOver.contains(offset)) {
                admission.refused(admission.hashes(chunk, i), line, reason == null ? null : existing(reason));
            }
            admission.settle(line);
        }
        lines.seen(chunk.nextLine());
        return true;
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
        Map<Long, Set<Constraint>> there = stored.of(result.contested());
        for (Contested contested : result.contested()) {
            Set<Constraint> own = there.getOrDefault(contested.line(), Set.of());
            if (admission.resolve(contested.hashes(), contested.line(), own) instanceof Decision.Taken taken) {
                rejects.add(duplicates.reject(
                        result.source().name(), contested, 0, contested.document(), taken, contested.source()));
                continue;
            }
            BatchResult written = insert.apply(contested);
            counts = counts.plus(written.counts());
            for (Refusal refusal : written.refusals()) {
                admission.refused(contested.hashes(), contested.line(), existing(refusal));
                rejects.add(reject(refusal, contested.document()));
            }
        }
        if (result.lastLine() > 0) {
            admission.settle(result.lastLine());
        }
        committing.pass();
        return counts;
    }

    /**
     * Looks up what was taken for a duplicate; once no worker admits any more.
     *
     * @return a sentence for each that is none
     */
    public synchronized List<String> checkDuplicates(TargetCollection collection) {
        return check.needed() ? check.run(collection, admission.constraints()) : List.of();
    }

    /** Lets go of the keys of duplicates that were kept. */
    public synchronized void close() {
        check.close();
    }

    /** An admitted record that the server refused, to be settled with its chunk. */
    public ChunkResult.Refused refused(Refusal refusal, EncodedChunk chunk, long firstLine) {
        List<Hash128> hashes = admission.hashes(chunk, refusal.document());
        return new ChunkResult.Refused(hashes, firstLine + chunk.line(refusal.document()), existing(refusal));
    }

    /** The constraint whose key was in the collection before, or null if the server refuses for another reason. */
    public @Nullable Constraint existing(Refusal refusal) {
        return constraint(refusal.duplicateOf());
    }

    private @Nullable Constraint existing(Reason reason) {
        return Duplicates.isExisting(reason) ? constraint(reason.constraint()) : null;
    }

    private @Nullable Constraint constraint(List<String> fields) {
        for (Constraint constraint : admission.constraints()) {
            if (constraint.fields().equals(fields)) {
                return constraint;
            }
        }
        return null;
    }

    /** The reject of a document that the server refuses, in the words that the next records of its key get too. */
    public Reject reject(Refusal refusal, RawBsonDocument document) {
        return duplicates.reject(refusal, existing(refusal), document);
    }
}
