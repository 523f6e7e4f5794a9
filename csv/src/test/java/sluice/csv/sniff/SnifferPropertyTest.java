package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

/** Random tables in random dialects are read back; random bytes do no harm; time is linear. */
class SnifferPropertyTest {
    private static final int TABLES = 800;

    @Test
    void randomTablesAreReadBack() {
        int[] doubts = {0};
        int[] all = {0};
        Property.named("a random table is read back, or in doubt")
                .cases(TABLES)
                .sameEveryTime()
                .check(RandomTable::of, table -> {
                    Sniffed sniffed = Sniffer.sniff(Sample.whole(table.bytes()), FormatPins.NONE);
                    all[0]++;
                    if (sniffed.doubt().isPresent()) {
                        doubts[0]++;
                        return;
                    }
                    assertThat(table.read(sniffed.format()))
                            .as("%s", String.join("\n", sniffed.report()))
                            .isEqualTo(table.rows());
                    assertThat(sniffed.format().layout().headerRows())
                            .as("%s", sniffed.report())
                            .isEqualTo(table.header() ? 1 : 0);
                });
        System.out.printf("%d of %d random tables were in doubt%n", doubts[0], all[0]);
        assertThat(doubts[0]).isLessThanOrEqualTo(1 + all[0] * 3 / 100);
    }

    @Test
    void anyBytesHaveAFormat() {
        Property.named("any bytes have a format")
                .cases(500)
                .check(SnifferPropertyTest::anyBytes, Shrinker.bytes(), bytes -> {
                    Sample sample = Sample.whole(bytes);
                    Sniffed sniffed = Sniffer.sniff(sample, FormatPins.NONE);
                    assertThat(sniffed.findings().stream().map(Finding::part)).containsExactly(FormatPart.values());
                    assertThat(sniffed).isEqualTo(Sniffer.sniff(sample, FormatPins.NONE));
                    assertThat(sniffed.line()).isNotBlank();
                    assertThat(sniffed.report()).isNotEmpty();
                });
    }

    @Test
    void anyPartsHaveAFormat() {
        Property.named("any parts have a format")
                .cases(150)
                .check(gen -> List.of(anyBytes(gen), anyBytes(gen), anyBytes(gen)), parts -> {
                    Sample sample = new Sample(
                            parts.get(0),
                            false,
                            Optional.of(new Sample.Part(1001, parts.get(1))),
                            Optional.of(new Sample.Part(2003, parts.get(2))));
                    assertThat(Sniffer.sniff(sample, FormatPins.NONE))
                            .isEqualTo(Sniffer.sniff(sample, FormatPins.NONE));
                });
    }

    @Test
    void pinsAreKept() {
        Property.named("pins are kept").cases(300).check(gen -> new PinnedBytes(anyBytes(gen), pins(gen)), one -> {
            CsvFormat format =
                    Sniffer.sniff(Sample.whole(one.bytes()), one.pins()).format();
            assertThat(one.pins().over(format)).isEqualTo(format);
        });
    }

    private record PinnedBytes(byte[] bytes, FormatPins pins) {}

    private static FormatPins pins(Gen gen) {
        FormatPins.Builder pins = FormatPins.builder();
        if (gen.chance(40)) {
            pins.delimiter(gen.oneOf(",", ";", "\t", "||"));
        }
        if (gen.chance(30)) {
            pins.quote(gen.oneOf((int) '\'', (int) '"', -1));
        }
        if (gen.chance(30)) {
            pins.escape(gen.oneOf((int) '\\', -1));
        }
        if (gen.chance(30)) {
            pins.comment(gen.oneOf((int) '#', -1));
        }
        if (gen.chance(30)) {
            pins.preambleRows(gen.between(0, 4));
        }
        if (gen.chance(30)) {
            pins.headerRows(gen.between(0, 3));
        }
        if (gen.chance(30)) {
            pins.footerRows(gen.between(0, 3));
        }
        return pins.build();
    }

    private static byte[] anyBytes(Gen gen) {
        return switch (gen.between(0, 4)) {
            case 0 -> gen.bytes(400);
            case 1 -> gen.bytes(400, "a,\"\n\r;\\\t|'1#");
            case 2 -> gen.bytes(60, "a1,\n");
            case 3 ->
                gen.string(200)
                        .getBytes(
                                gen.oneOf(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16));
            default -> gen.bytes(300, "{}[]:\"1a,\n s=ep;");
        };
    }

    @Test
    void aFullSampleTakesLittleTime() {
        List<String> samples = new ArrayList<>();
        for (String unit : List.of(
                "1,2,3\n",
                "1\n",
                "\n",
                "\"",
                "\"a\n",
                "\"\"",
                "'",
                ",",
                ";,|:^~\t ",
                "a\"b,'c\n",
                "\"a\"b\n",
                "# x\n",
                "x;\"y\",'z'|w:v\n",
                "a,\"b\",'c\\',\n",
                "{\"a\":1}\n",
                "\r",
                "[",
                "a ",
                "||;;",
                "ä,ö\n")) {
            samples.add(unit.repeat((512 << 10) / unit.length()));
        }
        for (String text : samples) {
            byte[] all = text.getBytes(StandardCharsets.UTF_8);
            Sample sample = Sample.parts(
                    Arrays.copyOf(all, 256 << 10),
                    new Sample.Part(256 << 10, Arrays.copyOfRange(all, 256 << 10, 384 << 10)),
                    new Sample.Part(384 << 10, Arrays.copyOfRange(all, 384 << 10, 512 << 10)));
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 4; i++) {
                long start = System.nanoTime();
                Sniffer.sniff(sample, FormatPins.NONE);
                best = Math.min(best, System.nanoTime() - start);
            }
            System.out.printf("%-20s %d ms%n", RandomTable.escaped(text.substring(0, 12)), best / 1_000_000);
            assertThat(best).as(text.substring(0, 12)).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void legacyEncodingsTakeLittleTime() {
        byte[] bytes = "Straße;größer;7,5\n".repeat(20_000).getBytes(Charset.forName("windows-1252"));
        long start = System.nanoTime();
        Sniffer.sniff(Sample.head(Arrays.copyOf(bytes, 256 << 10)), FormatPins.NONE);
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }
}
