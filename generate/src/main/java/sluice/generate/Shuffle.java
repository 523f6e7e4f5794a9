package sluice.generate;

/**
 * A random order of the numbers 0 to n - 1 that takes no memory: a Feistel network, walked until it is back in the range.
 * It is what makes ids, pairs and exact shares come out right without remembering any row.
 */
final class Shuffle {
    private static final int ROUNDS = 4;

    private final long size;
    private final int half;
    private final long mask;
    private final long[] keys = new long[ROUNDS];

    /** @param size from 1 to 2^61 */
    Shuffle(long size, long seed) {
        this.size = size;
        int bits = 64 - Long.numberOfLeadingZeros(size - 1);
        half = Math.max(1, (bits + 1) / 2);
        mask = (1L << half) - 1;
        for (int i = 0; i < ROUNDS; i++) {
            keys[i] = Draws.seed(seed, "round" + i);
        }
    }

    /** The place of a number in the order. */
    long place(long number) {
        long value = number;
        do {
            value = forth(value);
        } while (value >= size);
        return value;
    }

    /** The number at a place. */
    long number(long place) {
        long value = place;
        do {
            value = back(value);
        } while (value >= size);
        return value;
    }

    private long forth(long value) {
        long left = value >>> half;
        long right = value & mask;
        for (int i = 0; i < ROUNDS; i++) {
            long next = left ^ (Draws.mix(right ^ keys[i]) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }

    private long back(long value) {
        long left = value >>> half;
        long right = value & mask;
        for (int i = ROUNDS - 1; i >= 0; i--) {
            long previous = right ^ (Draws.mix(left ^ keys[i]) & mask);
            right = left;
            left = previous;
        }
        return left << half | right;
    }
}
