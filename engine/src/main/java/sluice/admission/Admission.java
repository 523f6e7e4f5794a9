package sluice.admission;

import java.util.List;
import sluice.bson.EncodedChunk;

/**
 * Decides which records of a collection are taken: of those with one key the first in file order. Records must be shown
 * in that order. Not thread-safe: the caller lets one thread in at a time.
 *
 * <p>A record is admitted before the server has seen it, so it may still be refused, and then the next record of its key
 * takes its place, as it would have row after row. So a record whose key is held by one that is not settled yet is
 * contested: it is kept and decided on when everything before it is settled.
 *
 * <p>Lines are counted over all sources of the collection, by {@link Lines}.
 */
public final class Admission {
    /** A record that is taken. */
    public static final int ADMITTED = -1;

    /** A record that is decided on later. */
    public static final int CONTESTED = -2;

    private final List<Constraint> constraints;
    private final KeySet[] keys;
    private final long[] entries;
    private long holder;
    private long settled;

    /** No record yet. */
    public Admission(List<Constraint> constraints) {
        this.constraints = List.copyOf(constraints);
        keys = new KeySet[constraints.size()];
        entries = new long[constraints.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new KeySet();
        }
    }

    /** What must be unique, in the order in which the server checks it. */
    public List<Constraint> constraints() {
        return constraints;
    }

    /** The keys by one constraint. */
    public KeySet keys(int constraint) {
        return keys[constraint];
    }

    /** The bytes of all key sets. */
    public long bytes() {
        long bytes = 0;
        for (KeySet set : keys) {
            bytes += set.bytes();
        }
        return bytes;
    }

    /** The most bytes of all key sets once so many records were admitted. */
    public long bytesWith(int more) {
        long bytes = 0;
        for (KeySet set : keys) {
            bytes += set.bytesWith(more);
        }
        return bytes;
    }

    /**
     * Decides on a document.
     *
     * @param line its record's line
     * @return {@link #ADMITTED}, {@link #CONTESTED}, or the constraint it breaks; then {@link #holder()} tells why
     */
    public int admit(EncodedChunk chunk, int document, long line) {
        boolean contested = false;
        int existing = ADMITTED;
        for (int i = 0; i < keys.length; i++) {
            int group = constraints.get(i).group();
            entries[i] = keys[i].find(chunk.hashHigh(document, group), chunk.hashLow(document, group));
            if (entries[i] == KeySet.ABSENT) {
                continue;
            }
            if (KeySet.state(entries[i]) == KeySet.State.EXISTS) {
                existing = existing == ADMITTED ? i : existing;
            } else if (!contested && isFinal(entries[i])) {
                return refused(i, entries[i]);
            } else {
                contested = true;
            }
        }
        if (!contested && existing != ADMITTED) {
            return refused(existing, entries[existing]);
        }
        for (int i = 0; i < keys.length; i++) {
            if (entries[i] == KeySet.ABSENT) {
                int group = constraints.get(i).group();
                keys[i].add(chunk.hashHigh(document, group), chunk.hashLow(document, group), line);
            }
        }
        return contested ? CONTESTED : ADMITTED;
    }

    private int refused(int constraint, long entry) {
        holder = entry;
        return constraint;
    }

    /** Looks a document up without admitting it; the constraint it breaks, or {@link #ADMITTED}. */
    public int look(EncodedChunk chunk, int document) {
        return firstTaken(hashes(chunk, document), -1);
    }

    /** The first constraint whose key another record holds, else the first whose key was there before the load. */
    private int firstTaken(long[] hashes, long line) {
        int existing = ADMITTED;
        for (int i = 0; i < keys.length; i++) {
            long entry = keys[i].find(hashes[2 * i], hashes[2 * i + 1]);
            if (entry != KeySet.ABSENT && KeySet.state(entry) == KeySet.State.EXISTS) {
                if (existing == ADMITTED) {
                    existing = refused(i, entry);
                }
            } else if (entry != KeySet.ABSENT
                    && KeySet.state(entry) == KeySet.State.HELD
                    && KeySet.line(entry) != line) {
                return refused(i, entry);
            }
        }
        return existing;
    }

    private boolean isFinal(long entry) {
        return switch (KeySet.state(entry)) {
            case EXISTS -> true;
            case HELD -> KeySet.line(entry) <= settled;
            case REFUSED -> false;
        };
    }

    /** The entry of the key that the last refused record met. */
    public long holder() {
        return holder;
    }

    /**
     * Takes note that the server refused a record that was admitted.
     *
     * @param hashes high and low half for each constraint
     * @param existing the constraint whose key was in the collection before, or -1
     */
    public void refused(long[] hashes, long line, int existing) {
        for (int i = 0; i < keys.length; i++) {
            long entry = keys[i].find(hashes[2 * i], hashes[2 * i + 1]);
            if (entry != KeySet.ABSENT && KeySet.line(entry) == line && KeySet.state(entry) == KeySet.State.HELD) {
                keys[i].set(
                        hashes[2 * i],
                        hashes[2 * i + 1],
                        i == existing ? KeySet.State.EXISTS : KeySet.State.REFUSED,
                        line);
            }
        }
    }

    /**
     * Decides on a contested record, now that everything before it is settled.
     *
     * @return {@link #ADMITTED}, or the constraint it breaks; then {@link #holder()} tells why
     */
    public int resolve(long[] hashes, long line) {
        int taken = firstTaken(hashes, line);
        if (taken != ADMITTED) {
            refused(hashes, line, -1);
            return taken;
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i].set(hashes[2 * i], hashes[2 * i + 1], KeySet.State.HELD, line);
        }
        return ADMITTED;
    }

    /** Everything up to a line is settled: taken or refused for good. */
    public void settle(long line) {
        settled = line;
    }

    /** The hashes of a document, as {@link #refused} and {@link #resolve} take them. */
    public long[] hashes(EncodedChunk chunk, int document) {
        long[] hashes = new long[2 * keys.length];
        for (int i = 0; i < keys.length; i++) {
            int group = constraints.get(i).group();
            hashes[2 * i] = chunk.hashHigh(document, group);
            hashes[2 * i + 1] = chunk.hashLow(document, group);
        }
        return hashes;
    }

    /**
     * What must be unique.
     *
     * @param group the group of the documents' layout that hashes it
     * @param fields the fields, as the server names them
     */
    public record Constraint(int group, List<String> fields) {

        /** Copies the list. */
        public Constraint {
            fields = List.copyOf(fields);
        }
    }
}
