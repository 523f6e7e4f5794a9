package sluice.csv.sniff;

/**
 * What stands below a table.
 *
 * @param rows how many of the last rows are no records
 * @param lines how many lines these take, to the source's end
 * @param suspects how many of the last rows fit the table and may be records all the same
 * @param suspectLines how many lines these take, to the source's end
 * @param because what speaks for a footer; empty if nothing does
 */
record Footer(int rows, int lines, int suspects, int suspectLines, String because) {
    static final Footer NONE = new Footer(0, 0, 0, 0, "");

    static Footer found(int rows, int lines, String because) {
        return rows == 0 ? NONE : new Footer(rows, lines, 0, 0, because);
    }

    static Footer suspected(int rows, int lines, String because) {
        return new Footer(0, 0, rows, lines, because);
    }
}
