package sluice.csv.sniff;

import java.util.List;

/**
 * Tells comment lines, which start with {@code #}, from rows whose first cell does. Lines that fit the table are rows,
 * unless all of them stand above a header and are written as comments are, with a blank behind the sign.
 */
final class Comments {
    private Comments() {}

    /** Whether the rows that start with {@code #} are comments. */
    static boolean areIn(List<Row> rows, byte[] text) {
        List<Row> marked = rows.stream().filter(Row::hash).toList();
        List<Row> others = rows.stream().filter(row -> !row.hash()).toList();
        if (marked.isEmpty() || others.isEmpty()) {
            return false;
        }
        int width = Widths.of(others).mode();
        boolean prose = marked.stream().allMatch(row -> isProse(row, text));
        boolean above = marked.get(marked.size() - 1).line() < others.get(0).line();
        if (width < 2) {
            return prose && rows.get(0).hash() && marked.size() <= others.size();
        }
        boolean noneFits = marked.stream().noneMatch(row -> row.fits(width));
        return noneFits
                || (prose
                        && above
                        && HeaderFinder.find(fitting(others, width), width).isCertain());
    }

    private static List<Row> fitting(List<Row> rows, int width) {
        return rows.stream()
                .filter(row -> row.fits(width) && !row.cells().isEmpty())
                .toList();
    }

    private static boolean isProse(Row row, byte[] text) {
        int next = row.start() + 1;
        return next >= text.length || text[next] == ' ' || text[next] == '\n' || text[next] == '\r';
    }
}
