package sluice.cli.plan;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.plan.FormatText;
import sluice.plan.InvalidBytes;
import sluice.plan.RecordPolicy;

/** How files are laid out: the options shared by the commands that read some. What is not said is found by looking. */
public final class DialectMixin {
    private final Map<FormatText, String> parts = new EnumMap<>(FormatText.class);

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description =
                    "What stands between fields, or tab. Default, as for all of a file's format: found by looking.")
    void delimiter(String text) {
        parts.put(FormatText.DELIMITER, text);
    }

    @Option(names = "--quote", paramLabel = "CHAR", description = "The character around quoted fields, or none.")
    void quote(String text) {
        parts.put(FormatText.QUOTE, text);
    }

    @Option(
            names = "--escape",
            paramLabel = "CHAR",
            description = "The escape inside quotes, or none. Default: the quote, doubled.")
    void escape(String text) {
        parts.put(FormatText.ESCAPE, text);
    }

    @Option(
            names = "--line-end",
            paramLabel = "any|lf|crlf|cr|TEXT",
            description = "What ends a record; any is LF, CRLF or CR.")
    void lineEnd(String text) {
        parts.put(FormatText.LINE_END, text);
    }

    @Option(
            names = "--comment",
            paramLabel = "CHAR",
            description = "The first character of lines that are passed over, or none.")
    void comment(String text) {
        parts.put(FormatText.COMMENT, text);
    }

    @Option(
            names = "--blanks-around-quotes",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether blanks between a delimiter and a quote are passed over.")
    void blanks(String text) {
        parts.put(FormatText.BLANKS, text);
    }

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "How text is encoded, such as utf-8, utf-16le or windows-1252.")
    void encoding(String text) {
        parts.put(FormatText.ENCODING, text);
    }

    @Option(
            names = "--preamble-rows",
            paramLabel = "N",
            description = "Lines before the header that belong to nothing.")
    void preambleRows(String text) {
        parts.put(FormatText.PREAMBLE_ROWS, text);
    }

    @Option(
            names = "--header-rows",
            paramLabel = "N",
            description = "Records that name the columns; the cells of several are joined by a blank.")
    void headerRows(String text) {
        parts.put(FormatText.HEADER_ROWS, text);
    }

    @Option(names = "--footer-rows", paramLabel = "N", description = "Lines at the end that belong to nothing.")
    void footerRows(String text) {
        parts.put(FormatText.FOOTER_ROWS, text);
    }

    @Option(
            names = "--no-header",
            description = "The first record is a row like the others; without --columns they are c1, c2 and so on.")
    boolean noHeader;

    @Option(
            names = "--parsing",
            paramLabel = "strict|recover",
            description =
                    "Reject a record that breaks the dialect, or read it as it was most likely meant and count it."
                            + " Default: strict.")
    @Nullable
    String parsing;

    @Option(
            names = "--ragged",
            paramLabel = "reject|pad|truncate|extra-column",
            description = "What becomes of a record with more or fewer cells than columns. Default: reject.")
    @Nullable
    String ragged;

    @Option(
            names = "--on-invalid-bytes",
            paramLabel = "reject|replace",
            description = "What becomes of a record with bytes that are not valid in its encoding. Default: reject.")
    @Nullable
    String onInvalidBytes;

    /** Whether any of it was said. */
    boolean given() {
        return !parts.isEmpty() || noHeader || parsing != null || ragged != null || onInvalidBytes != null;
    }

    /**
     * What was said of the files' format.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    public FormatPins format() {
        FormatPins.Builder pins = FormatPins.builder();
        parts.forEach((part, text) -> part.put(pins, text));
        if (noHeader) {
            String rows = parts.getOrDefault(FormatText.HEADER_ROWS, "0");
            if (!rows.equals("0")) {
                throw new IllegalArgumentException("--no-header and --header-rows " + rows + " contradict each other");
            }
            pins.headerRows(0);
        }
        return FormatText.checked(pins);
    }

    /**
     * What becomes of records that don't fit.
     *
     * @throws IllegalArgumentException if a word is unknown
     */
    public RecordPolicy records() {
        return new RecordPolicy(
                Words.of("--parsing", parsing, Parsing.values(), Parsing::word, Parsing.STRICT),
                Words.of("--ragged", ragged, Ragged.values(), Ragged::word, Ragged.REJECT),
                Words.of(
                        "--on-invalid-bytes",
                        onInvalidBytes,
                        InvalidBytes.values(),
                        InvalidBytes::word,
                        InvalidBytes.REJECT));
    }
}
