package sluice.csv;

/**
 * Finds and counts bytes eight at a time.
 *
 * <p>Hot path: the one that cuts chunks works alone, so its speed bounds the others'.
 */
final class ByteSearch {
    private ByteSearch() {}

    static boolean contains(byte[] bytes, int from, int to, int value) {
        return indexOf(bytes, from, to, value) < to;
    }

    /** The first index of a byte in {@code [from, to)}, or {@code to}. */
    static int indexOf(byte[] bytes, int from, int to, int value) {
        long pattern = Words.repeat(value);
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long matches = Words.zeros(Words.at(bytes, i) ^ pattern);
            if (matches != 0) {
                return i + Words.lowest(matches);
            }
        }
        while (i < to && (bytes[i] & 0xff) != value) {
            i++;
        }
        return i;
    }

    /** Counts the lines that end: see {@link Dialect#lineByte}. A CR as the last byte counts. */
    static long countLineEnds(byte[] bytes, int from, int to, int lineByte) {
        if (lineByte != Dialect.NONE) {
            return count(bytes, from, to, lineByte);
        }
        long lineFeeds = count(bytes, from, to, '\n');
        return lineFeeds + loneCarriageReturns(bytes, from, to);
    }

    private static long count(byte[] bytes, int from, int to, int value) {
        long pattern = Words.repeat(value);
        long count = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            count += Long.bitCount(Words.zeros(Words.at(bytes, i) ^ pattern));
        }
        for (; i < to; i++) {
            count += (bytes[i] & 0xff) == value ? 1 : 0;
        }
        return count;
    }

    private static long loneCarriageReturns(byte[] bytes, int from, int to) {
        long count = 0;
        for (int i = indexOf(bytes, from, to, '\r'); i < to; i = indexOf(bytes, i + 1, to, '\r')) {
            count += i + 1 == to || bytes[i + 1] != '\n' ? 1 : 0;
        }
        return count;
    }
}
