package sluice.csv;

/**
 * Finds the bytes that may end, quote or escape a field, a block at a time and ahead of the scanner. Not thread-safe.
 *
 * <p>Hot path. Eight bytes become a mask, and the positions of its bits are stored without a branch: two of them always,
 * further ones if there are any. So nothing depends on how long a field is, which no processor can predict. That is the
 * larger half of what {@code ScanBenchmark} gained over walking each mask when its fields are read.
 *
 * <p>A few bytes too many are found: all below 14, because that takes one test for both line ends, and see
 * {@link Words#maybeZeros}. So the scanner looks at each byte before it believes it.
 */
final class SpecialBytes {
    private static final int BLOCK = 1024;
    private static final long CONTROLS = Words.repeat('\r' + 1);

    /** The places of the block's special bytes, ascending; {@link #count} of them are valid. */
    final int[] found = new int[BLOCK + Long.BYTES];

    int count;
    /** The first byte that was not looked at. */
    int next;

    private final long delimiters;
    private final long quotes;
    private final long escapes;
    private final boolean escaping;
    private byte[] bytes = new byte[0];
    private int end;

    /** All characters are ASCII; quote and escape may be {@link Dialect#NONE}. */
    SpecialBytes(int delimiter, int quote, int escape) {
        delimiters = Words.repeat(delimiter);
        // What a dialect hasn't is looked for as a second delimiter, and found as one.
        quotes = Words.repeat(quote == Dialect.NONE ? delimiter : quote);
        escaping = escape != quote && escape != Dialect.NONE;
        escapes = Words.repeat(escaping ? escape : delimiter);
    }

    void reset(byte[] source, int from, int to) {
        bytes = source;
        end = to;
        seek(from);
    }

    /** Starts again at an index. */
    void seek(int from) {
        next = from;
        count = 0;
    }

    /** Looks at blocks until one has special bytes; false if none up to the end has. */
    boolean refill() {
        count = 0;
        while (count == 0 && next < end) {
            fill();
        }
        return count > 0;
    }

    private void fill() {
        byte[] source = bytes;
        int[] places = found;
        int stop = Math.min(next + BLOCK, end);
        int n = 0;
        int at = next;
        for (; at <= stop - 2 * Long.BYTES; at += 2 * Long.BYTES) {
            long first = classify(Words.at(source, at));
            long second = classify(Words.at(source, at + Long.BYTES));
            if ((first | second) != 0) {
                n = store(places, n, at, first);
                n = store(places, n, at + Long.BYTES, second);
            }
        }
        for (; at < stop; at++) {
            // The same for one byte: the others of the word are not special.
            places[n] = at;
            n += (classify((source[at] & 0xffL) | ~0xffL) & 0x80) == 0 ? 0 : 1;
        }
        next = at;
        count = n;
    }

    private static int store(int[] places, int n, int at, long mask) {
        long left = mask;
        int bits = Long.bitCount(mask);
        places[n] = at + Words.lowest(left);
        left &= left - 1;
        places[n + 1] = at + Words.lowest(left);
        for (int i = 2; i < bits; i++) {
            left &= left - 1;
            places[n + i] = at + Words.lowest(left);
        }
        return n + bits;
    }

    private long classify(long eight) {
        long special =
                ((eight - CONTROLS) & ~eight) | Words.maybeZeros(eight ^ delimiters) | Words.maybeZeros(eight ^ quotes);
        if (escaping) {
            special |= Words.maybeZeros(eight ^ escapes);
        }
        return special & Words.HIGH_BITS;
    }
}
