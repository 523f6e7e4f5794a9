package sluice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import sluice.csv.FormatPins;
import sluice.csv.sniff.Finding;
import sluice.csv.sniff.FormatPart;
import sluice.csv.sniff.Sample;
import sluice.csv.sniff.Sniffed;
import sluice.csv.sniff.Sniffer;

/**
 * The sniffer: any bytes have a format, always the same one, and what is pinned is kept. Input: whether it is a whole source or
 * parts of one, a delimiter or none, header rows or none, then bytes.
 */
public final class SnifferTarget {
    private SnifferTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        int parts = input.choose(3);
        FormatPins pins = pins(input);
        Sample sample = sample(parts, input.rest());
        Sniffed sniffed = Sniffer.sniff(sample, pins);
        assertThat(sniffed.findings()).extracting(Finding::part).containsExactly(FormatPart.values());
        assertThat(sniffed.line()).isNotBlank();
        assertThat(sniffed.report()).isNotEmpty();
        assertThat(pins.over(sniffed.format())).isEqualTo(sniffed.format());
        assertThat(Sniffer.sniff(sample, pins)).isEqualTo(sniffed);
    }

    private static FormatPins pins(FuzzInput input) {
        FormatPins.Builder pins = FormatPins.builder();
        switch (input.choose(4)) {
            case 1 -> pins.delimiter(";");
            case 2 -> pins.delimiter("||");
            case 3 -> pins.quote('\'').preambleRows(1);
            default -> {
                // Nothing is declared.
            }
        }
        int headerRows = input.choose(4);
        return headerRows == 3 ? pins.build() : pins.headerRows(headerRows).build();
    }

    private static Sample sample(int parts, byte[] bytes) {
        int third = bytes.length / 3;
        return switch (parts) {
            case 1 -> Sample.head(bytes);
            case 2 ->
                Sample.parts(
                        Arrays.copyOf(bytes, third),
                        new Sample.Part(third, Arrays.copyOfRange(bytes, third, 2 * third)),
                        new Sample.Part(2L * third, Arrays.copyOfRange(bytes, 2 * third, bytes.length)));
            default -> Sample.whole(bytes);
        };
    }
}
