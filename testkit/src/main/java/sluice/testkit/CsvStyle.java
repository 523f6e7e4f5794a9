package sluice.testkit;

import java.util.List;

/**
 * How records are written.
 *
 * @param delimiter what stands between two cells
 * @param quote what stands around cells that need it
 * @param escape what stands before a quote in such a cell
 * @param lineEnd what ends a record
 */
public record CsvStyle(String delimiter, String quote, String escape, String lineEnd) {
    /** Comma, double quotes, doubled, CRLF. */
    public static final CsvStyle RFC_4180 = new CsvStyle(",", "\"", "\"", "\r\n");

    /** The same with another delimiter. */
    public CsvStyle withDelimiter(String changed) {
        return new CsvStyle(changed, quote, escape, lineEnd);
    }

    /** The same with another quote, doubled. */
    public CsvStyle withQuote(String changed) {
        return new CsvStyle(delimiter, changed, changed, lineEnd);
    }

    /** The same with another escape; empty for none. */
    public CsvStyle withEscape(String changed) {
        return new CsvStyle(delimiter, quote, changed, lineEnd);
    }

    /** The same with another line end. */
    public CsvStyle withLineEnd(String changed) {
        return new CsvStyle(delimiter, quote, escape, changed);
    }

    /** A cell, in quotes if it needs them; a comma always does, as in files that were written with it. */
    public String cell(String value) {
        boolean quoted = (value.contains(delimiter) && !delimiter.equals(" "))
                || value.contains(",")
                || value.contains(quote)
                || value.contains("\n")
                || value.startsWith("http");
        return quoted ? quote + value.replace(quote, escape + quote) + quote : value;
    }

    /** A record without its line end. */
    public String record(List<String> cells) {
        return String.join(delimiter, cells.stream().map(this::cell).toList());
    }
}
