package sluice.csv.sniff;

import java.util.List;
import sluice.csv.Dialect;

/**
 * What the rows of a sample look like in one dialect.
 *
 * @param dialect the dialect, with its comment character
 * @param rows the rows of the head, without comments
 * @param lead how many of them stand before the table
 * @param footer how many of the last rows are no records; rows of the tail if there is one
 * @param footerLines how many lines these take, to the source's end
 * @param oddHeader whether the first row is a header of another width than the records
 * @param comments how many comment lines there are
 * @param wrapped how many rows have cells that keep their quotes
 * @param evidence how regular the rows are, those of all parts
 */
record Table(
        Dialect dialect,
        List<Row> rows,
        int lead,
        int footer,
        int footerLines,
        boolean oddHeader,
        int comments,
        int wrapped,
        Evidence evidence) {

    int width() {
        return evidence.width();
    }

    /** The rows from the header on whose cells are known and that fit; the header too if it is of another width. */
    List<Row> body() {
        return rows.subList(lead, rows.size()).stream()
                .filter(row -> !row.cells().isEmpty())
                .filter(row -> row.fits(width())
                        || (oddHeader && row.line() == rows.get(lead).line()))
                .toList();
    }

    /** How many lines stand before the table, blank ones and comments among them. */
    int preambleLines() {
        return lead == 0 ? 0 : (int) rows.get(lead).line() - 1;
    }
}
