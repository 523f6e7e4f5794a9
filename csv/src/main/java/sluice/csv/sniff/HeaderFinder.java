package sluice.csv.sniff;

import java.util.List;

/**
 * Tells whether the first row names the columns. Each column votes: a name differs from the values below it, a value is
 * like them.
 */
final class HeaderFinder {
    /** Rows of several header rows, at most. */
    private static final int MOST_ROWS = 3;
    /** How many times more votes one side needs if both have some. */
    private static final int CLEAR = 3;

    private HeaderFinder() {}

    /**
     * What was found.
     *
     * @param rows how many header rows there are
     * @param sureness how sure that is
     * @param doubtful whether the columns contradict each other
     * @param votesFor what speaks for a header
     * @param votesAgainst what speaks against one
     * @param because the reason
     */
    record Found(int rows, Sureness sureness, boolean doubtful, int votesFor, int votesAgainst, String because) {
        /** Whether columns say that there is a header, and hardly any says that there is none. */
        boolean isCertain() {
            return rows > 0 && votesFor > 0 && !doubtful;
        }
    }

    /** Looks at rows that fit a table; the first may be of another width. */
    static Found find(List<Row> rows, int width) {
        if (rows.isEmpty()) {
            return new Found(1, Sureness.WEAK, false, 0, 0, "there are no rows");
        }
        if (rows.size() == 1) {
            return ofOneRow(rows.get(0));
        }
        List<Column> columns = Column.of(rows, width);
        boolean names = FirstNumbers.areNames(columns, rows);
        int votesFor = 0;
        int votesAgainst = 0;
        Column speaks = columns.get(0);
        for (Column column : columns) {
            int vote = column.vote(names);
            votesFor += Math.max(vote, 0);
            votesAgainst += Math.max(-vote, 0);
            speaks = Math.abs(vote) > Math.abs(speaks.vote(names)) ? column : speaks;
        }
        return decide(rows, columns, votesFor, votesAgainst, speaks.reason(names));
    }

    private static Found ofOneRow(Row row) {
        long values = row.cells().stream().filter(cell -> cell.kind().isTyped()).count();
        return values * 2 > row.cells().size()
                ? new Found(0, Sureness.LIKELY, false, 0, (int) values, "the only row holds values")
                : new Found(1, Sureness.WEAK, false, 0, 0, "there is one row only");
    }

    private static Found decide(List<Row> rows, List<Column> columns, int votesFor, int votesAgainst, String reason) {
        List<String> names = rows.get(0).cells().stream().map(Cell::text).toList();
        boolean proper = names.stream().noneMatch(String::isBlank)
                && names.stream().distinct().count() == names.size();
        if (votesFor == 0 && votesAgainst == 0) {
            return ofTexts(TextHeader.of(columns), proper);
        }
        boolean doubtful = Math.max(votesFor, votesAgainst) < CLEAR * Math.min(votesFor, votesAgainst);
        boolean header = votesFor >= votesAgainst;
        boolean unanimous = Math.min(votesFor, votesAgainst) == 0;
        Sureness sureness =
                doubtful ? Sureness.WEAK : unanimous && (proper || !header) ? Sureness.SURE : Sureness.LIKELY;
        int headerRows = !header ? 0 : unanimous ? headerRows(rows, columns) : 1;
        return new Found(headerRows, sureness, doubtful, votesFor, votesAgainst, reason);
    }

    /** The kinds of values don't tell: whether how they are written does. */
    private static Found ofTexts(TextHeader texts, boolean proper) {
        Sureness sureness = texts.votesFor() > texts.votesAgainst() && proper ? Sureness.LIKELY : Sureness.WEAK;
        return new Found(1, sureness, texts.isDoubtful(), 0, 0, texts.because());
    }

    /** How many of the first rows hold names, or units, above columns of values; one unless more is clear. */
    private static int headerRows(List<Row> rows, List<Column> columns) {
        List<Column> typed = columns.stream().filter(Column::isTyped).toList();
        if (rows.size() < MOST_ROWS + 2 || typed.size() < 2) {
            return 1;
        }
        int count = 1;
        while (count < MOST_ROWS && isHeaderRow(rows.get(count), typed)) {
            count++;
        }
        return count;
    }

    private static boolean isHeaderRow(Row row, List<Column> typed) {
        return typed.stream()
                .map(column -> row.cells().get(column.index()).kind())
                .allMatch(kind -> kind == CellKind.WORD || kind == CellKind.TEXT);
    }
}
