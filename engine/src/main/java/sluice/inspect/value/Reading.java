package sluice.inspect.value;

import org.jspecify.annotations.Nullable;
import sluice.plan.BoolWords;
import sluice.plan.ValueType;

/**
 * A way to read the values of a column, as a plan says it. Immutable.
 *
 * @param type the type
 * @param format the format of dates or numbers; null for the usual one
 * @param words the words for true and false; null for the usual ones
 * @param meaning what two formats differ in that fit the same texts: {@code day first} and {@code month first}; empty if
 *     nothing contradicts it
 * @param keepsText whether different texts become different values, so that what is unique as text stays so
 * @param truncates whether what of a date is finer than a millisecond has to be cut
 */
public record Reading(
        ValueType type,
        @Nullable String format,
        @Nullable BoolWords words,
        String meaning,
        boolean keepsText,
        boolean truncates) {

    /** A way that cuts nothing. */
    Reading(ValueType type, @Nullable String format, @Nullable BoolWords words, String meaning, boolean keepsText) {
        this(type, format, words, meaning, keepsText, false);
    }

    /** Dates with decimals of a second. */
    static Reading fine(String format, boolean truncates) {
        return new Reading(ValueType.DATE, format, null, "", false, truncates);
    }

    static Reading plain(ValueType type, boolean keepsText) {
        return new Reading(type, null, null, "", keepsText);
    }

    /** Whether another way gives the same texts other values. */
    boolean contradicts(Reading other) {
        return !meaning.isEmpty() && !other.meaning.isEmpty() && !meaning.equals(other.meaning);
    }

    /** The reading in a few words: {@code date dd.MM.yyyy}, {@code bool t/f}. */
    public String words(String between) {
        if (words != null) {
            return type.word() + between + words.trues().get(0) + "/"
                    + words.falses().get(0);
        }
        return format == null ? type.word() : type.word() + between + format;
    }
}
