package sluice.cli.terminal;

import java.util.regex.Pattern;

/** A text as a cell of a CSV file (RFC 4180). */
public final class CsvCell {
    /** What makes a spreadsheet take a text for a formula (OWASP), also in the wide forms that it reads the same. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|Infinity)");

    private CsvCell() {}

    /**
     * The text as a cell that no spreadsheet takes for a formula: an apostrophe stands before it where one would. Numbers
     * stay as they are.
     */
    public static String guarded(String text) {
        boolean formula = !text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return of(formula ? "'" + text : text);
    }

    /** The text, in quotes where it needs them, and otherwise exactly as it is. */
    public static String of(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
