package sluice.csv.sniff;

import java.util.List;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;

/**
 * One way to read a source that may be read in several.
 *
 * @param what what tells it from the others, in a few words
 * @param format the format
 * @param pins the parts that settle it: with them declared, the source is read in this way, and nothing is left in doubt
 * @param rows the first rows as cells
 */
public record Reading(String what, CsvFormat format, FormatPins pins, List<List<String>> rows) {
    /** Copies the rows. */
    public Reading {
        rows = rows.stream().map(List::copyOf).toList();
    }
}
