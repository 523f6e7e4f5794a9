package sluice.plan;

import org.jspecify.annotations.Nullable;

/**
 * A column whose values must be keys of another collection. A cell without a value refers to nothing and is taken.
 *
 * @param column the column that refers
 * @param collection the parent: a collection of the plan, or, where a field is named, any of the database
 * @param field the parent's field that the values must be found in, or null for its key or id in the plan
 */
public record Reference(
        String column, String collection, @Nullable String field) {}
