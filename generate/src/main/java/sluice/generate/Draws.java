package sluice.generate;

/**
 * A stream of random numbers that can be set to any point at no cost. SplitMix64 is written out here, and not taken from
 * SplittableRandom, because the JDK promises no sequence for that class.
 */
final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts the stream that belongs to a row. */
    void at(long seed, long row) {
        state = mix(seed + row * GAMMA);
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From 0 to {@code bound - 1}, for bounds up to 2^62. */
    long below(long bound) {
        return Math.multiplyHigh(next() >>> 1, bound << 1);
    }

    /** From 0 to {@code bound - 1}, small numbers far more often than large ones. */
    long skewed(long bound) {
        double unit = (next() >>> 11) * 0x1.0p-53;
        return Math.min(bound - 1, (long) (unit * unit * bound));
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    /** Mixes a seed with the name of what it is for, so that no two files share a stream. */
    static long seed(long seed, String purpose) {
        long mixed = mix(seed + GAMMA);
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mix(mixed + GAMMA * (purpose.charAt(i) + 1));
        }
        return mixed;
    }

    /** A bijection of the 64-bit numbers. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
