package sluice.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.admission.KeySet;

/**
 * Finds out whether some columns tell all records of a file apart, and counts their values. One thread at a time calls it,
 * in file order; so what it says doesn't depend on the number of workers.
 */
final class KeyTrial {
    /** Values are counted up to here; those of a key are counted to the end. */
    static final int MOST_COUNTED = 10_000;

    /** Room is asked for so many keys at a time. */
    private static final int STEP = 4096;

    /** Which values a trial still wants to see. */
    enum Interest {
        /** All: they may be unique. */
        ALL,
        /** Those that may be new: they are only counted. */
        NEW,
        /** None. */
        NONE
    }

    private final List<Integer> columns;
    private final KeyMemory memory;
    private @Nullable KeySet keys;
    private Interest interest = Interest.ALL;
    private @Nullable Uniqueness broken;
    private long counted;
    private boolean exact = true;

    /** A trial of columns, by their places. */
    KeyTrial(List<Integer> columns, KeyMemory memory) {
        this.columns = List.copyOf(columns);
        this.memory = memory;
        KeySet first = new KeySet();
        keys = first;
        if (memory.allows(first, 1)) {
            memory.changed(0, first.bytes());
        } else {
            keys = null;
            giveUp();
        }
    }

    List<Integer> columns() {
        return columns;
    }

    /** Takes what a worker has found in the next chunk. */
    void settle(HashBuffer buffer) {
        if (buffer.firstEmpty() > 0) {
            breaks(new Uniqueness.Empty(buffer.firstEmpty()));
        }
        for (int i = 0; i < buffer.count() && interest != Interest.NONE; i++) {
            add(buffer.high(i), buffer.low(i), buffer.line(i));
        }
        buffer.clear(interest);
    }

    private void add(long high, long low, long line) {
        KeySet set = keys;
        if (set == null) {
            return;
        }
        long entry = set.find(high, low);
        if (entry != KeySet.ABSENT) {
            breaks(new Uniqueness.Repeated(line, KeySet.line(entry)));
        } else if (counted % STEP == 0 && !memory.allows(set, STEP)) {
            giveUp();
        } else {
            long before = set.bytes();
            set.add(high, low, line);
            memory.changed(before, set.bytes());
            counted++;
        }
        stopCounting();
    }

    private void breaks(Uniqueness how) {
        if (broken == null) {
            broken = how;
            interest = interest == Interest.ALL ? Interest.NEW : interest;
            stopCounting();
        }
    }

    private void stopCounting() {
        if (interest == Interest.NEW && counted > MOST_COUNTED) {
            counted = MOST_COUNTED;
            end();
        }
    }

    private void giveUp() {
        broken = broken == null ? new Uniqueness.NotProven() : broken;
        end();
    }

    private void end() {
        exact = false;
        interest = Interest.NONE;
        release();
    }

    /** Gives back the memory. */
    void release() {
        if (keys != null) {
            memory.changed(keys.bytes(), 0);
            keys = null;
        }
    }

    /** What it found, once every record was shown. */
    Uniqueness uniqueness() {
        return broken != null ? broken : counted == 0 ? new Uniqueness.NoRecords() : new Uniqueness.Unique();
    }

    /** Whether every record has a value of its own. */
    boolean unique() {
        return uniqueness() instanceof Uniqueness.Unique;
    }

    /** How many values there are. */
    Distinct distinct() {
        return new Distinct(counted, exact);
    }

    /** The values of a key; null if they are not one's, or were given back. */
    @Nullable
    KeySet keys() {
        return unique() ? keys : null;
    }
}
