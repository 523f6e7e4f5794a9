package sluice.csv.sniff;

import java.util.List;
import sluice.csv.Dialect;

/**
 * What the rows of a sample look like in one dialect.
 *
 * @param dialect the dialect, with its comment character
 * @param rows the rows of the head, without comments
 * @param lead how many of them stand before the table
 * @param footer what stands below it; rows of the tail if there is one
 * @param oddHeader whether the first row is a header of another width than the records
 * @param comments how many comment lines there are
 * @param wrapped how many rows have cells that keep their quotes
 * @param evidence how regular the rows are, those of all parts
 */
record Table(
        Dialect dialect,
        List<Row> rows,
        int lead,
        Footer footer,
        boolean oddHeader,
        int comments,
        int wrapped,
        Evidence evidence) {

    /** The same with another footer, of rows that fit and are the last of all. */
    Table with(Footer other) {
        List<Row> others = rows.subList(0, rows.size() - other.rows());
        Evidence without = new Evidence(
                evidence.rows() - other.rows(), evidence.fitting() - other.rows(), evidence.width(), evidence.widths());
        return new Table(dialect, others, lead, other, oddHeader, comments, wrapped, without);
    }

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
