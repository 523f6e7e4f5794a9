package sluice.admission;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.bson.EncodedChunk;
import sluice.bson.Hash128;

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
    private final List<Constraint> constraints;
    private final KeySet[] keys;
    private final long[] entries;
    private long settled;

    /** Begins without records. */
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

    /** The keys by a constraint, by its place. */
    public KeySet keys(int constraint) {
        return keys[constraint];
    }

    /** The keys by a single field, or null if that field alone need not be unique. */
    public @Nullable KeySet keysBy(String field) {
        for (int i = 0; i < keys.length; i++) {
            if (constraints.get(i).fields().equals(List.of(field))) {
                return keys[i];
            }
        }
        return null;
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
     * <p>Hot path: works on the halves of the hashes, and makes an object for a taken key only.
     *
     * @param line its record's line
     */
    public Decision admit(EncodedChunk chunk, int document, long line) {
        boolean contested = false;
        int existing = -1;
        for (int i = 0; i < keys.length; i++) {
            int group = constraints.get(i).group();
            entries[i] = keys[i].find(chunk.hashHigh(document, group), chunk.hashLow(document, group));
            if (entries[i] == KeySet.ABSENT) {
                continue;
            }
            if (KeySet.state(entries[i]) == KeySet.State.EXISTS) {
                existing = existing < 0 ? i : existing;
            } else if (!contested && isFinal(entries[i])) {
                return taken(i, entries[i]);
            } else {
                contested = true;
            }
        }
        if (!contested && existing >= 0) {
            return taken(existing, entries[existing]);
        }
        for (int i = 0; i < keys.length; i++) {
            if (entries[i] == KeySet.ABSENT) {
                int group = constraints.get(i).group();
                keys[i].add(chunk.hashHigh(document, group), chunk.hashLow(document, group), line);
            }
        }
        return contested ? Decision.CONTESTED : Decision.ADMITTED;
    }

    private Decision.Taken taken(int constraint, long entry) {
        return new Decision.Taken(
                constraints.get(constraint), KeySet.line(entry), KeySet.state(entry) == KeySet.State.EXISTS);
    }

    /** Looks a document up without admitting it: admitted or taken. */
    public Decision look(EncodedChunk chunk, int document) {
        for (int i = 0; i < keys.length; i++) {
            int group = constraints.get(i).group();
            entries[i] = keys[i].find(chunk.hashHigh(document, group), chunk.hashLow(document, group));
        }
        Decision.Taken taken = firstTaken(-1);
        return taken == null ? Decision.ADMITTED : taken;
    }

    /**
     * The first constraint whose key another record holds, else the first whose key was there before the load; by the
     * entries that were looked up.
     */
    private Decision.@Nullable Taken firstTaken(long line) {
        Decision.Taken existing = null;
        for (int i = 0; i < keys.length; i++) {
            long entry = entries[i];
            if (entry == KeySet.ABSENT) {
                continue;
            }
            if (KeySet.state(entry) == KeySet.State.EXISTS) {
                existing = existing == null ? taken(i, entry) : existing;
            } else if (KeySet.state(entry) == KeySet.State.HELD && KeySet.line(entry) != line) {
                return taken(i, entry);
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

    /**
     * Gives back the keys of a record that was admitted and then refused by the server.
     *
     * @param hashes one for each constraint
     * @param existing the constraint whose key was in the collection before, or null
     */
    public void refused(List<Hash128> hashes, long line, @Nullable Constraint existing) {
        for (int i = 0; i < keys.length; i++) {
            long entry = keys[i].find(hashes.get(i));
            if (entry != KeySet.ABSENT && KeySet.line(entry) == line && KeySet.state(entry) == KeySet.State.HELD) {
                boolean exists = constraints.get(i).equals(existing);
                keys[i].set(hashes.get(i), exists ? KeySet.State.EXISTS : KeySet.State.REFUSED, line);
            }
        }
    }

    /**
     * Decides on a contested record, now that everything before it is settled.
     *
     * @return admitted or taken
     */
    public Decision resolve(List<Hash128> hashes, long line) {
        for (int i = 0; i < keys.length; i++) {
            entries[i] = keys[i].find(hashes.get(i));
        }
        Decision.Taken taken = firstTaken(line);
        if (taken != null) {
            refused(hashes, line, null);
            return taken;
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i].set(hashes.get(i), KeySet.State.HELD, line);
        }
        return Decision.ADMITTED;
    }

    /** Everything up to a line is settled: taken or refused for good. */
    public void settle(long line) {
        settled = line;
    }

    /** The hashes of a document, as {@link #refused} and {@link #resolve} take them: one for each constraint. */
    public List<Hash128> hashes(EncodedChunk chunk, int document) {
        List<Hash128> hashes = new ArrayList<>(keys.length);
        for (Constraint constraint : constraints) {
            hashes.add(chunk.hash(document, constraint.group()));
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
