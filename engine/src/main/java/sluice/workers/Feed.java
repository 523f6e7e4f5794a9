package sluice.workers;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;

/**
 * Hands out chunks to workers: from each collection in turn, or, in a linear load, from one after the other.
 * Thread-safe.
 *
 * @param <T> what belongs to a source
 */
public final class Feed<T> implements AutoCloseable {
    private final List<ChunkQueue<T>> queues;
    private final ChunkSize size;
    private final boolean inTurn;
    private final BooleanSupplier stopped;
    private final AtomicInteger turn = new AtomicInteger();

    /** A feed that hands out nothing more once {@code stopped} says so. */
    public Feed(List<ChunkQueue<T>> queues, ChunkSize size, boolean inTurn, BooleanSupplier stopped) {
        this.queues = List.copyOf(queues);
        this.size = size;
        this.inTurn = inTurn;
        this.stopped = stopped;
    }

    /** The next chunk, or null when there is none any more. */
    public ChunkQueue.@Nullable Item<T> next() {
        int first = inTurn ? Math.floorMod(turn.getAndIncrement(), queues.size()) : 0;
        while (!stopped.getAsBoolean()) {
            ChunkQueue<T> busy = null;
            for (int i = 0; i < queues.size(); i++) {
                ChunkQueue<T> queue = queues.get((first + i) % queues.size());
                if (queue.exhausted()) {
                    continue;
                }
                if (queue.lock().tryLock()) {
                    ChunkQueue.Item<T> taken = takeAndUnlock(queue);
                    if (taken != null) {
                        return taken;
                    }
                } else if (busy == null) {
                    busy = queue;
                }
            }
            if (busy == null) {
                return null;
            }
            // Every queue with something left is being read by another worker: wait for one of them.
            busy.lock().lock();
            ChunkQueue.Item<T> taken = takeAndUnlock(busy);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /** Hands chunks to the calling worker until there is none any more. */
    public void forEach(Consumer<ChunkQueue.Item<T>> consumer) {
        for (ChunkQueue.Item<T> taken = next(); taken != null; taken = next()) {
            consumer.accept(taken);
        }
    }

    private ChunkQueue.@Nullable Item<T> takeAndUnlock(ChunkQueue<T> queue) {
        ReentrantLock lock = queue.lock();
        try {
            return stopped.getAsBoolean() ? null : queue.take(size);
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is still open; called when no worker runs any more. */
    @Override
    public void close() {
        queues.forEach(ChunkQueue::close);
    }
}
