package sluice.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was sent again, and how long that took, of all that share one server's connection. Thread-safe: all who wait write
 * into it, and whoever shows progress reads it.
 */
public final class RetryLog {
    private final List<RetryListener> listeners = new ArrayList<>();
    private long retries;
    private long longestNanos;
    private long outageNanos;
    private String reason = "";
    private boolean down;
    private int waiting;
    private @Nullable Instant first;

    RetryLog() {}

    /** Tells a listener of every further wait; called by the thread that has to wait. */
    public synchronized void listen(RetryListener listener) {
        listeners.add(listener);
    }

    /**
     * Somebody's command failed and will be sent again.
     *
     * @param sent when it was sent first, by the clock of {@link System#nanoTime}
     * @param why what failed, without secrets
     * @return when the time without any answer began: everybody's patience ends so long after it
     */
    synchronized long failed(long sent, String why, boolean firstTry) {
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
        listeners.forEach(listener -> listener.waiting(why, (System.nanoTime() - sent) / 1e9));
        return outageNanos;
    }

    /** A command that had failed has succeeded, or is given up. */
    synchronized void ended(long sent, boolean succeeded) {
        waiting--;
        longestNanos = Math.max(longestNanos, System.nanoTime() - sent);
        if (succeeded) {
            down = false;
            listeners.forEach(RetryListener::goesOn);
        }
    }

    /** What is being waited for now, such as {@code waiting for the server (12 s): connection broke}; else null. */
    public synchronized @Nullable String waiting() {
        return waiting == 0 || !down
                ? null
                : "waiting for the server (" + (System.nanoTime() - outageNanos) / 1_000_000_000 + " s): " + reason;
    }

    /** How many times a command was sent again. */
    public synchronized long retries() {
        return retries;
    }

    /** What a summary should say, a sentence each; empty where nothing was sent again. */
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
