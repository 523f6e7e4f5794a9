package sluice.cli.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.CsvCell;
import sluice.cli.terminal.Screen;
import sluice.query.Row;

/**
 * Writes rows as they come. The columns of a table or CSV file are those of the first rows, which are held back for that;
 * memory doesn't grow with the rest.
 */
public final class RowPrinter {
    private static final int HELD_BACK = 500;
    private static final String GAP = "  ";
    private static final int MAX_CELL = 60;

    private final RowFormat format;
    private final Screen screen;
    private final UnaryOperator<String> cell;
    private final List<Row> held = new ArrayList<>();
    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final Set<String> notShown = new LinkedHashSet<>();
    private long rows;

    /** Prints rows; a cell of CSV that a spreadsheet would take for a formula is guarded. */
    public RowPrinter(RowFormat format, Screen screen) {
        this(format, screen, false);
    }

    /** As the other, with cells of CSV as they are where {@code raw}, even where a spreadsheet would run them. */
    public RowPrinter(RowFormat format, Screen screen, boolean raw) {
        this.cell = raw ? CsvCell::of : CsvCell::guarded;
        this.format = format;
        this.screen = screen;
    }

    /** Takes a row. */
    public void add(Row row) {
        rows++;
        switch (format) {
            case JSONL -> screen.json(row.json());
            case JSON -> screen.json((rows == 1 ? "[" : ",") + row.json());
            default -> {
                if (!widths.isEmpty()) {
                    line(row);
                } else if (held.size() < HELD_BACK) {
                    held.add(row);
                } else {
                    begin();
                    line(row);
                }
            }
        }
    }

    /** Ends the output; returns notes for the user. */
    public List<String> end() {
        if (format == RowFormat.JSON) {
            screen.line(rows == 0 ? "[]" : "]");
        } else if (format != RowFormat.JSONL && widths.isEmpty()) {
            begin();
        }
        return notShown.isEmpty()
                ? List.of()
                : List.of("Not shown: " + String.join(", ", notShown) + ", which the first " + HELD_BACK
                        + " rows don't have; --format jsonl shows everything.");
    }

    private void begin() {
        for (Row row : held) {
            row.cells().forEach((name, text) -> widths.merge(name, width(text), Math::max));
        }
        widths.replaceAll((name, width) -> Math.max(width, Columns.width(name)));
        if (!widths.isEmpty()) {
            Map<String, String> header = new LinkedHashMap<>();
            widths.keySet().forEach(name -> header.put(name, name));
            line(header);
        }
        held.forEach(this::line);
        held.clear();
    }

    private static int width(String text) {
        return Math.min(MAX_CELL, Columns.width(Columns.printable(text)));
    }

    private void line(Row row) {
        Map<String, String> cells = row.cells();
        cells.keySet().stream().filter(name -> !widths.containsKey(name)).forEach(notShown::add);
        line(cells);
    }

    private void line(Map<String, String> cells) {
        if (format == RowFormat.CSV) {
            screen.exact(widths.keySet().stream()
                    .map(name -> cell.apply(cells.getOrDefault(name, "")))
                    .collect(Collectors.joining(",")));
            return;
        }
        StringBuilder line = new StringBuilder();
        widths.forEach((name, width) -> line.append(line.isEmpty() ? "" : GAP)
                .append(Columns.padRight(Columns.cut(Columns.printable(cells.getOrDefault(name, "")), width), width)));
        screen.line(Columns.cut(line.toString().stripTrailing(), screen.width()));
    }
}
