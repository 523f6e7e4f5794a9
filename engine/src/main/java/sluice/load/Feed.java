package sluice.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;

/**
 * Hands out chunks to workers: from each collection in turn, or, in a linear load, from one after the other.
 * Thread-safe.
 *
 * @param <T> what belongs to a source
 */
final class Feed<T> implements AutoCloseable {
    private final List<Lane<T>> lanes;
    private final ChunkSize size;
    private final boolean inTurn;
    private final BooleanSupplier stopped;
    private final AtomicInteger turn = new AtomicInteger();

    /** A feed that hands out nothing more once {@code stopped} says so. */
    Feed(List<Lane<T>> lanes, ChunkSize size, boolean inTurn, BooleanSupplier stopped) {
        this.lanes = List.copyOf(lanes);
        this.size = size;
        this.inTurn = inTurn;
        this.stopped = stopped;
    }

    /** The next chunk, or null when there is none any more. */
    Lane.@Nullable Taken<T> next() {
        int first = inTurn ? Math.floorMod(turn.getAndIncrement(), lanes.size()) : 0;
        while (!stopped.getAsBoolean()) {
            Lane<T> busy = null;
            for (int i = 0; i < lanes.size(); i++) {
                Lane<T> lane = lanes.get((first + i) % lanes.size());
                if (lane.exhausted()) {
                    continue;
                }
                if (lane.lock().tryLock()) {
                    Lane.Taken<T> taken = takeAndUnlock(lane);
                    if (taken != null) {
                        return taken;
                    }
                } else if (busy == null) {
                    busy = lane;
                }
            }
            if (busy == null) {
                return null;
            }
            // Every lane with something left is being read by another worker: wait for one of them.
            busy.lock().lock();
            Lane.Taken<T> taken = takeAndUnlock(busy);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    private Lane.@Nullable Taken<T> takeAndUnlock(Lane<T> lane) {
        ReentrantLock lock = lane.lock();
        try {
            return stopped.getAsBoolean() ? null : lane.take(size);
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is still open; called when no worker runs any more. */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
