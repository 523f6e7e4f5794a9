package sluice.cli;

/** A text as a cell of a CSV file (RFC 4180). */
final class CsvCell {
    private CsvCell() {}

    /** The text, in quotes where it needs them. */
    static String of(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
