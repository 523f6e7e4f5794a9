package sluice.embedded;

import java.time.Duration;

/**
 * What clients together may take, however many there are and whatever they claim.
 *
 * @param connections how many may be open at once
 * @param messageBytes how many bytes of messages longer than {@link MessageReader#SMALL} may be in memory at once; at least one of the
 *     longest must fit
 * @param silence how long a new connection may wait with its first message
 * @param pause how long the next bytes of a message that has begun may be away; all of it may take {@value #PAUSES} times as long
 */
record ConnectionLimits(int connections, long messageBytes, Duration silence, Duration pause) {
    static final int PAUSES = 12;

    private static final long HEAP_PART = 8;

    /** An eighth of the heap, or two of the longest messages. */
    static ConnectionLimits ofThisProcess() {
        return new ConnectionLimits(
                1000,
                Math.max(2L * Commands.MAX_MESSAGE, Runtime.getRuntime().maxMemory() / HEAP_PART),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }
}
