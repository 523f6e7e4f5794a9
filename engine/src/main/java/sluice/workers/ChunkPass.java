package sluice.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
        return run(queues, size, inTurn, workers, stopped, visitors, visit, () -> {});
    }

    private static <T, V> List<V> run(
            List<ChunkQueue<T>> queues,
            ChunkSize size,
            boolean inTurn,
            int workers,
            BooleanSupplier stopped,
            Supplier<V> visitors,
            BiConsumer<V, ChunkQueue.Item<T>> visit,
            Runnable onFailure) {
        List<V> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(visitors.get());
        }
        Workers pool = new Workers();
        try (Feed<T> feed = new Feed<>(queues, size, inTurn, () -> stopped.getAsBoolean() || pool.failed())) {
            pool.run(workers, worker -> feed.forEach(taken -> visit.accept(all.get(worker), taken)), onFailure);
        }
        return all;
    }

    /**
     * Works on every chunk of some sources in parallel, and does the rest one chunk after the other, in the order of the
     * chunks. Returns early, when what is in flight is done, once {@code stopped} says so.
     *
     * @param visitors makes a visitor for each worker; one thread at a time calls a visitor, always the same one
     * @param work makes something of a chunk
     * @param inTurn takes what was made; one thread at a time calls it
     * @param <T> what belongs to a source
     * @param <V> what a worker works with
     * @param <R> what is made of a chunk
     * @return the visitors, for their results to be merged
     * @throws RuntimeException the first that work or turn threw
     */
    public static <T, V, R> List<V> inOrder(
            ChunkQueue<T> queue,
            ChunkSize size,
            int workers,
            BooleanSupplier stopped,
            Supplier<V> visitors,
            BiFunction<V, ChunkQueue.Item<T>, R> work,
            Consumer<R> inTurn) {
        Turns turns = new Turns();
        return run(
                List.of(queue),
                size,
                false,
                workers,
                stopped,
                visitors,
                (visitor, taken) -> {
                    R made = work.apply(visitor, taken);
                    turns.await(taken.number());
                    inTurn.accept(made);
                    turns.pass();
                },
                turns::abandon);
    }
}
