package sluice.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * <p>The first constraint whose key is taken is the reason, in the order of the constraints. Keys that the collection had
 * before the load are not known here. So in a collection that held documents, a record of which only a later constraint's
 * key is known to be taken is contested too: the collection may have an earlier one's.
 *
 * <p>Lines are counted over all sources of the collection, by {@link Lines}.
 */
public final class Admission {
    private final List<Constraint> constraints;
    private final boolean allKnown;
    private final KeySet[] keys;
    private final long[] entries;
    private long settled;

    /**
     * Begins without records.
     *
     * @param constraints what must be unique, in the order of the reasons
     * @param allKnown whether the collection is empty, so that no key is taken but those of records
     */
    public Admission(List<Constraint> constraints, boolean allKnown) {
        this.constraints = List.copyOf(constraints);
        this.allKnown = allKnown;
        keys = new KeySet[constraints.size()];
        entries = new long[constraints.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new KeySet();
        }
    }

    /** What must be unique, in the order of the reasons. */
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
        for (int i = 0; i < keys.length; i++) {
            int group = constraints.get(i).group();
            entries[i] = keys[i].find(chunk.hashHigh(document, group), chunk.hashLow(document, group));
            if (entries[i] == KeySet.ABSENT) {
                continue;
            }
            if (!contested && (i == 0 || allKnown) && isFinal(entries[i])) {
                return taken(i, entries[i]);
            }
            contested = true;
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

    /**
     * Looks a document up without admitting it, once records are taken that are not known here: only a key by the first
     * constraint is sure to be the reason.
     *
     * @return admitted or taken
     */
    public Decision look(EncodedChunk chunk, int document) {
        int group = constraints.get(0).group();
        long entry = keys[0].find(chunk.hashHigh(document, group), chunk.hashLow(document, group));
        return isTaken(entry, -1) ? taken(0, entry) : Decision.ADMITTED;
    }

    /** Whether the collection had a key before the load, or a record of another line holds it. */
    private static boolean isTaken(long entry, long line) {
        return entry != KeySet.ABSENT
                && switch (KeySet.state(entry)) {
                    case EXISTS -> true;
                    case HELD -> KeySet.line(entry) != line;
                    case REFUSED -> false;
                };
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
     * @param stored constraints whose key a document has that was in the collection before
     * @return admitted or taken
     */
    public Decision resolve(List<Hash128> hashes, long line, Set<Constraint> stored) {
        Decision.Taken taken = firstTaken(hashes, line, stored);
        if (taken != null) {
            refused(hashes, line, taken.existing() ? taken.constraint() : null);
            return taken;
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i].set(hashes.get(i), KeySet.State.HELD, line);
        }
        return Decision.ADMITTED;
    }

    /** If none of the keys known here is taken, the server decides: what is stored may be the record's own document. */
    private Decision.@Nullable Taken firstTaken(List<Hash128> hashes, long line, Set<Constraint> stored) {
        Decision.Taken existing = null;
        for (int i = 0; i < keys.length; i++) {
            long entry = keys[i].find(hashes.get(i));
            if (isTaken(entry, line)) {
                return existing == null ? taken(i, entry) : existing;
            }
            if (existing == null && stored.contains(constraints.get(i))) {
                existing = new Decision.Taken(constraints.get(i), 0, true);
            }
        }
        return null;
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
