package sluice.csv.sniff;

import java.util.List;
import java.util.function.Predicate;

/**
 * How a text is written, without what it says.
 *
 * @param letters in which case
 * @param blank whether it is several words
 * @param digits whether it has a digit
 * @param signs whether it has a sign that isn't a letter, a digit or a blank
 */
record Style(Letters letters, boolean blank, boolean digits, boolean signs) {
    /** The case of letters. */
    enum Letters {
        /** No letter that has a case. */
        NONE,
        LOWER,
        UPPER,
        /** A capital first, and a small letter somewhere. */
        CAPITALISED,
        MIXED
    }

    static Style of(String text) {
        boolean lower = false;
        boolean upper = false;
        boolean blank = false;
        boolean digits = false;
        boolean signs = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower |= Character.isLowerCase(c);
            upper |= Character.isUpperCase(c);
            digits |= Character.isDigit(c);
            blank |= c == ' ';
            signs |= !Character.isLetterOrDigit(c) && c != ' ';
        }
        return new Style(letters(text, lower, upper), blank, digits, signs);
    }

    private static Letters letters(String text, boolean lower, boolean upper) {
        if (lower && upper) {
            return Character.isUpperCase(text.charAt(0)) ? Letters.CAPITALISED : Letters.MIXED;
        }
        return lower ? Letters.LOWER : upper ? Letters.UPPER : Letters.NONE;
    }

    /** Whether it is not like some that are all alike in case, or nearly all in blanks, digits or signs. */
    boolean standsOutFrom(List<Style> others) {
        boolean one = others.stream().map(Style::letters).distinct().count() == 1;
        return (one && others.get(0).letters != letters)
                || nearlyAll(others, other -> other.blank && !blank)
                || nearlyAll(others, other -> other.digits && !digits)
                || nearlyAll(others, other -> other.signs && !signs);
    }

    /** Whether nearly all of some others are of the same case. */
    boolean isLike(List<Style> others) {
        return nearlyAll(others, other -> other.letters == letters);
    }

    private static boolean nearlyAll(List<Style> styles, Predicate<Style> condition) {
        return styles.stream().filter(condition).count() >= 0.9 * styles.size();
    }
}
