package sluice.embedded;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/** The memory for long messages that all connections share. Whoever asks first gets it first. Thread-safe. */
final class MessageBudget {
    private static final int UNIT = 1024;

    private final Semaphore units;

    MessageBudget(long bytes) {
        units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT), true);
    }

    /** Memory that is given back when it is closed. */
    interface Grant extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits until there is memory for so many bytes. */
    Grant take(int bytes) throws InterruptedIOException {
        int wanted = (bytes + UNIT - 1) / UNIT;
        try {
            units.acquire(wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for memory");
        }
        return () -> units.release(wanted);
    }
}
