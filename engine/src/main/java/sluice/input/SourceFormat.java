package sluice.input;

import sluice.csv.CsvFormat;
import sluice.csv.CsvParser;
import sluice.csv.ReadRules;

/**
 * How a source is read. Immutable.
 *
 * @param csv how it is laid out
 * @param rules what is done with records that don't fit
 */
public record SourceFormat(CsvFormat csv, ReadRules rules) {

    /** A new parser of its chunks. */
    public CsvParser parser() {
        return new CsvParser(csv.dialect(), rules);
    }
}
