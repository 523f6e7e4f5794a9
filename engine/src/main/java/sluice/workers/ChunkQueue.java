package sluice.workers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.input.CsvInput;

/**
 * The sources of one collection, read one after the other. Reading needs the queue's lock; a queue that waits for a slow
 * stream keeps nobody from the others.
 *
 * @param <T> what belongs to a source
 */
public final class ChunkQueue<T> implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Entry<T>> entries;
    private @Nullable CsvInput open;
    private volatile boolean exhausted;
    private long taken;

    /** A source: what belongs to it, and how to open it. */
    public record Entry<T>(T task, Supplier<CsvInput> input) {}

    /**
     * A chunk that was taken.
     *
     * @param task what belongs to its source
     * @param number how many chunks of the queue were taken before it
     */
    public record Item<T>(T task, Chunk chunk, long number) {}

    public ChunkQueue(List<Entry<T>> entries) {
        this.entries = new ArrayDeque<>(entries);
        exhausted = entries.isEmpty();
    }

    public ReentrantLock lock() {
        return lock;
    }

    public boolean exhausted() {
        return exhausted;
    }

    /** The next chunk, or null at the end; the caller holds the lock. */
    @Nullable
    public Item<T> take(ChunkSize size) {
        while (!entries.isEmpty()) {
            Entry<T> entry = entries.element();
            CsvInput input = open;
            if (input == null) {
                input = entry.input().get();
                open = input;
            }
            Chunk chunk = input.next(size);
            if (chunk != null) {
                return new Item<>(entry.task(), chunk, taken++);
            }
            close();
            entries.remove();
        }
        exhausted = true;
        return null;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
