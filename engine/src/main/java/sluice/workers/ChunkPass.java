package sluice.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sluice.csv.ChunkSize;

/** One pass over all chunks of some sources, by several workers that share nothing but the chunks. */
public final class ChunkPass {
    private ChunkPass() {}

    /**
     * Shows every chunk to one of the visitors. Returns early, when what is in flight is done, once {@code stopped} says so.
     *
     * @param queues the sources, a queue for each collection
     * @param inTurn whether chunks come from all queues in turn, or from one after the other
     * @param visitors makes a visitor for each worker; one thread at a time calls a visitor, always the same one
     * @param visit shows a chunk
     * @param <T> what belongs to a source
     * @param <V> what a worker makes of the chunks
     * @return the visitors, for their results to be merged
     * @throws RuntimeException the first that a visitor threw
     */
    public static <T, V> List<V> run(
            List<ChunkQueue<T>> queues,
            ChunkSize size,
            boolean inTurn,
            int workers,
            BooleanSupplier stopped,
            Supplier<V> visitors,
            BiConsumer<V, ChunkQueue.Item<T>> visit) {
        List<V> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(visitors.get());
        }
        Workers pool = new Workers();
        try (Feed<T> feed = new Feed<>(queues, size, inTurn, () -> stopped.getAsBoolean() || pool.failed())) {
            pool.run(workers, worker -> feed.forEach(taken -> visit.accept(all.get(worker), taken)), () -> {});
        }
        return all;
    }

    /**
     * As {@link #run}, over one queue; what a visitor makes of a chunk is settled in the order of the chunks.
     *
     * @param visit shows a chunk; several visitors at a time
     * @param settle what a visitor does after each chunk, one visitor at a time, once those with all chunks before did:
     *     what visitors share is changed here and nowhere else
     * @param <T> what belongs to a source
     * @param <V> what a worker makes of the chunks
     * @return the visitors, for their results to be merged
     * @throws RuntimeException the first that a visitor threw
     */
    public static <T, V> List<V> runInOrder(
            ChunkQueue<T> queue,
            ChunkSize size,
            int workers,
            BooleanSupplier stopped,
            Supplier<V> visitors,
            BiConsumer<V, ChunkQueue.Item<T>> visit,
            Consumer<V> settle) {
        List<V> all = Stream.generate(visitors).limit(workers).toList();
        Turns turns = new Turns();
        Workers pool = new Workers();
        try (Feed<T> feed = new Feed<>(List.of(queue), size, false, () -> stopped.getAsBoolean() || pool.failed())) {
            pool.run(
                    workers,
                    worker -> feed.forEach(taken -> {
                        V visitor = all.get(worker);
                        visit.accept(visitor, taken);
                        turns.await(taken.number());
                        settle.accept(visitor);
                        turns.pass();
                    }),
                    turns::abandon);
        }
        return all;
    }
}
