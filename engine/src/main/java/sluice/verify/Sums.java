package sluice.verify;

import java.util.Locale;
import org.bson.RawBsonDocument;
import sluice.bson.EncodedChunk;
import sluice.expected.ExpectedCollection;

/**
 * The hashes of all documents of both sides, added up: independent of their order, and in buckets by who they are, so
 * that what differs need not be looked for everywhere. Not thread-safe: each worker has its own.
 */
final class Sums implements ExpectedCollection.Visitor {
    /** What it takes to keep a document besides its bytes. */
    private static final int OVERHEAD_BYTES = 200;

    private final Hashes hashes;
    private final int shift;
    /** What is expected less what is stored: zero in a bucket that is equal on both sides. */
    private final long[] net;
    /** The bytes of both sides. */
    private final long[] bytes;

    private final Total expected = new Total();
    private final Total stored = new Total();

    /** The documents of one side. */
    static final class Total {
        private long documents;
        private long high;
        private long low;

        private void add(long moreDocuments, long moreHigh, long moreLow) {
            documents += moreDocuments;
            high += moreHigh;
            low += moreLow;
        }

        long documents() {
            return documents;
        }

        /** The sum as 32 hexadecimal digits. */
        String text() {
            return String.format(Locale.ROOT, "%016x%016x", high, low);
        }
    }

    /** Sums in 2 to the power of {@code bits} buckets. */
    Sums(Matching matching, int bits) {
        hashes = new Hashes(matching);
        shift = Long.SIZE - bits;
        net = new long[3 << bits];
        bytes = new long[1 << bits];
    }

    @Override
    public void expected(int source, EncodedChunk chunk, int document) {
        hashes.expected(source, chunk, document);
        add(expected, 1, chunk.bytes(document));
    }

    @Override
    public void stored(RawBsonDocument document) {
        if (hashes.stored(document)) {
            add(stored, -1, document.getByteBuffer().remaining());
        }
    }

    private void add(Total total, int sign, int length) {
        int count = hashes.counts() ? 1 : 0;
        total.add(count, hashes.high(), hashes.low());
        int bucket = bucket(hashes.keyHigh());
        net[3 * bucket] += (long) sign * count;
        net[3 * bucket + 1] += sign * hashes.high();
        net[3 * bucket + 2] += sign * hashes.low();
        bytes[bucket] += length + OVERHEAD_BYTES;
    }

    private int bucket(long keyHigh) {
        return shift == Long.SIZE ? 0 : (int) (keyHigh >>> shift);
    }

    /** Adds what another worker saw. */
    void merge(Sums other) {
        for (int i = 0; i < net.length; i++) {
            net[i] += other.net[i];
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] += other.bytes[i];
        }
        expected.add(other.expected.documents, other.expected.high, other.expected.low);
        stored.add(other.stored.documents, other.stored.high, other.stored.low);
    }

    int buckets() {
        return bytes.length;
    }

    boolean isEqual(int bucket) {
        return net[3 * bucket] == 0 && net[3 * bucket + 1] == 0 && net[3 * bucket + 2] == 0;
    }

    /** What it takes to keep all documents of a bucket. */
    long bytes(int bucket) {
        return bytes[bucket];
    }

    Total expected() {
        return expected;
    }

    Total stored() {
        return stored;
    }
}
