package sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table in files that each have one flaw: kinds of flaws that are common in published files, after Vitagliano et al.,
 * "Pollock: A Data Loading Benchmark", PVLDB 16 (2023). The table and the code are our own. Always the same files.
 */
public final class PollutedFiles {
    private static final int ROWS = 84;
    private static final CsvStyle RFC = CsvStyle.RFC_4180;

    private final List<List<String>> rows = RideTable.rows(ROWS);
    private final List<PollutedFile> files = new ArrayList<>();

    private PollutedFiles() {}

    /** Flaws of whole files, then flaws of single rows; all but those of {@link #large()}. */
    public static List<PollutedFile> all() {
        return Stream.concat(wholeFiles().stream(), PollutedRows.all(RideTable.rows(ROWS)).stream())
                .toList();
    }

    /** Files that are large in one direction: columns or rows. */
    public static List<PollutedFile> large() {
        PollutedFiles made = new PollutedFiles();
        made.rows("many rows", RideTable.rows(70_000));
        List<List<String>> wide = new ArrayList<>();
        wide.add(Collections.nCopies(17_000, "column"));
        made.rows.forEach(row -> wide.add(Collections.nCopies(17_000, row.get(0))));
        made.add("size", "many columns", RFC, 1, table(RFC, wide), wide);
        return made.files;
    }

    private static List<PollutedFile> wholeFiles() {
        PollutedFiles made = new PollutedFiles();
        made.sizes();
        made.surroundings();
        made.styles();
        made.headers();
        made.secondTables();
        made.encodings();
        return made.files;
    }

    private void sizes() {
        add("size", "no flaw", RFC, 1, table(RFC, withHeader(rows)), withHeader(rows));
        add("size", "nothing", RFC, 1, "", List.of());
        add("size", "header only", RFC, 1, table(RFC, withHeader(List.of())), withHeader(List.of()));
        rows("one row", rows.subList(0, 1));
        add("size", "no header", RFC, 0, table(RFC, rows), rows);
        List<List<String>> one =
                withHeader(rows).stream().map(row -> row.subList(6, 7)).toList();
        add("size", "one column", RFC, 1, table(RFC, one), one);
        String text = table(RFC, withHeader(rows));
        add("size", "no last line end", RFC, 1, text.substring(0, text.length() - 2), withHeader(rows));
        add("size", "two last line ends", RFC, 1, text + "\r\n", withHeader(rows));
    }

    private void rows(String name, List<List<String>> some) {
        add("size", name, RFC, 1, table(RFC, withHeader(some)), withHeader(some));
    }

    private void surroundings() {
        String text = table(RFC, withHeader(rows));
        for (boolean delimited : List.of(true, false)) {
            for (boolean emptyRow : List.of(true, false)) {
                String note = ("Note" + (delimited ? ",,,,,,,," : "") + "\r\n").repeat(3);
                String empty = emptyRow ? (delimited ? ",,,,,,,," : "") + "\r\n" : "";
                int lines = emptyRow ? 4 : 3;
                String name = (delimited ? "delimited" : "plain") + (emptyRow ? ", empty row" : "");
                around("preamble", name, note + empty + text, lines, 0);
                around("footnote", name, text + empty + note, 0, lines);
            }
        }
    }

    private void around(String kind, String name, String text, int preamble, int footer) {
        PollutedFile.Given given = new PollutedFile.Given("utf-8", RFC, preamble, 1, footer, RideTable.HEADER);
        files.add(new PollutedFile(kind, name, text.getBytes(UTF_8), given, withHeader(rows)));
    }

    private void styles() {
        for (String lineEnd : List.of("\n", "\r", "\r\n")) {
            style("line end", show(lineEnd), RFC.withLineEnd(lineEnd));
        }
        for (String delimiter : List.of(";", "|", "\t", "\t\t", " ", ":", ", ", "\\t")) {
            style("delimiter", show(delimiter), RFC.withDelimiter(delimiter));
        }
        style("quote", "'", RFC.withQuote("'"));
        for (String escape : List.of("\\", "~", "")) {
            style("escape", escape.isEmpty() ? "none" : escape, RFC.withEscape(escape));
        }
    }

    private void style(String kind, String name, CsvStyle style) {
        add(kind, name, style, 1, table(style, withHeader(rows)), withHeader(rows));
    }

    private void headers() {
        for (int count : List.of(2, 3)) {
            List<List<String>> lines = new ArrayList<>(Collections.nCopies(count, RideTable.HEADER));
            lines.addAll(rows);
            List<String> joined = RideTable.HEADER.stream()
                    .map(name -> String.join(" ", Collections.nCopies(count, name)))
                    .toList();
            header("several rows " + count, count, joined, table(RFC, lines));
        }
        for (int column : List.of(0, 3, 8)) {
            changedName("empty " + column, column, "");
            changedName("not unique " + column, column, RideTable.HEADER.get(5));
            changedName("long " + column, column, "NAME".repeat(100_000));
            changedName("special " + column, column, "a/%b");
        }
    }

    private void changedName(String name, int column, String cell) {
        List<String> names = new ArrayList<>(RideTable.HEADER);
        names.set(column, cell);
        List<List<String>> lines = new ArrayList<>(List.of(names));
        lines.addAll(rows);
        header(name, 1, names, table(RFC, lines));
    }

    private void header(String name, int count, List<String> names, String text) {
        List<List<String>> expected = new ArrayList<>(List.of(names));
        expected.addAll(rows);
        files.add(new PollutedFile(
                "header",
                name,
                text.getBytes(UTF_8),
                new PollutedFile.Given("utf-8", RFC, 0, count, 0, names),
                expected));
    }

    private void secondTables() {
        for (int width : List.of(8, 9, 10)) {
            List<List<String>> second = withHeader(rows.subList(0, 20)).stream()
                    .map(row -> Stream.concat(row.stream(), Stream.of("more"))
                            .limit(width)
                            .toList())
                    .toList();
            add(
                    "second table",
                    width + " columns",
                    RFC,
                    1,
                    table(RFC, withHeader(rows)) + table(RFC, second),
                    withHeader(rows));
        }
    }

    private void encodings() {
        for (String encoding : List.of("utf-8", "utf-16le", "windows-1252")) {
            byte[] bytes = table(RFC, withHeader(rows)).getBytes(Charset.forName(encoding));
            files.add(new PollutedFile(
                    "encoding",
                    encoding,
                    bytes,
                    new PollutedFile.Given(encoding, RFC, 0, 1, 0, RideTable.HEADER),
                    withHeader(rows)));
        }
    }

    private void add(
            String kind, String name, CsvStyle style, int headerRows, String text, List<List<String>> expected) {
        List<String> columns = headerRows == 0 || expected.isEmpty() ? List.of() : expected.get(0);
        files.add(new PollutedFile(
                kind,
                name,
                text.getBytes(UTF_8),
                new PollutedFile.Given("utf-8", style, 0, headerRows, 0, columns),
                expected));
    }

    /** The rows behind the header. */
    static List<List<String>> withHeader(List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(RideTable.HEADER));
        all.addAll(rows);
        return all;
    }

    private static String table(CsvStyle style, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(style.record(row)).append(style.lineEnd()));
        return text.toString();
    }

    private static String show(String token) {
        return token.replace("\\", "\\\\")
                .replace("\n", "LF")
                .replace("\r", "CR")
                .replace("\t", "TAB");
    }
}
