package sluice.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was sent again, and how long that took, over all workers that share one server's connection. Thread-safe: every
 * worker that waits writes into it, and whoever shows progress reads it. Its lock is held only to add a number; listeners
 * are called without it.
 */
public final class RetryLog {
    private final RetryClock clock;
    private List<RetryListener> listeners = List.of();
    private long retries;
    private long longestNanos;
    private long outageNanos;
    private String reason = "";
    private boolean down;
    private int waiting;
    private @Nullable Instant first;

    RetryLog(RetryClock clock) {
        this.clock = clock;
    }

    /** A listener's place in the log. */
    public interface Subscription extends AutoCloseable {
        /** Takes the listener away. */
        @Override
        void close();
    }

    /**
     * Tells a listener of every further wait, in the thread that has to wait.
     *
     * @return ends that when it is closed
     */
    public synchronized Subscription listen(RetryListener listener) {
        List<RetryListener> more = new ArrayList<>(listeners);
        more.add(listener);
        listeners = List.copyOf(more);
        return () -> forget(listener);
    }

    private synchronized void forget(RetryListener listener) {
        List<RetryListener> fewer = new ArrayList<>(listeners);
        fewer.remove(listener);
        listeners = List.copyOf(fewer);
    }

    private synchronized List<RetryListener> listeners() {
        return listeners;
    }

    /**
     * A command failed and will be sent again.
     *
     * @param sent when it was sent first, by the clock
     * @param why what failed, without secrets
     * @return when the time without any answer began: everybody's patience ends so long after it
     */
    long failed(long sent, String why, boolean firstTry) {
        long outage = note(sent, why, firstTry);
        listeners().forEach(listener -> listener.waiting(why, (clock.nanos() - sent) / 1e9));
        return outage;
    }

    private synchronized long note(long sent, String why, boolean firstTry) {
        if (!down || sent - outageNanos < 0) {
            outageNanos = sent;
        }
        down = true;
        reason = why;
        retries++;
        if (firstTry) {
            waiting++;
        }
        if (first == null) {
            first = Instant.now();
        }
        return outageNanos;
    }

    /** A command that had failed has succeeded, or is given up. */
    void ended(long sent, boolean succeeded) {
        settle(sent, succeeded);
        if (succeeded) {
            listeners().forEach(RetryListener::goesOn);
        }
    }

    private synchronized void settle(long sent, boolean succeeded) {
        waiting--;
        longestNanos = Math.max(longestNanos, clock.nanos() - sent);
        if (succeeded) {
            down = false;
        }
    }

    /** What is being waited for now, such as {@code waiting for the server (12 s): connection broke}; otherwise null. */
    public synchronized @Nullable String waiting() {
        return waiting == 0 || !down
                ? null
                : "waiting for the server (" + (clock.nanos() - outageNanos) / 1_000_000_000 + " s): " + reason;
    }

    /** What a summary should say, a sentence each; empty if nothing was sent again. */
    public synchronized List<String> notes() {
        if (retries == 0) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "Commands were sent again %d times, first at %s; the longest wait was %.1f s. Last reason: %s.",
                retries,
                String.valueOf(first == null ? null : first.truncatedTo(ChronoUnit.SECONDS)),
                longestNanos / 1e9,
                reason));
    }
}
