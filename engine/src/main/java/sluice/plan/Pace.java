package sluice.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a load may write, and how long it goes on trying. Immutable.
 *
 * @param retryFor for how long a command is sent again that fails for a reason that passes by, from when it was sent first; zero
 *     for never
 * @param docsPerSecond the most documents or statements a second, of all workers, at least 1; null for no limit
 * @param bytesPerSecond the most bytes of them a second, of all workers, at least 1; null for no limit
 */
public record Pace(
        Duration retryFor,
        @Nullable Long docsPerSecond,
        @Nullable Long bytesPerSecond) {

    /** Long enough for an election or the restart of a server, short enough that nobody waits for one that is gone. */
    public static final Duration DEFAULT_RETRY_FOR = Duration.ofSeconds(60);

    /** As fast as it goes. */
    public static final Pace DEFAULT = new Pace(DEFAULT_RETRY_FOR, null, null);

    /** Checks the ranges. */
    public Pace {
        if (retryFor.isNegative()) {
            throw new IllegalArgumentException("retryFor is " + retryFor + ", must be at least 0");
        }
        requirePositive("documents per second", docsPerSecond);
        requirePositive("bytes per second", bytesPerSecond);
    }

    private static void requirePositive(String what, @Nullable Long value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(what + " is " + value + ", must be at least 1");
        }
    }

    /** The same with another time for trying again. */
    public Pace withRetryFor(Duration changed) {
        return new Pace(changed, docsPerSecond, bytesPerSecond);
    }

    /** The same with another limit of documents. */
    public Pace withDocsPerSecond(long changed) {
        return new Pace(retryFor, changed, bytesPerSecond);
    }

    /** The same with another limit of bytes. */
    public Pace withBytesPerSecond(long changed) {
        return new Pace(retryFor, docsPerSecond, changed);
    }
}
