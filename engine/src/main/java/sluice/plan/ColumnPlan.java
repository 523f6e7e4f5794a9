package sluice.plan;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the default for one column. Immutable.
 *
 * @param type its type, or null for what the collection's {@link TypeMode} says
 * @param name the field it becomes, dots for nesting, or null for the column's own name
 * @param cells how its cells are read
 * @param split what separates the elements of an array, or null for a single value
 * @param format how dates are written: a pattern of {@link java.time.format.DateTimeFormatter}, {@code epoch} or
 *     {@code epochMillis}; null for ISO 8601
 * @param contains a text that every value contains, such as {@code @} of an e-mail; null for none
 */
public record ColumnPlan(
        @Nullable ValueType type,
        @Nullable String name,
        Cells cells,
        @Nullable String split,
        @Nullable String format,
        @Nullable String contains) {

    /** Nothing differs. */
    public static final ColumnPlan DEFAULT = new ColumnPlan(null, null, Cells.DEFAULT, null, null);

    /** Values that contain nothing in particular. */
    public ColumnPlan(
            @Nullable ValueType type,
            @Nullable String name,
            Cells cells,
            @Nullable String split,
            @Nullable String format) {
        this(type, name, cells, split, format, null);
    }

    /**
     * How cells are read. What is null here is left to the collection, and then to the default.
     *
     * @param trim whether blanks and tabs around the value are taken off; default: no
     * @param nulls texts that stand for no value; default: none
     * @param blank what a cell without a value becomes; default: {@link Blank#KEEP}
     * @param zone the time zone of dates that name none; default: UTC
     */
    public record Cells(
            @Nullable Boolean trim,
            @Nullable List<String> nulls,
            @Nullable Blank blank,
            @Nullable ZoneId zone) {

        /** Everything is left open. */
        public static final Cells DEFAULT = new Cells(null, null, null, null);

        /** Copies the list. */
        public Cells {
            nulls = nulls == null ? null : List.copyOf(nulls);
        }

        /** The same, with what is open here taken from the other. */
        public Cells or(Cells other) {
            return new Cells(
                    trim == null ? other.trim : trim,
                    nulls == null ? other.nulls : nulls,
                    blank == null ? other.blank : blank,
                    zone == null ? other.zone : zone);
        }
    }

    /** A column of a type. */
    public static ColumnPlan of(@Nullable ValueType type) {
        return DEFAULT.withType(type);
    }

    /** The same with another type. */
    public ColumnPlan withType(@Nullable ValueType changed) {
        return new ColumnPlan(changed, name, cells, split, format, contains);
    }

    /** The same with other cells. */
    public ColumnPlan withCells(Cells changed) {
        return new ColumnPlan(type, name, changed, split, format, contains);
    }
}
