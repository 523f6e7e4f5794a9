package sluice.stages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.bson.EncodedChunk;
import sluice.bson.Selection;
import sluice.gate.ChunkResult;
import sluice.gate.Gate;
import sluice.gate.KeyBudget;
import sluice.gate.KeyMemoryException;
import sluice.gate.PassedOver;
import sluice.outcome.Counts;
import sluice.outcome.Reject;
import sluice.target.Target;

/**
 * The place at which the chunks of a collection pass in file order, so that of the records with one key the first wins,
 * whatever the threads do. Both methods are called for every chunk in that order: the chunks of the first source, then those of
 * the second. Not thread-safe: let one thread in at a time.
 *
 * <p>Keys take about 24 bytes of memory for each record and unique index.
 */
public final class FileOrder {
    private final Target target;
    private final Gate gate;
    private final KeyBudget budget;
    private @Nullable StagedSource current;
    private long expected;
    private long decided;
    private long settled;

    FileOrder(Target target, Gate gate, KeyBudget budget) {
        this.target = target;
        this.gate = gate;
        this.budget = budget;
    }

    /**
     * Decides which documents of the next chunk are written.
     *
     * @throws IllegalStateException if it is not the next chunk
     * @throws sluice.error.SluiceException of category {@code LIMIT} if the keys take more than the plan's memory for them
     */
    public Decision decide(EncodedRecords records) {
        requireNext(records);
        EncodedChunk encoded = records.encoded();
        Selection admitted = new Selection();
        Gate.Passage passage = gate.admit(records.source().label(), encoded, new boolean[encoded.count()], admitted);
        if (!(passage instanceof Gate.Admitted decisions)) {
            throw new KeyMemoryException(target.plan().name(), budget.most());
        }
        current = records.source();
        expected = records.chunk().end();
        return new Decision(decided++, records, admitted, decisions);
    }

    private void requireNext(EncodedRecords records) {
        StagedSource source = records.source();
        StagedSource last = current;
        boolean first = last == null || source.label().number() > last.label().number();
        boolean next = first ? records.chunk().offset() == source.start() : isNext(records, last);
        if (!next) {
            throw new IllegalStateException("Chunks are decided on in file order: byte "
                    + records.chunk().offset() + " of " + source.name() + " is not next"
                    + (last == null ? "." : " after byte " + expected + " of " + last.name() + "."));
        }
    }

    private boolean isNext(EncodedRecords records, @Nullable StagedSource last) {
        return records.source().equals(last) && records.chunk().offset() == expected;
    }

    /**
     * Settles the next chunk, once it is written: gives back the keys of what the server refused, and writes or rejects the
     * contested records, all before which are settled now.
     *
     * @param writer writes the contested
     * @return what became of all of its records
     * @throws IllegalStateException if it is not the next chunk
     * @throws sluice.error.SluiceException of category {@code SERVER} if the server fails; {@code DUPLICATE} if a key is taken and
     *     the plan says that this is an error
     */
    public ChunkOutcome settle(Written written, ChunkWriter writer) {
        Decision decision = written.decision();
        if (decision.number() != settled) {
            throw new IllegalStateException("Chunks are settled in file order: number " + decision.number()
                    + " is not next, number " + settled + " is.");
        }
        EncodedRecords records = decision.records();
        List<Reject> rejects = new ArrayList<>(records.rejects());
        rejects.addAll(decision.rejects());
        rejects.addAll(written.rejects());
        ChunkResult result = new ChunkResult(
                records.source().label(),
                false,
                records.chunk().end(),
                records.encoded().nextLine(),
                records.records(),
                records.encoded().recovered(),
                written.counts(),
                rejects,
                written.refused(),
                decision.decided().contested(),
                decision.decided().lastLine());
        Counts counts = written.counts().plus(gate.settle(result, writer::write, rejects));
        settled++;
        rejects.sort(Comparator.comparingLong(Reject::offset));
        long skipped = PassedOver.take(
                        target.plan().write().onDuplicate(), records.source().name(), rejects)
                .size();
        return new ChunkOutcome(
                records.source().name(),
                records.chunk().end(),
                records.records(),
                counts.inserted(),
                counts.alreadyThere(),
                skipped,
                rejects);
    }
}
