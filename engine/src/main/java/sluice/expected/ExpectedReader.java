package sluice.expected;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentEncoder;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.expected.ExpectedCollection.ExpectedSource;
import sluice.journal.SourceId;
import sluice.operation.KnownOperation;
import sluice.plan.CollectionPlan;
import sluice.plan.WriteMode;
import sluice.workers.ChunkQueue;
import sluice.workers.Feed;
import sluice.workers.LoadProgress;
import sluice.workers.Turns;

/** One reading of a collection's sources by several workers. Thread-safe. */
final class ExpectedReader implements AutoCloseable {
    private final int collection;
    private final CollectionPlan plan;
    private final Feed<ExpectedSource> feed;
    private final Winners chosen;
    private final ExpectedParents parents;
    private final boolean choosing;
    private final Expectation.Context context;
    private final LoadProgress.Meter meter;
    private final Turns turns = new Turns();

    /**
     * A reading from the first chunk.
     *
     * @param choosing whether it decides which record of a key counts
     * @param failed whether another worker failed
     */
    ExpectedReader(
            int collection,
            CollectionPlan plan,
            List<ExpectedSource> sources,
            Winners chosen,
            ExpectedParents parents,
            boolean choosing,
            Expectation.Context context,
            LoadProgress.Meter meter,
            BooleanSupplier failed) {
        this.collection = collection;
        this.plan = plan;
        this.chosen = chosen;
        this.parents = parents;
        this.choosing = choosing;
        this.context = context;
        this.meter = meter;
        ChunkQueue<ExpectedSource> queue = new ChunkQueue<>(sources.stream()
                .map(source -> new ChunkQueue.Entry<>(source, () -> source.job().open(plan)))
                .toList());
        feed = new Feed<>(
                List.of(queue),
                context.chunkSize(),
                false,
                () -> failed.getAsBoolean() || context.stop().requested());
        sources.forEach(source -> meter.read(source.job().header().end()));
    }

    /** Lets go of workers that wait. */
    void abandon() {
        turns.abandon();
    }

    /**
     * What one worker does: takes chunks until there is none.
     *
     * @param visitor sees the documents that count, or null where nobody wants them
     */
    void work(ExpectedCollection.@Nullable Visitor visitor) {
        work(visitor, null);
    }

    /** As {@link #work}, for a witness of what becomes of records. */
    void rehearse(ExpectedCollection.Witness witness) {
        work(null, witness);
    }

    private void work(ExpectedCollection.@Nullable Visitor visitor, ExpectedCollection.@Nullable Witness witness) {
        KeyHasher hasher = new KeyHasher(context.keySeed());
        Map<ExpectedSource, DocumentEncoder> encoders = new HashMap<>();
        EncodedChunk encoded = new EncodedChunk();
        Selection open = new Selection();
        Selection winners = new Selection();
        feed.forEach(taken -> {
            ExpectedSource source = taken.task();
            meter.taken();
            encoders.computeIfAbsent(
                            source,
                            key -> new DocumentEncoder(
                                    key.layout(), key.ids(), key.job().format().parser(), hasher))
                    .encode(taken.chunk(), encoded);
            if (witness != null) {
                witness.encoded(source.number(), encoded);
            }
            Selection counted = select(taken, encoded, hasher, open, winners, witness);
            if (visitor != null) {
                for (int i = 0; i < counted.count(); i++) {
                    visitor.expected(source.number(), encoded, counted.get(i));
                }
            }
            meter.done(encoded.records(), encoded.records() - counted.count());
            meter.read(taken.chunk().sourceLength());
        });
    }

    /** The documents of a chunk that count. */
    private Selection select(
            ChunkQueue.Item<ExpectedSource> taken,
            EncodedChunk encoded,
            KeyHasher hasher,
            Selection open,
            Selection winners,
            ExpectedCollection.@Nullable Witness witness) {
        int source = taken.task().number();
        open.clear();
        winners.clear();
        if (!choosing && chosen.needed()) {
            for (int i = 0; i < encoded.count(); i++) {
                if (chosen.wins(source, encoded, i) && !isRejected(source, encoded, i)) {
                    winners.add(i);
                }
            }
            return winners;
        }
        boolean[] orphans = context.known() == null && parents.any()
                ? parents.orphans(encoded, hasher)
                : new boolean[encoded.count()];
        for (int i = 0; i < encoded.count(); i++) {
            if (!orphans[i] && !isRejected(source, encoded, i)) {
                open.add(i);
            }
            if (orphans[i] && witness != null) {
                witness.orphan(source, encoded, i);
            }
        }
        if (!choosing) {
            return open;
        }
        turns.await(taken.number());
        chosen.choose(source, encoded, open, winners);
        turns.pass();
        if (plan.mode() != WriteMode.INSERT) {
            return open;
        }
        if (witness != null) {
            showDuplicates(source, encoded, open, winners, witness);
        }
        return winners;
    }

    /** Shows the documents that were open and have not won; both are in the order of the chunk. */
    private static void showDuplicates(
            int source, EncodedChunk encoded, Selection open, Selection winners, ExpectedCollection.Witness witness) {
        int won = 0;
        for (int i = 0; i < open.count(); i++) {
            if (won < winners.count() && winners.get(won) == open.get(i)) {
                won++;
            } else {
                witness.duplicate(source, encoded, open.get(i));
            }
        }
    }

    private boolean isRejected(int source, EncodedChunk encoded, int document) {
        KnownOperation known = context.known();
        return known != null && known.rejected(new SourceId(collection, source), encoded.offset(document));
    }

    /** Closes what is still open; called when no worker runs any more. */
    @Override
    public void close() {
        feed.close();
    }
}
