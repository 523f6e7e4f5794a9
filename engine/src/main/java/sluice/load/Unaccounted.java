package sluice.load;

import sluice.plan.WriteMode;
import sluice.report.CollectionSummary;

/**
 * What an operation that is gone on with has in a collection and in no count: chunks that were in flight when an earlier try
 * ended.
 *
 * @param documents how many came, or went where it is negative, as far as it is known; of writes by key, which leave no trace
 *     of whose they were
 * @param resumed whether there was an earlier try
 * @param ownIds whether the operation's documents are told by generated {@code _id}s
 * @param besideOthers whether the collection held documents before
 */
record Unaccounted(long documents, boolean resumed, boolean ownIds, boolean besideOthers) {
    static final Unaccounted NONE = new Unaccounted(0, false, true, false);

    /** The same, after a capped collection has removed so many documents for new ones. */
    Unaccounted evicted(long count) {
        return new Unaccounted(documents - count, resumed, ownIds, besideOthers);
    }

    /** Whether it is certain what each record did: not if writes by key may have been carried out twice. */
    boolean exact(WriteMode mode) {
        return !resumed || mode == WriteMode.INSERT;
    }

    /** How many more documents there may be than were counted: those that were not met again before this try ended early. */
    long inFlight(boolean complete) {
        return resumed && !complete ? Long.MAX_VALUE / 2 : 0;
    }

    /**
     * How many fewer there may be: a record whose document is there already, byte by byte, under an {@code _id} from a column
     * is taken for one of an earlier try, and may have been there before.
     */
    long equalBefore(CollectionSummary collection) {
        return resumed && !ownIds && besideOthers ? collection.counts().alreadyThere() : 0;
    }
}
