package sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Files with a flaw in one row; row 0 is the header. */
final class PollutedRows {
    private static final CsvStyle RFC = CsvStyle.RFC_4180;
    private static final List<Integer> SOME = List.of(1, 2, 5, 50, 84);

    private final List<List<String>> table;
    private final List<PollutedFile> files = new ArrayList<>();

    private PollutedRows(List<List<String>> rows) {
        table = PollutedFiles.withHeader(rows);
    }

    /** Each flaw in each row, or in some rows, of a table. */
    static List<PollutedFile> all(List<List<String>> rows) {
        PollutedRows made = new PollutedRows(rows);
        made.everyCell();
        made.everyRow();
        made.someRows();
        return made.files;
    }

    private void everyCell() {
        for (int row = 0; row < table.size(); row++) {
            for (int column = 0; column < table.get(row).size(); column++) {
                int at = column;
                List<String> cells = cells(row);
                String name = row + "/" + column;
                List<String> more = new ArrayList<>(cells);
                more.add(at, "");
                add("extra delimiter", name, row, String.join(",", more), table.get(row));
                if (column > 0) {
                    List<String> less = new ArrayList<>(cells);
                    less.set(at - 1, cells.get(at - 1) + cells.get(at));
                    less.remove(at);
                    add("missing delimiter", name, row, String.join(",", less), table.get(row));
                }
                List<String> quoted = new ArrayList<>(cells);
                quoted.set(at, "\"" + cells.get(at));
                add(
                        "extra quote",
                        name,
                        row,
                        String.join(",", quoted),
                        replaced(row, at, "\"" + table.get(row).get(at)));
            }
        }
    }

    private void everyRow() {
        for (int row = 0; row < table.size(); row++) {
            for (String delimiter : List.of(";", " ", "|")) {
                // A careful writer quotes what holds the delimiter.
                List<String> cells = table.get(row).stream()
                        .map(cell -> cell.contains(delimiter) && !RFC.cell(cell).startsWith("\"")
                                ? "\"" + cell + "\""
                                : RFC.cell(cell))
                        .toList();
                add("row delimiter", row + " " + delimiter, row, String.join(delimiter, cells), table.get(row));
            }
            whole("row quote", row, text -> styled(text, RFC.withQuote("'")));
            whole("row quote, every cell", row, text -> everyCellIn(text, "'"));
            whole("row escape", row, text -> styled(text, RFC.withEscape("\\")));
            lineEnd(row, "\n");
            lineEnd(row, "\r");
        }
    }

    private void someRows() {
        for (int row : SOME) {
            List<String> five = new ArrayList<>(table.get(row).subList(0, 5));
            String text = RFC.record(five);
            five.addAll(Collections.nCopies(4, ""));
            add("fewer cells", "" + row, row, text, five);
            List<String> fifteen = new ArrayList<>(table.get(row));
            fifteen.addAll(Collections.nCopies(6, "more"));
            add("more cells", "" + row, row, RFC.record(fifteen), fifteen);
            add("empty row", "" + row, row, "", List.of());
        }
    }

    private void whole(String kind, int row, UnaryOperator<String> write) {
        add(kind, "" + row, row, write.apply(String.valueOf(row)), table.get(row));
    }

    private String styled(String row, CsvStyle style) {
        List<String> cells = table.get(Integer.parseInt(row));
        return style.record(cells);
    }

    private String everyCellIn(String row, String quote) {
        return String.join(
                ",",
                table.get(Integer.parseInt(row)).stream()
                        .map(cell -> quote + cell.replace(quote, quote + quote) + quote)
                        .toList());
    }

    private void lineEnd(int row, String lineEnd) {
        String text = text(row, RFC.record(table.get(row)), lineEnd);
        file("row line end", row + (lineEnd.equals("\n") ? " LF" : " CR"), text, table);
    }

    private List<String> cells(int row) {
        return table.get(row).stream().map(RFC::cell).toList();
    }

    private List<String> replaced(int row, int column, String value) {
        List<String> changed = new ArrayList<>(table.get(row));
        changed.set(column, value);
        return changed;
    }

    /** Adds a file whose row is written so, and should be read as these cells; none for no row. */
    private void add(String kind, String name, int row, String written, List<String> expected) {
        List<List<String>> all = new ArrayList<>(table);
        if (expected.isEmpty()) {
            all.remove(row);
        } else {
            all.set(row, expected);
        }
        file(kind, name, text(row, written, RFC.lineEnd()), all);
    }

    private String text(int changed, String written, String lineEnd) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < table.size(); row++) {
            text.append(row == changed ? written : RFC.record(table.get(row)))
                    .append(row == changed ? lineEnd : RFC.lineEnd());
        }
        return text.toString();
    }

    private void file(String kind, String name, String text, List<List<String>> expected) {
        files.add(new PollutedFile(
                kind,
                name,
                text.getBytes(UTF_8),
                new PollutedFile.Given("utf-8", RFC, 0, 1, 0, expected.get(0)),
                expected));
    }
}
