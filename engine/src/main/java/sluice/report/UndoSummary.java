package sluice.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What undoing an operation did. Immutable.
 *
 * @param operation the operation's id
 * @param collections in plan order
 * @param rejectsLoadedBy the folder of the operation that has loaded its rejects, which stay; or null
 */
public record UndoSummary(
        String operation,
        List<Collection> collections,
        @Nullable String rejectsLoadedBy) {

    /** Copies the list. */
    public UndoSummary {
        collections = List.copyOf(collections);
    }

    /**
     * One collection.
     *
     * @param name the collection
     * @param inserted the documents that the journal says the operation had inserted
     * @param removed those that were removed now; more than {@code inserted} where some were in flight when it ended, fewer
     *     where somebody else, or an undo that ended early, had removed some
     * @param indexes names of the indexes that the load had made and that were dropped
     * @param indexesKept whether others that it had made stay, because the collection isn't as it was before
     * @param dropped whether the collection itself is gone, which the load had made
     */
    public record Collection(
            String name, long inserted, long removed, List<String> indexes, boolean indexesKept, boolean dropped) {

        /** Copies the list. */
        public Collection {
            indexes = List.copyOf(indexes);
        }
    }

    /** All documents removed now. */
    public long removed() {
        return collections.stream().mapToLong(Collection::removed).sum();
    }
}
