package sluice.csv.sniff;

import java.util.List;

/**
 * A sampled row in one dialect.
 *
 * @param start where it starts in the sample's text
 * @param end where it ends, without its line end
 * @param line the number of its first line, from 1
 * @param width how many cells it has
 * @param broken whether it breaks the dialect
 * @param apart whether a blank line stands before it
 * @param hash whether it starts with {@code #}
 * @param wrapped whether a cell begins and ends with a quote that the dialect leaves on it
 * @param cells its cells; empty if so many rows were kept already
 */
record Row(
        int start,
        int end,
        long line,
        int width,
        boolean broken,
        boolean apart,
        boolean hash,
        boolean wrapped,
        List<Cell> cells) {

    /** A row that swallows lines, seen as its first line only. */
    static Row broken(int start, int end, long line, boolean hash) {
        return new Row(start, end, line, 1, true, false, hash, false, List.of());
    }

    boolean fits(int columns) {
        return !broken && width == columns;
    }
}
