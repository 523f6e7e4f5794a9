package sluice.workers;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.plan.Pace;

/**
 * Lets so many documents and bytes a second through, of all workers together. Two token buckets that hold nothing at the start
 * and never save up: each batch waits until its own tokens have come, so no second of the load, nor its first, is above the limit.
 * Thread-safe.
 */
public final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final double NANOS = 1e9;

    private final double nanosPerDocument;
    private final double nanosPerByte;
    private final LongSupplier clock;
    private final Sleeper sleeper;
    private double documentsFree;
    private double bytesFree;
    private boolean started;

    /** Lets time pass. */
    interface Sleeper {
        /** Returns after so many nanoseconds. */
        void sleep(long nanos);
    }

    /** A throttle by the system's clock. */
    public Throttle(Pace pace) {
        this(pace, System::nanoTime, Throttle::sleep);
    }

    public Throttle(Pace pace, LongSupplier clock, Sleeper sleeper) {
        nanosPerDocument = nanosEach(pace.docsPerSecond());
        nanosPerByte = nanosEach(pace.bytesPerSecond());
        this.clock = clock;
        this.sleeper = sleeper;
    }

    private static double nanosEach(@Nullable Long perSecond) {
        return perSecond == null ? 0 : NANOS / perSecond;
    }

    /** The most documents of a batch, so that it waits for a second at most; at least 1. */
    public static int documentsAtOnce(Pace pace) {
        return atOnce(pace.docsPerSecond());
    }

    /** The most bytes of a batch, so that it waits for a second at most; at least 1. */
    public static int bytesAtOnce(Pace pace) {
        return atOnce(pace.bytesPerSecond());
    }

    private static int atOnce(@Nullable Long perSecond) {
        return perSecond == null ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, perSecond);
    }

    /** Waits until a batch may be sent. */
    public void await(int documents, long bytes) {
        if (nanosPerDocument > 0 || nanosPerByte > 0) {
            long wait = reserve(documents, bytes);
            if (wait > 0) {
                sleeper.sleep(wait);
            }
        }
    }

    private synchronized long reserve(int documents, long bytes) {
        double now = clock.getAsLong();
        if (!started) {
            started = true;
            documentsFree = now;
            bytesFree = now;
        }
        documentsFree = Math.max(now, documentsFree) + documents * nanosPerDocument;
        bytesFree = Math.max(now, bytesFree) + bytes * nanosPerByte;
        return (long) Math.ceil(Math.max(documentsFree, bytesFree) - now);
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while waiting", e);
        }
    }
}
