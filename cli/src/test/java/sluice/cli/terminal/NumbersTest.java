package sluice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {

    @Test
    void countsHaveThousandsSeparators() {
        assertThat(Numbers.count(0)).isEqualTo("0");
        assertThat(Numbers.count(999)).isEqualTo("999");
        assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numbers.count(1_234.5)).isEqualTo("1,235");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 MB", "49_000, 0.0 MB", "51000, 0.1 MB", "1500000, 1.5 MB", "123456789, 123 MB"})
    void megabytesLoseTheirDecimalsWhereTheyAreMany(String bytes, String expected) {
        assertThat(Numbers.megabytes(Double.parseDouble(bytes.replace("_", ""))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0 s",
        "0.4, 0 s",
        "59.4, 59 s",
        "59.6, 1:00 min",
        "61, 1:01 min",
        "3599.4, 59:59 min",
        "3599.6, 1:00 h",
        "86399, 23:59 h",
        "360000, 100:00 h"
    })
    void aTimeToWaitIsRough(double seconds, String expected) {
        assertThat(Numbers.duration(seconds)).isEqualTo(expected);
    }

    @Test
    void elapsedTimesAreExact() {
        assertThat(Numbers.seconds(1.23456)).isEqualTo("1.235 s");
        assertThat(Numbers.millis(0.25)).isEqualTo("0.3 ms");
    }

    @Test
    void theLocaleOfTheMachineChangesNothing() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
            assertThat(Numbers.seconds(1.5)).isEqualTo("1.500 s");
            assertThat(Numbers.megabytes(1.5e6)).isEqualTo("1.5 MB");
        } finally {
            Locale.setDefault(before);
        }
    }
}
