package sluice.input;

import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;
import sluice.plan.CollectionPlan;
import sluice.source.Source;

/** Finds the format of a source by looking at it. */
final class FormatFinder {
    /** How much of a source's start is looked at. */
    static final int HEAD_BYTES = 256 << 10;

    private FormatFinder() {}

    static CsvFormat find(Source source, byte[] head, CollectionPlan plan) {
        FormatPins pins = plan.input().format();
        if (plan.columnNames() != null && pins.headerRows() == null) {
            pins = pins.toBuilder().headerRows(0).build();
        }
        if (pins.encoding() == null) {
            pins = pins.toBuilder()
                    .encoding(TextEncoding.candidates(head, head.length < HEAD_BYTES).get(0))
                    .build();
        }
        return pins.over(CsvFormat.DEFAULT);
    }
}
