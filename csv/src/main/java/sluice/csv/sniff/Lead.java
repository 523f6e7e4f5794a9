package sluice.csv.sniff;

import java.util.List;

/**
 * What stands before a table. A row is never passed over only because the table that the following rows make has another
 * width: rows that may be records, or whose successor isn't a header, stay.
 *
 * @param rows how many rows stand before the table
 * @param oddHeader whether the first row of the table is a header of another width
 */
record Lead(int rows, boolean oddHeader) {
    static final Lead NONE = new Lead(0, false);
    private static final int MOST = 100;
    private static final int TABLE_ROWS = 5;

    static Lead of(List<Row> rows, int width, int footer) {
        int lead = 0;
        while (lead < rows.size() && lead <= MOST && !rows.get(lead).fits(width)) {
            lead++;
        }
        int table = rows.size() - lead - footer;
        if (width < 2 || lead == 0 || lead > MOST || table < 1) {
            return NONE;
        }
        if (isTable(rows.subList(0, lead), rows.get(lead))) {
            return NONE;
        }
        List<Row> body = rows.subList(lead, rows.size()).stream()
                .filter(row -> row.fits(width) && !row.cells().isEmpty())
                .toList();
        HeaderFinder.Found header = HeaderFinder.find(body, width);
        Row last = rows.get(lead - 1);
        if (header.votesFor() == 0 && namesColumns(last, width, body)) {
            return new Lead(lead - 1, true);
        }
        boolean apart = !body.isEmpty() && rows.get(lead).apart();
        boolean passed = rows.subList(0, lead).stream().allMatch(row -> mayPass(row, header, apart));
        return passed && (table > 1 || apart) ? new Lead(lead, false) : NONE;
    }

    /**
     * Whether rows before a table are one themselves: a header over values, all of one width. A few rows of two
     * cells may be keys and values as well, unless the table's header repeats a name.
     */
    private static boolean isTable(List<Row> rows, Row next) {
        int width = rows.get(0).width();
        List<String> names = rows.get(0).cells().stream().map(Cell::text).toList();
        boolean repeated = next.cells().stream().map(Cell::text).anyMatch(names::contains);
        boolean pairs = width == 2 && rows.size() < TABLE_ROWS;
        return rows.size() > 1
                && (repeated || !pairs)
                && width > 1
                && rows.stream().allMatch(row -> row.fits(width))
                && HeaderFinder.find(rows, width).isCertain();
    }

    private static boolean mayPass(Row row, HeaderFinder.Found header, boolean apart) {
        if (row.broken() || row.cells().isEmpty()) {
            return header.isCertain();
        }
        boolean prose = row.width() == 1 && row.cells().get(0).kind() == CellKind.TEXT;
        return header.isCertain() || (apart && row.width() == 1) || (prose && header.votesAgainst() == 0);
    }

    /** Whether a row before rows of values is their header, though it has fewer or more cells. */
    private static boolean namesColumns(Row row, int width, List<Row> body) {
        List<Cell> cells = row.cells();
        boolean names = cells.size() > 1
                && cells.size() * 2 > width
                && cells.stream()
                        .noneMatch(cell -> cell.kind().isTyped() || cell.kind().isNothing())
                && cells.stream().map(Cell::text).distinct().count() == cells.size();
        return names
                && !body.isEmpty()
                && body.get(0).cells().stream().anyMatch(cell -> cell.kind().isTyped());
    }
}
