package sluice.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table of text; where it is too wide for the screen, a list of one cell a line. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public Table(String... header) {
        this.header = printable(header);
    }

    /** Adds a row; it has as many cells as the header. */
    public void row(String... cells) {
        rows.add(printable(cells));
    }

    private static List<String> printable(String... cells) {
        return Arrays.stream(cells).map(Columns::printable).toList();
    }

    /** The lines: the first column to the left, numbers to the right. */
    public List<String> lines(int screenWidth) {
        List<Integer> widths = IntStream.range(0, header.size())
                .mapToObj(column -> Math.max(
                        Columns.width(header.get(column)),
                        rows.stream()
                                .mapToInt(row -> Columns.width(row.get(column)))
                                .max()
                                .orElse(0)))
                .toList();
        int total = widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
        if (total > screenWidth) {
            return list(screenWidth);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder(Columns.padRight(cells.get(0), widths.get(0)));
        for (int i = 1; i < cells.size(); i++) {
            line.append(GAP).append(Columns.padLeft(cells.get(i), widths.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private List<String> list(int screenWidth) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(Columns.cut(row.get(0), screenWidth));
            for (int i = 1; i < row.size(); i++) {
                lines.add(Columns.cut(" " + header.get(i) + " " + row.get(i), screenWidth));
            }
        }
        return lines;
    }
}
