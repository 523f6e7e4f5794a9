package sluice.csv.sniff;

import java.util.Locale;
import java.util.stream.Collectors;
import sluice.csv.Dialect;

/** How reports show tokens and numbers. */
final class Shown {
    private static final int LONGEST_CELL = 30;

    private Shown() {}

    /** A token: names for what can't be seen. */
    static String text(String token) {
        return switch (token) {
            case "\t" -> "tab";
            case " " -> "blank";
            default -> token.chars().anyMatch(c -> c <= ' ' || Character.isISOControl(c)) ? quoted(token) : token;
        };
    }

    private static String quoted(String token) {
        return token.codePoints()
                .mapToObj(c ->
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining("", "`", "`"));
    }

    /** A character of a dialect. */
    static String character(int character) {
        return character == Dialect.NONE ? "none" : text(Character.toString(character));
    }

    /** A cell, its beginning if it is long. */
    static String cell(String text) {
        return "`" + (text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text) + "`";
    }

    /** A number of things: {@code 1 cell}, {@code 7 cells}. */
    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
