package sluice.expected;

import java.util.List;

/**
 * What a load would do to one collection. Immutable.
 *
 * @param name the collection
 * @param mode the word for what a record does, such as {@code insert}
 * @param now what the collection is now
 * @param records how many records the files have
 * @param skipped records that would be passed over because their key is taken by an earlier record of the files
 * @param rejects the records that would be rejected, by reason, the most frequent first
 * @param indexes the names of the indexes that would be built
 * @param notes what was found out and the plan doesn't say, in sentences
 */
public record CollectionForecast(
        String name,
        String mode,
        Now now,
        long records,
        long skipped,
        List<Group> rejects,
        List<String> indexes,
        List<String> notes) {
    /** Copies the lists. */
    public CollectionForecast {
        rejects = List.copyOf(rejects);
        indexes = List.copyOf(indexes);
        notes = List.copyOf(notes);
    }

    /**
     * What a collection is before the load.
     *
     * @param exists whether it is there
     * @param documents how many documents it holds
     * @param dropped whether the load would remove them
     */
    public record Now(boolean exists, long documents, boolean dropped) {}

    /**
     * Records that would be rejected for one kind of reason.
     *
     * @param code the word for the kind, as in reject files
     * @param count how many
     * @param examples the first of them, up to three, in sentences
     */
    public record Group(String code, long count, List<String> examples) {
        /** Copies the list. */
        public Group {
            examples = List.copyOf(examples);
        }
    }

    /** How many records would be rejected. */
    public long rejected() {
        return rejects.stream().mapToLong(Group::count).sum();
    }

    /** How many records would be taken. */
    public long taken() {
        return records - rejected() - skipped;
    }
}
