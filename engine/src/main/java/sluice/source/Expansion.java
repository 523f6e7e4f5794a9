package sluice.source;

import java.io.IOException;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Counts what compressed bytes become, and refuses what becomes so much more of them than rows can: a file made to fill disks
 * and databases. Not thread-safe.
 */
final class Expansion {
    /** Rows that are all the same reach some hundred times with gzip, which can't do more than 1,032. */
    static final int MOST_TIMES = 1000;
    /** Less than this harms nobody, whatever its ratio is. */
    static final long HARMLESS_BYTES = 64L << 20;

    private final String title;
    private final LongSupplier compressed;
    private long count;

    /**
     * Counts from nothing.
     *
     * @param title how the bytes are compressed
     * @param compressed how many compressed bytes were taken so far
     */
    Expansion(String title, LongSupplier compressed) {
        this.title = title;
        this.compressed = compressed;
    }

    void add(int bytes) throws IOException {
        count += bytes;
        if (count > HARMLESS_BYTES && count / MOST_TIMES > compressed.getAsLong()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%,d bytes of its %s data have become more than %,d, over %,d times as much, so it looks like a decompression bomb."
                            + " If it isn't one, decompress it first, or pipe it in decompressed",
                    compressed.getAsLong(),
                    title,
                    count,
                    MOST_TIMES));
        }
    }
}
