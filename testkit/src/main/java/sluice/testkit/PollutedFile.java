package sluice.testkit;

import java.util.List;

/**
 * A CSV file with one flaw, what is known of its format, and what it should be read as.
 *
 * @param kind the kind of flaw
 * @param name tells it from others of its kind
 * @param bytes its content
 * @param given what is known of its format
 * @param expected its cells without the flaw, the header's first if there is one
 */
public record PollutedFile(String kind, String name, byte[] bytes, Given given, List<List<String>> expected) {

    /**
     * What is known of a format, which is right for all but the flaw.
     *
     * @param encoding how text is encoded
     * @param style how records are written
     * @param preambleRows lines before the header
     * @param headerRows records that name the columns
     * @param footerRows lines at the end
     * @param columns the columns' names; empty if the file has none
     */
    public record Given(
            String encoding, CsvStyle style, int preambleRows, int headerRows, int footerRows, List<String> columns) {}

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
