package sluice.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import sluice.cli.terminal.Columns;

/** Rows of texts in columns that fit a screen: what is too wide is cut, the widest column first. */
final class Grid {
    private static final String GAP = "  ";
    private static final int MIN_WIDTH = 6;

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; all have the same number of cells. */
    void row(String... cells) {
        List<String> shown = new ArrayList<>();
        for (String cell : cells) {
            shown.add(Columns.printable(cell));
        }
        rows.add(shown);
    }

    /** The lines, none wider than the screen unless its columns can't be cut any more. */
    List<String> lines(int screenWidth) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        while (total(widths) > screenWidth && widths[widest(widths)] > MIN_WIDTH) {
            widths[widest(widths)]--;
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static long total(int[] widths) {
        long total = (long) GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(Columns.padRight(Columns.cut(row.get(i), widths[i]), widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
