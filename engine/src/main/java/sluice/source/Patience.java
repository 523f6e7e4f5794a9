package sluice.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** How often a broken connection is made again: after waits that double, until too many in a row brought nothing. Not thread-safe. */
final class Patience {
    private static final int MOST_FAILURES = 5;
    private static final long FIRST_WAIT_MILLIS = 200;
    /** A connection that brought less than this brought nothing. */
    private static final long PROGRESS_BYTES = 64 << 10;

    private int failures;
    private long since;

    /** Notes what was read. */
    void read(int bytes) {
        since += bytes;
        if (since >= PROGRESS_BYTES) {
            failures = 0;
        }
    }

    /**
     * Waits after a failure.
     *
     * @throws IOException the failure, if it was one too many
     */
    void failed(IOException failure) throws IOException {
        failures++;
        since = 0;
        if (failures > MOST_FAILURES) {
            throw new IOException("tried " + failures + " times: " + failure.getMessage(), failure);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_WAIT_MILLIS << (failures - 1));
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for the server");
        }
    }
}
