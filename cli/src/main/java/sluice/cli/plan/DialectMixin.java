package sluice.cli.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.plan.CollectionPlan;
import sluice.plan.FormatText;
import sluice.plan.InvalidBytes;
import sluice.plan.RecordPolicy;

/** How files are laid out: the options shared by the commands that read some. What is not said is found by looking. */
public final class DialectMixin {
    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description =
                    "What stands between fields, or tab. Default, as for all of a file's format: found by looking.")
    @Nullable
    String delimiter;

    @Option(names = "--quote", paramLabel = "CHAR", description = "The character around quoted fields, or none.")
    @Nullable
    String quote;

    @Option(
            names = "--escape",
            paramLabel = "CHAR",
            description = "The escape inside quotes, or none. Default: the quote, doubled.")
    @Nullable
    String escape;

    @Option(
            names = "--line-end",
            paramLabel = "any|lf|crlf|cr|TEXT",
            description = "What ends a record; any is LF, CRLF or CR.")
    @Nullable
    String lineEnd;

    @Option(
            names = "--comment",
            paramLabel = "CHAR",
            description = "The first character of lines that are passed over, or none.")
    @Nullable
    String comment;

    @Option(
            names = "--blanks-around-quotes",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether blanks between a delimiter and a quote are passed over.")
    @Nullable
    String blanks;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "How text is encoded, such as utf-8, utf-16le or windows-1252.")
    @Nullable
    String encoding;

    @Option(
            names = "--preamble-rows",
            paramLabel = "N",
            description = "Lines before the header that belong to nothing.")
    @Nullable
    String preambleRows;

    @Option(
            names = "--header-rows",
            paramLabel = "N",
            description = "Records that name the columns; the cells of several are joined by a blank.")
    @Nullable
    String headerRows;

    @Option(names = "--footer-rows", paramLabel = "N", description = "Lines at the end that belong to nothing.")
    @Nullable
    String footerRows;

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
            description = "What becomes of a record with more or fewer cells than columns. Default: reject; of"
                    + " convert: pad.")
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
        return !parts().isEmpty() || noHeader || parsing != null || ragged != null || onInvalidBytes != null;
    }

    private Map<FormatText, String> parts() {
        Map<FormatText, @Nullable String> all = new EnumMap<>(FormatText.class);
        all.put(FormatText.DELIMITER, delimiter);
        all.put(FormatText.QUOTE, quote);
        all.put(FormatText.ESCAPE, escape);
        all.put(FormatText.LINE_END, lineEnd);
        all.put(FormatText.COMMENT, comment);
        all.put(FormatText.BLANKS, blanks);
        all.put(FormatText.ENCODING, encoding);
        all.put(FormatText.PREAMBLE_ROWS, preambleRows);
        all.put(FormatText.HEADER_ROWS, headerRows);
        all.put(FormatText.FOOTER_ROWS, footerRows);
        Map<FormatText, String> said = new EnumMap<>(FormatText.class);
        all.forEach((part, text) -> {
            if (text != null) {
                said.put(part, text);
            }
        });
        return said;
    }

    /**
     * What was said of the files' format.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    private FormatPins format() {
        FormatPins.Builder pins = FormatPins.builder();
        Map<FormatText, String> parts = parts();
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
     * Files that are laid out as was said.
     *
     * @param columns the columns' names; empty if none were given
     * @throws IllegalArgumentException if the options make no sense
     */
    public CollectionPlan.Input input(List<String> files, List<String> columns) {
        return input(files, columns, Ragged.REJECT);
    }

    /**
     * The same for a command that does something else with records of another width, if nothing is said.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    public CollectionPlan.Input input(List<String> files, List<String> columns, Ragged unlessSaid) {
        return CollectionPlan.Input.of(files)
                .withFormat(format())
                .withRecords(records(unlessSaid))
                .withColumnNames(columns.isEmpty() ? null : columns);
    }

    private RecordPolicy records(Ragged unlessSaid) {
        return new RecordPolicy(
                Words.of("--parsing", parsing, Parsing.values(), Parsing::word, Parsing.STRICT),
                Words.of("--ragged", ragged, Ragged.values(), Ragged::word, unlessSaid),
                Words.of(
                        "--on-invalid-bytes",
                        onInvalidBytes,
                        InvalidBytes.values(),
                        InvalidBytes::word,
                        InvalidBytes.REJECT));
    }
}
