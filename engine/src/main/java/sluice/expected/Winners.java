package sluice.expected;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission;
import sluice.admission.Decision;
import sluice.admission.KeySet;
import sluice.bson.DocumentHasher;
import sluice.bson.EncodedChunk;
import sluice.bson.Selection;
import sluice.gate.KeyBudget;
import sluice.gate.KeyMemoryException;
import sluice.plan.WriteMode;
import sluice.target.Target;

/**
 * Which record of a key counts: in insert mode the first that breaks no constraint, else the last. Where records of one
 * key may set different fields, that is decided for each field.
 *
 * <p>Threads: {@link #choose} is called by one worker at a time, in file order; once all records were shown nothing
 * changes any more, and all else may be called by any worker.
 */
final class Winners {
    /** Room is asked for so many keys at a time. */
    private static final int STEP = 4096;

    private final String collection;
    private final WriteMode mode;
    private final KeyBudget budget;
    private final Admission admission;
    private final KeySet last = new KeySet();
    private final boolean byField;
    private final Map<String, long[]> names = new HashMap<>();
    /** The number of the line before a source's first. */
    private final long[] bases;

    private int begun;
    private long end;

    /**
     * Nothing chosen yet.
     *
     * @param byField whether records of one key may set different fields
     */
    Winners(Target target, int sources, KeyBudget budget, boolean byField) {
        collection = target.plan().name();
        mode = target.plan().mode();
        admission = new Admission(target.constraints(), true);
        // No record can be refused any more: what the server refused is not shown.
        admission.settle(Long.MAX_VALUE);
        this.budget = budget;
        this.byField = byField;
        bases = new long[sources];
    }

    /** Whether anything has to be chosen. */
    boolean needed() {
        return mode.byKey() || !admission.constraints().isEmpty();
    }

    /**
     * Decides on the records of the chunk whose turn it is.
     *
     * @param open the documents that are none of the rejects
     * @param winners gets those that are taken, in insert mode
     * @throws KeyMemoryException where the keys don't fit into memory
     */
    void choose(int source, EncodedChunk chunk, Selection open, Selection winners) {
        while (begun <= source) {
            bases[begun++] = end;
        }
        if (mode == WriteMode.INSERT) {
            requireRoom(budget.allows(admission, chunk.count()));
            for (int i = 0; i < open.count(); i++) {
                int document = open.get(i);
                if (admission.admit(chunk, document, number(source, chunk, document)) == Decision.ADMITTED) {
                    winners.add(document);
                }
            }
        } else {
            for (int i = 0; i < open.count(); i++) {
                chooseLast(source, chunk, open.get(i));
            }
        }
        end = Math.max(end, bases[source] + chunk.nextLine());
    }

    private void chooseLast(int source, EncodedChunk chunk, int document) {
        long high = chunk.hashHigh(document, 0);
        long low = chunk.hashLow(document, 0);
        long number = number(source, chunk, document);
        put(high, low, number);
        if (byField) {
            DocumentHasher.forEach(chunk.document(document), (name, bytes, element) -> {
                long[] hash = names.computeIfAbsent(name, DocumentHasher::name);
                put(high ^ hash[0], low ^ hash[1], number);
            });
        }
    }

    private void put(long high, long low, long number) {
        if (last.find(high, low) == KeySet.ABSENT) {
            if (last.size() % STEP == 0) {
                requireRoom(budget.take(last, last.bytes(), last.bytesWith(STEP)));
            }
            last.add(high, low, number);
        } else {
            last.set(high, low, KeySet.State.HELD, number);
        }
    }

    private void requireRoom(boolean room) {
        if (!room) {
            throw new KeyMemoryException(collection, budget.most());
        }
    }

    /** The number of a document's record, counted over all sources. */
    long number(int source, EncodedChunk chunk, int document) {
        return bases[source] + chunk.line(document);
    }

    /** Whether a document's record was chosen; of those that set fields, whether it may have set the last of one. */
    boolean wins(int source, EncodedChunk chunk, int document) {
        if (!needed() || (byField && mode == WriteMode.MERGE)) {
            return true;
        }
        return isHolder(chunk.hashHigh(document, 0), chunk.hashLow(document, 0), number(source, chunk, document));
    }

    /** Whether a record set a field last. */
    boolean setsField(long high, long low, long[] name, long number) {
        return byField ? isHolder(high ^ name[0], low ^ name[1], number) : isHolder(high, low, number);
    }

    /** Whether a record is the one that holds a key. */
    boolean isHolder(long high, long low, long number) {
        long entry = keys().find(high, low);
        return entry != KeySet.ABSENT && KeySet.line(entry) == number;
    }

    /** Whether any record has a key. */
    boolean knows(long high, long low) {
        return keys().contains(high, low);
    }

    /** Whether any record sets a field of the document of a key. */
    boolean knowsField(long high, long low, long[] name) {
        return byField ? keys().contains(high ^ name[0], low ^ name[1]) : keys().contains(high, low);
    }

    private KeySet keys() {
        return mode == WriteMode.INSERT ? admission.keys(0) : last;
    }

    /** The keys by one field, for those that refer to it; null where they weren't needed. */
    @Nullable
    KeySet keysBy(String field, List<String> keyFields) {
        if (mode == WriteMode.INSERT) {
            return admission.keysBy(field);
        }
        return mode.writesDocuments() && keyFields.equals(List.of(field)) ? last : null;
    }
}
