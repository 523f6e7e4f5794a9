package sluice.inspect;

import java.util.Arrays;

/**
 * The hashes that one worker has found in a chunk for one {@link KeyTrial}, until it is their turn. Once the trial only
 * counts values, those that were there a moment ago are left out. Not thread-safe.
 */
final class HashBuffer {
    private static final int RECENT = 1 << 9;
    private static final int FIRST_SIZE = 64;

    private KeyTrial.Interest interest = KeyTrial.Interest.ALL;
    private long[] hashes = new long[2 * FIRST_SIZE];
    private long[] lines = new long[FIRST_SIZE];
    private int count;
    private long firstEmpty;
    private long[] recent = {};

    /** Whether values matter at all. */
    boolean wanted() {
        return interest != KeyTrial.Interest.NONE;
    }

    /** Adds a record without a value. */
    void addEmpty(long line) {
        firstEmpty = firstEmpty == 0 ? line : firstEmpty;
    }

    /** Adds a record's value. */
    void add(long high, long low, long line) {
        if (interest == KeyTrial.Interest.NEW && wasRecent(high, low)) {
            return;
        }
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
            hashes = Arrays.copyOf(hashes, 4 * count);
        }
        hashes[2 * count] = high;
        hashes[2 * count + 1] = low;
        lines[count++] = line;
    }

    private boolean wasRecent(long high, long low) {
        if (recent.length == 0) {
            recent = new long[2 * RECENT];
        }
        int at = 2 * (int) (high & (RECENT - 1));
        if (recent[at] == high && recent[at + 1] == low) {
            return true;
        }
        recent[at] = high;
        recent[at + 1] = low;
        return false;
    }

    int count() {
        return count;
    }

    long high(int i) {
        return hashes[2 * i];
    }

    long low(int i) {
        return hashes[2 * i + 1];
    }

    long line(int i) {
        return lines[i];
    }

    /** The line of the first record without a value, or 0. */
    long firstEmpty() {
        return firstEmpty;
    }

    /** Begins the next chunk. */
    void clear(KeyTrial.Interest now) {
        interest = now;
        count = 0;
        firstEmpty = 0;
        if (now == KeyTrial.Interest.NONE) {
            hashes = new long[0];
            lines = new long[0];
            recent = new long[0];
        }
    }
}
