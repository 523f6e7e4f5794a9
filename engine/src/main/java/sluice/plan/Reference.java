package sluice.plan;

import org.jspecify.annotations.Nullable;

/**
 * A column whose values must be keys of another collection. A cell without a value refers to nothing and is taken.
 *
 * @param column the column that refers
 * @param collection the parent: a collection of the plan, or, where a field is named, any of the database
 * @param field the parent's field that the values must be found in, or null for its key or id in the plan
 * @param onDelete what becomes of the documents that refer to one that is deleted by itself
 */
public record Reference(
        String column, String collection, @Nullable String field, OnDelete onDelete) {

    /** What becomes of the documents that refer to one that is deleted. */
    public enum OnDelete {
        /** It is not deleted while there are any. */
        RESTRICT("restrict"),
        /** They are deleted with it. */
        CASCADE("cascade");

        private final String word;

        OnDelete(String word) {
            this.word = word;
        }

        /** The word used in plans. */
        public String word() {
            return word;
        }
    }

    /** A reference that keeps what it refers to from being deleted. */
    public Reference(String column, String collection, @Nullable String field) {
        this(column, collection, field, OnDelete.RESTRICT);
    }
}
