package sluice.plan;

import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A field that comes from no column.
 *
 * @param field its path, dots for nesting
 * @param kind where the value comes from
 * @param value the value, for {@link Kind#VALUE}
 */
public record Constant(String field, Kind kind, @Nullable BsonValue value) {

    /** Where the value comes from. */
    public enum Kind {
        /** The plan. */
        VALUE,
        /** The source's name, as the user gave it: {@code $source}. */
        SOURCE,
        /** The line on which the record starts, a 64-bit integer: {@code $line}. */
        LINE
    }
}
