package sluice.plan;

import org.jspecify.annotations.Nullable;

/**
 * What differs from the default for one column.
 *
 * @param type its type, or null for what the collection's {@link TypeMode} says
 * @param name the field it becomes, dots for nesting, or null for the column's own name
 */
public record ColumnPlan(@Nullable ValueType type, @Nullable String name) {

    /** Nothing differs. */
    public static final ColumnPlan DEFAULT = new ColumnPlan(null, null);
}
