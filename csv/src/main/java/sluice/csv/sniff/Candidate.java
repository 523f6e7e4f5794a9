package sluice.csv.sniff;

import java.util.Locale;
import sluice.csv.Dialect;

/**
 * A dialect that was tried.
 *
 * @param dialect the dialect
 * @param oneColumn whether it is the reading in which every line is one cell
 * @param evidence how regular the rows are
 * @param quality how much the cells look like values of one kind rather than like pieces of several, from 0 to 1
 * @param score what candidates are compared by, from 0 to 1
 */
public record Candidate(Dialect dialect, boolean oneColumn, Evidence evidence, double quality, double score) {

    /** One line of a table of candidates. */
    public String line() {
        String delimiter = oneColumn ? "one column" : "delimiter " + Shown.text(dialect.delimiter());
        return String.format(
                Locale.ROOT,
                "%s, quote %s: %s, %d widths; cells %.2f, score %.2f",
                delimiter,
                Shown.character(dialect.quote()),
                evidence.words(),
                evidence.widths(),
                quality,
                score);
    }
}
