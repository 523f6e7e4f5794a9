package sluice.plan;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the default for one column. Immutable.
 *
 * @param type its type, or null for what the collection's {@link TypeMode} says
 * @param name the field it becomes, dots for nesting and {@code [0]} for arrays, or null for the column's own name
 * @param cells how its cells are read
 * @param split what separates the elements of an array, or null for a single value
 * @param format how dates are written: a pattern of {@link DateFormats}, {@code epoch} or {@code epochMillis}; null for
 *     ISO 8601. How numbers are written: an example as {@link NumberFormat} takes it; null for digits and a point
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
     * @param truncate what becomes of the part of a date that is finer than a millisecond; default: {@link Truncate#NONE}
     * @param words what stands for true and false; default: {@link BoolWords#DEFAULT}
     */
    public record Cells(
            @Nullable Boolean trim,
            @Nullable List<String> nulls,
            @Nullable Blank blank,
            @Nullable ZoneId zone,
            @Nullable Truncate truncate,
            @Nullable BoolWords words) {

        /** Everything is left open. */
        public static final Cells DEFAULT = new Cells(null, null, null, null);

        /** Dates and words as usual. */
        public Cells(
                @Nullable Boolean trim, @Nullable List<String> nulls, @Nullable Blank blank, @Nullable ZoneId zone) {
            this(trim, nulls, blank, zone, null, null);
        }

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
                    zone == null ? other.zone : zone,
                    truncate == null ? other.truncate : truncate,
                    words == null ? other.words : words);
        }

        /** The same with dates in another time zone. */
        public Cells withZone(@Nullable ZoneId changed) {
            return new Cells(trim, nulls, blank, changed, truncate, words);
        }

        /** The same with another treatment of what is finer than a millisecond. */
        public Cells withTruncate(@Nullable Truncate changed) {
            return new Cells(trim, nulls, blank, zone, changed, words);
        }

        /** The same with other words for true and false. */
        public Cells withWords(@Nullable BoolWords changed) {
            return new Cells(trim, nulls, blank, zone, truncate, changed);
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

    /** The same with another format. */
    public ColumnPlan withFormat(@Nullable String changed) {
        return new ColumnPlan(type, name, cells, split, changed, contains);
    }

    /** The same with other cells. */
    public ColumnPlan withCells(Cells changed) {
        return new ColumnPlan(type, name, changed, split, format, contains);
    }
}
