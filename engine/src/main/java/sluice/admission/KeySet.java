package sluice.admission;

import java.util.Arrays;
import sluice.bson.Hash128;

/**
 * The keys of a load: 128-bit hashes, each with the line of the record that holds it and what became of that record. Not
 * thread-safe.
 *
 * <p>Hot path, and the one memory that grows with the file: a slot is 20 bytes, and tables are 84 to 92 % full once they
 * are large, so a key takes 22 to 24 bytes (measured: the benchmark {@code keys}). Eight bits of the hash choose one of
 * 256 tables, 120 are stored, and the last 40 are the entry. A table is open-addressed and kept in the order of the
 * hashes, so that a look-up ends at the first larger one and a table grows in one pass. Source: G. H. Gonnet, J. I. Munro,
 * The analysis of linear probing sort by the use of a new mathematical transform, 1984; O. Amble, D. E. Knuth, Ordered hash
 * tables, 1974.
 */
public final class KeySet {
    /** No entry. */
    public static final long ABSENT = 0;

    private static final int TABLES = 256;
    private static final int SLOT_INTS = 5;
    private static final int LINE_BITS = 38;
    private static final long LINE_MASK = (1L << LINE_BITS) - 1;
    private static final double MAX_LOAD = 0.92;
    private static final int FIRST_SLOTS = 16;
    /** Up to here tables double: memory is no matter yet, and copying is. */
    private static final int SMALL_SLOTS = 1024;

    private static final double LARGE_GROWTH = 1.1;
    /** Slots after the last home, so that no probe has to wrap around. */
    private static final int MAX_SPARE = 128;

    private final Table[] tables = new Table[TABLES];
    private long size;

    /** What became of the record that holds a key. */
    public enum State {
        /** It was taken. */
        HELD(1),
        /** The server refused it: the key is free for the next record in file order. */
        REFUSED(2),
        /** The server refused it because the key was in the collection before. */
        EXISTS(3);

        private final long code;

        State(long code) {
            this.code = code;
        }
    }

    /** A table of slots: two words of hash, then 24 bits of hash and 40 of entry. */
    private static final class Table {
        private int[] slots;
        private int homes;
        private int count;

        Table(int homes) {
            this.homes = homes;
            slots = new int[(homes + spare(homes)) * SLOT_INTS];
        }
    }

    /** A set without keys. */
    public KeySet() {
        for (int i = 0; i < TABLES; i++) {
            // Different sizes let the tables grow at different times, so that the whole never jumps.
            tables[i] = new Table(FIRST_SLOTS + FIRST_SLOTS * i / TABLES);
        }
    }

    /** The number of keys. */
    public long size() {
        return size;
    }

    /** The bytes of all tables. */
    public long bytes() {
        long bytes = 0;
        for (Table table : tables) {
            bytes += (long) table.slots.length * Integer.BYTES;
        }
        return bytes;
    }

    /** The most bytes the set takes once so many keys were added. */
    public long bytesWith(int more) {
        double slots = (size + more) / (MAX_LOAD / (size + more > (long) TABLES * SMALL_SLOTS ? LARGE_GROWTH : 2));
        return Math.max(bytes(), (long) (slots * SLOT_INTS * Integer.BYTES) + TABLES * MAX_SPARE * SLOT_INTS);
    }

    /** The entry of a key, or {@link #ABSENT}. */
    public long find(long high, long low) {
        Table table = table(high);
        int at = search(table, first(high, low), second(low));
        return at < 0 ? ABSENT : entry(table.slots, at);
    }

    /** The entry of a key, or {@link #ABSENT}. */
    public long find(Hash128 hash) {
        return find(hash.high(), hash.low());
    }

    /** Adds a key that is held by the record on a line, from 1; it must not be there. */
    public void add(long high, long low, long line) {
        Table table = table(high);
        if (table.count + 1 > table.homes * MAX_LOAD) {
            grow(table);
        }
        long first = first(high, low);
        long second = second(low);
        int at = -search(table, first, second) - 1;
        int free = at;
        while (free < table.slots.length && occupied(table.slots, free)) {
            free += SLOT_INTS;
        }
        if (free >= table.slots.length) {
            grow(table);
            add(high, low, line);
            return;
        }
        System.arraycopy(table.slots, at, table.slots, at + SLOT_INTS, free - at);
        put(table.slots, at, first, second, entry(State.HELD, line));
        table.count++;
        size++;
    }

    /** Changes the entry of a key that is there. */
    public void set(Hash128 hash, State state, long line) {
        set(hash.high(), hash.low(), state, line);
    }

    /** Changes the entry of a key that is there. */
    public void set(long high, long low, State state, long line) {
        Table table = table(high);
        int at = search(table, first(high, low), second(low));
        put(table.slots, at, first(high, low), second(low), entry(state, line));
    }

    /** Whether a key is in the collection: held by a record that was taken, or there before. */
    public boolean contains(long high, long low) {
        long entry = find(high, low);
        return entry != ABSENT && state(entry) != State.REFUSED;
    }

    /** The state in an entry. */
    public static State state(long entry) {
        return switch ((int) (entry >>> LINE_BITS)) {
            case 1 -> State.HELD;
            case 2 -> State.REFUSED;
            default -> State.EXISTS;
        };
    }

    /** The line in an entry, counted over all sources of the collection. */
    public static long line(long entry) {
        return entry & LINE_MASK;
    }

    private static long entry(State state, long line) {
        return (state.code << LINE_BITS) | (line & LINE_MASK);
    }

    private Table table(long high) {
        return tables[(int) (high >>> 56)];
    }

    /** The 64 bits of the hash after those that choose the table. */
    private static long first(long high, long low) {
        return (high << 8) | (low >>> 56);
    }

    /** The last 56 bits of the hash. */
    private static long second(long low) {
        return low & ((1L << 56) - 1);
    }

    /** Where a hash is, or minus one minus where it belongs. */
    private static int search(Table table, long first, long second) {
        int[] slots = table.slots;
        int at = home(first, table.homes) * SLOT_INTS;
        while (at < slots.length && occupied(slots, at)) {
            int order = Long.compareUnsigned(firstAt(slots, at), first);
            if (order == 0) {
                order = Long.compare(secondAt(slots, at), second);
            }
            if (order >= 0) {
                return order == 0 ? at : -at - 1;
            }
            at += SLOT_INTS;
        }
        return -at - 1;
    }

    /** Rises with the hash, so that the slots are in its order. */
    private static int home(long first, int homes) {
        // The upper half of the product of two unsigned numbers, of which the second is small.
        return (int) (Math.multiplyHigh(first, homes) + ((first >> 63) & homes));
    }

    private static boolean occupied(int[] slots, int at) {
        return (slots[at + 3] & 0xff) != 0 || slots[at + 4] != 0;
    }

    private static long firstAt(int[] slots, int at) {
        return ((long) slots[at] << 32) | (slots[at + 1] & 0xffffffffL);
    }

    private static long secondAt(int[] slots, int at) {
        return ((slots[at + 2] & 0xffffffffL) << 24) | (slots[at + 3] >>> 8);
    }

    private static long entry(int[] slots, int at) {
        return ((slots[at + 3] & 0xffL) << 32) | (slots[at + 4] & 0xffffffffL);
    }

    private static void put(int[] slots, int at, long first, long second, long entry) {
        slots[at] = (int) (first >>> 32);
        slots[at + 1] = (int) first;
        slots[at + 2] = (int) (second >>> 24);
        slots[at + 3] = ((int) second << 8) | (int) (entry >>> 32);
        slots[at + 4] = (int) entry;
    }

    private static int spare(int homes) {
        return Math.min(MAX_SPARE, Math.max(8, homes / 8));
    }

    private static void grow(Table table) {
        int[] old = table.slots;
        int homes = table.homes < SMALL_SLOTS ? table.homes * 2 : (int) Math.ceil(table.homes * LARGE_GROWTH);
        while (!fill(table, old, homes)) {
            homes += Math.max(1, homes / 64);
        }
    }

    /** Moves all slots, which are in order, to a larger table; false where its end overflows. */
    private static boolean fill(Table table, int[] old, int homes) {
        int[] slots = new int[(homes + spare(homes)) * SLOT_INTS];
        int free = 0;
        for (int from = 0; from < old.length; from += SLOT_INTS) {
            if (occupied(old, from)) {
                int to = Math.max(free, home(firstAt(old, from), homes) * SLOT_INTS);
                if (to >= slots.length) {
                    return false;
                }
                System.arraycopy(old, from, slots, to, SLOT_INTS);
                free = to + SLOT_INTS;
            }
        }
        table.slots = slots;
        table.homes = homes;
        return true;
    }

    @Override
    public String toString() {
        return "KeySet[" + size + " keys, " + bytes() + " bytes, tables of "
                + Arrays.stream(tables).mapToInt(table -> table.homes).summaryStatistics() + "]";
    }
}
