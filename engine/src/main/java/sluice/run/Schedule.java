package sluice.run;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.source.SourceException;
import sluice.workers.ChunkQueue;

/**
 * Tells each worker what to do next: write for a lane, or read and load a chunk. A collection's chunks come once its
 * parents are done. Thread-safe.
 *
 * <p>Lanes with a full batch come first, then chunks while not too many are in flight, then lanes with whatever they
 * have: so batches are as full as the files allow, and nothing waits for long.
 */
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    /** How long a worker waits before it looks again whether the user stopped the load. */
    private static final long PATIENCE_NANOS = 50_000_000;

    private final List<Entry> entries;
    private final ChunkSize size;
    private final boolean inTurn;
    private final int window;
    private final BooleanSupplier stopped;
    private final BooleanSupplier failed;
    private volatile @Nullable SourceException unreadable;
    private int turn;
    private long changes;

    /** A collection and its sources. */
    private record Entry(CollectionTask task, ChunkQueue<Segment> queue) {}

    /** Something to do. */
    sealed interface Work {}

    /** A chunk to be loaded, or to be read for its keys where it is known. */
    record ChunkWork(SourceTask task, Chunk chunk, long ticket, boolean known) implements Work {}

    /** A batch of a lane to be written. */
    record LaneWork(CollectionTask task, Lanes.Work work) implements Work {}

    /** Indexes to be built. */
    record FinishWork(CollectionTask task) implements Work {}

    /**
     * A schedule.
     *
     * @param inTurn whether chunks come from all collections in turn, or from one after the other
     * @param window how many chunks of a collection may be in flight
     * @param stopped whether no further chunk is wanted; what is in flight is still finished
     * @param failed whether nothing more is wanted
     */
    Schedule(
            List<CollectionTask> collections,
            ChunkSize size,
            boolean inTurn,
            int window,
            BooleanSupplier stopped,
            BooleanSupplier failed) {
        entries =
                collections.stream().map(task -> new Entry(task, task.queue())).toList();
        this.size = size;
        this.inTurn = inTurn;
        this.window = window;
        this.stopped = stopped;
        this.failed = failed;
    }

    /** What to do next, or null when there is nothing any more. Waits while others have to do something first. */
    @Nullable
    Work next() {
        while (!failed.getAsBoolean()) {
            long seen = changes();
            Work work = find();
            if (work != null) {
                return work;
            }
            if (ended()) {
                return null;
            }
            await(seen);
        }
        return null;
    }

    private @Nullable Work find() {
        Work work = lanes(true);
        if (work == null) {
            work = finish();
        }
        if (work == null && !isStopped()) {
            work = chunk();
        }
        return work == null ? lanes(false) : work;
    }

    private @Nullable Work lanes(boolean full) {
        for (Entry entry : entries) {
            Lanes lanes = entry.task.lanes();
            Lanes.Work work = lanes == null ? null : lanes.take(full);
            if (work != null) {
                return new LaneWork(entry.task, work);
            }
        }
        return null;
    }

    private @Nullable Work finish() {
        for (Entry entry : entries) {
            if (entry.queue.exhausted()) {
                entry.task.exhausted();
                if (entry.task.mayFinish()) {
                    return new FinishWork(entry.task);
                }
            }
        }
        return null;
    }

    private @Nullable Work chunk() {
        int first = inTurn ? nextTurn() : 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get((first + i) % entries.size());
            boolean ready = entry.task.parents().stream().allMatch(CollectionTask::done);
            if (ready && !entry.queue.exhausted() && entry.task.inFlight() < window) {
                Work work = chunk(entry);
                if (work != null) {
                    return work;
                }
            }
            if (!inTurn && ready && !entry.task.done()) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Work chunk(Entry entry) {
        if (!entry.queue.lock().tryLock()) {
            return null;
        }
        try {
            ChunkQueue.Item<Segment> taken = take(entry);
            if (taken == null) {
                return isStopped() ? null : finish();
            }
            Segment segment = taken.task();
            return new ChunkWork(segment.source(), taken.chunk(), entry.task.ticket(), segment.known());
        } finally {
            entry.queue.lock().unlock();
            changed();
        }
    }

    /** What is in flight when a source can't be read on is sound, and is finished; nothing more is handed out. */
    private ChunkQueue.@Nullable Item<Segment> take(Entry entry) {
        try {
            return entry.queue.take(size);
        } catch (SourceException e) {
            unreadable = e;
            return null;
        }
    }

    /** What kept a source from being read on, or null. */
    @Nullable
    SourceException unreadable() {
        return unreadable;
    }

    private boolean isStopped() {
        return unreadable != null || stopped.getAsBoolean();
    }

    private synchronized int nextTurn() {
        turn = (turn + 1) % entries.size();
        return turn;
    }

    private boolean ended() {
        boolean stop = isStopped();
        return entries.stream().allMatch(entry -> entry.task.done() || (stop && entry.task.inFlight() == 0));
    }

    private synchronized long changes() {
        return changes;
    }

    /** Wakes those that wait: something was committed, handed on or finished, or somebody failed. */
    synchronized void changed() {
        changes++;
        notifyAll();
    }

    private synchronized void await(long seen) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        long left = PATIENCE_NANOS;
        while (changes == seen && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                // Nobody interrupts workers; one that gave up here would lose what is in flight.
                LOG.debug("Interrupted while waiting", e);
            }
            left = until - System.nanoTime();
        }
    }

    /** Whether every chunk of every source was taken. */
    boolean exhausted() {
        return entries.stream().allMatch(entry -> entry.queue.exhausted());
    }

    /** Closes what is still open; called when no worker runs any more. */
    @Override
    public void close() {
        entries.forEach(entry -> entry.queue.close());
    }
}
