package sluice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sluice.testkit.Property;
import sluice.workers.LoadProgress;

final class ProgressLineTest {
    private static final String NAME = "customers";

    private final LoadProgress.Meter half = Meters.at(NAME, 200_000_000, 100_000_000, 1_234_567, 89);

    @Test
    void aWideScreenShowsEverything() {
        assertThat(ProgressLine.of(half, NAME.length(), 200))
                .matches("customers  █{12}░{12}   50%  1,234,567 rows  [\\d,]+ rows/s  [\\d.]+ MB/s  ETA \\d+ s"
                        + "  89 rejects");
    }

    @Test
    void theBarGoesFirst() {
        assertThat(line(80))
                .startsWith("customers   50%  1,234,567 rows")
                .contains("rows/s")
                .doesNotContain("█", "░");
    }

    @Test
    void thenGoTheRates() {
        assertThat(line(40)).startsWith("customers   50%  1,234,567 rows").doesNotContain("MB/s");
    }

    @Test
    void twentyColumnsShowNameAndShare() {
        assertThat(line(20)).isEqualTo("customers   50%");
    }

    @Test
    void namesLineUp() {
        LoadProgress.Meter rental = Meters.at("rental", 100, 25, 1, 0);

        assertThat(ProgressLine.of(rental, NAME.length(), 40)).startsWith("rental      25%");
        assertThat(ProgressLine.of(Meters.at("顧客", 100, 25, 1, 0), NAME.length(), 40))
                .startsWith("顧客        25%");
    }

    @Test
    void whatHasNoKnownSizeShowsNoShareAndNoTimeToGo() {
        assertThat(ProgressLine.of(Meters.at(NAME, -1, 5_000_000, 70_000, 3), NAME.length(), 200))
                .startsWith("customers  70,000 rows  ")
                .endsWith("  3 rejects")
                .doesNotContain("%", "ETA", "█", "░");
    }

    @Test
    void whatIsReadToItsEndIsDone() {
        assertThat(ProgressLine.of(Meters.at(NAME, 5_000, 5_000, 70, 0), NAME.length(), 200))
                .contains("█".repeat(24) + "  100%  70 rows", "  done  0 rejects");
    }

    @Test
    void whatHasNotBegunIsAtNothing() {
        assertThat(ProgressLine.of(Meters.at(NAME, 5_000, 0, 0, 0), NAME.length(), 200))
                .isEqualTo("customers  " + "░".repeat(24) + "    0%  0 rows  0 rows/s  0.0 MB/s  0 rejects");
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        record Case(LoadProgress.Meter meter, int nameWidth, int screen) {
            @Override
            public String toString() {
                return meter.collection() + " " + meter.totalBytes() + " " + meter.bytes() + " " + meter.records() + " "
                        + meter.rejected() + ", name " + nameWidth + ", screen " + screen;
            }
        }
        Property.named("a progress line fits")
                .cases(2_000)
                .check(
                        gen -> {
                            String name = gen.string(30, "abcdefg_日本語é");
                            int exponent = gen.between(0, 12);
                            long total = gen.chance(10) ? -1 : (long) Math.pow(10, exponent);
                            long bytes = (long) (Math.abs(total) * gen.between(0, 100) / 100.0);
                            LoadProgress.Meter meter =
                                    Meters.at(name, total, bytes, bytes / 10, gen.between(0, 1_000_000));
                            int screen = gen.chance(50) ? gen.oneOf(20, 40, 80, 200) : gen.between(1, 250);
                            return new Case(meter, Columns.width(name) + gen.between(0, 20), screen);
                        },
                        one -> assertThat(Columns.width(ProgressLine.of(one.meter(), one.nameWidth(), one.screen())))
                                .isLessThanOrEqualTo(one.screen()));
    }

    private String line(int width) {
        String line = ProgressLine.of(half, NAME.length(), width);
        assertThat(Columns.width(line)).isLessThanOrEqualTo(width);
        return line;
    }
}
