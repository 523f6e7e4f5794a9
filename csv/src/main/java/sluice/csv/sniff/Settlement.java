package sluice.csv.sniff;

import sluice.csv.FormatPins;

/** Adds to the readings of a doubt what else has to be declared, so that each settles all at once. */
final class Settlement {
    /** A source has fewer parts that can be in doubt. */
    private static final int MOST_STEPS = 8;

    private final Sample sample;

    Settlement(Sample sample) {
        this.sample = sample;
    }

    /** The same doubt with readings that leave none. */
    Doubt complete(Doubt doubt) {
        return new Doubt(
                doubt.kind(),
                doubt.sentence(),
                doubt.readings().stream().map(this::settled).toList());
    }

    /** A reading with the likeliest of whatever is still in doubt once it is declared. */
    private Reading settled(Reading reading) {
        String what = reading.what();
        FormatPins pins = reading.pins();
        Sniffed sniffed = Sniffer.look(sample, pins);
        for (int step = 0; step < MOST_STEPS && !isSettled(sniffed, pins); step++) {
            Reading next = sniffed.doubt().map(doubt -> doubt.readings().get(0)).orElse(null);
            what += next == null ? ", without a header" : ", " + next.what();
            pins = next == null ? pins.toBuilder().headerRows(0).build() : next.pins();
            sniffed = Sniffer.look(sample, pins);
        }
        return new Reading(what, sniffed.format(), pins, reading.rows());
    }

    private static boolean isSettled(Sniffed sniffed, FormatPins pins) {
        return sniffed.doubt()
                .map(doubt -> doubt.readings().isEmpty())
                .orElse(pins.headerRows() != null || sniffed.format().layout().headerRows() > 0);
    }
}
