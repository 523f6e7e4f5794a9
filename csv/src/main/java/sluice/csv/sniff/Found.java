package sluice.csv.sniff;

import java.util.List;
import java.util.Optional;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/**
 * All that was found in a sample: what findings and doubts are made from.
 *
 * @param text the sample as text
 * @param given the pins that were given
 * @param encoding how it is encoded
 * @param named the delimiter that the first line names, {@code sep=;}
 * @param rival the reading with another delimiter than the named one, if that fits the rows much better
 * @param skipped how many lines were taken off before the rows were looked at
 * @param trials the dialects that were tried, the best first; never empty
 * @param header whether the first row names the columns
 */
record Found(
        Text text,
        FormatPins given,
        EncodingFinder.Found encoding,
        Optional<String> named,
        Optional<Trial> rival,
        int skipped,
        List<Trial> trials,
        HeaderFinder.Found header) {

    Trial best() {
        return trials.get(0);
    }

    Table table() {
        return best().table();
    }

    /** The best other reading of the rows that isn't the same but for a blank. */
    Optional<Trial> second() {
        return trials.stream()
                .skip(1)
                .filter(trial -> !isVariant(trial.dialect()))
                .findFirst();
    }

    private boolean isVariant(Dialect other) {
        String own = best().dialect().delimiter();
        return own.contains(other.delimiter()) || other.delimiter().contains(own);
    }

    CsvFormat format() {
        return given.over(new CsvFormat(encoding.encoding(), best().dialect(), layout()));
    }

    CsvFormat.Layout layout() {
        int preamble = given.preambleRows() != null ? given.preambleRows() : skipped + table().preambleLines();
        int header = given.headerRows() != null ? given.headerRows() : this.header.rows();
        int footer = given.footerRows() != null
                ? given.footerRows()
                : table().footer().lines();
        return new CsvFormat.Layout(atMost(preamble), header, atMost(footer));
    }

    private static int atMost(int lines) {
        return Math.min(lines, CsvFormat.Layout.MAX_ROWS);
    }
}
