package sluice.workers;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A list of things to do, each of which is handed out once. Thread-safe. */
public final class WorkList<T> {
    private final Deque<T> left;

    /** A list that hands out these, in their order. */
    public WorkList(Collection<T> all) {
        left = new ArrayDeque<>(all);
    }

    /** The next one, or null if none is left. */
    public synchronized @Nullable T next() {
        return left.poll();
    }
}
