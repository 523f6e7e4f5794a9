package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.Property;

class NumberFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "1.234,5|1.234,50|1234.50",
                "1.234,5|1234,50|1234.50",
                "1.234,5|-12.345.678,9|-12345678.9",
                "1.234,5|+7|+7",
                "1.234,5|0,5|0.5",
                "1.234,56|1.000|1000",
                "1,234.5|1,234.5|1234.5",
                "1 234,5|1 234 567,8|1234567.8",
                "1 234,5|1\u00A0234,8|1234.8",
                "1 234,5|1\u202F234,8|1234.8",
                "1\u202F234,5|1 234,8|1234.8",
                "1'234.5|1'234.55|1234.55",
                "1'234.5|1’234.55|1234.55",
                "1’234|12'345|12345",
                "1234,5|1234,5|1234.5",
                "1.234|1.234|1234",
                "1_234.5|1_000_000|1000000"
            })
    void numbersAreReadAsTheExampleShowsThem(String example, String text, String plain) {
        assertThat(NumberFormat.of(example).plain(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "1.234,5|1.23,5",
                "1.234,5|1.2345,5",
                "1.234,5|12.34.567",
                "1.234,5|1234.567",
                "1.234,5|.123",
                "1.234,5|1..234",
                "1.234,5|1.234,5.6",
                "1.234,5|1,234.5",
                "1.234,5|1,2,3",
                "1.234,5|,5",
                "1.234,5|5,",
                "1.234,5|",
                "1.234,5|-",
                "1.234,5|--1",
                "1.234,5|1 234,5",
                "1.234,5|1e5",
                "1.234,5|٣",
                "1.234|1.234,5",
                "1234,5|1.234,5",
                "1 234,5|1 234\u00A0567"
            })
    void whatIsWrittenOtherwiseIsNotANumber(String example, String text) {
        assertThat(NumberFormat.of(example).plain(text == null ? "" : text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "de", "1234.", "1.234.5", "1,234,5", "2.345,6", "1x234,5", "1.234x5", "01234.5", "1.234,5 "})
    void anExampleIsTheNumber(String example) {
        assertThatThrownBy(() -> NumberFormat.of(example))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + example + "` is not a format of numbers. Write the number 1234.5");
    }

    @Test
    void whatIsWrittenInAFormatIsReadBack() {
        Property.named("what is written in a format is read back")
                .cases(5_000)
                .check(
                        gen -> List.of(
                                gen.oneOf(List.of(".", " ", "'")),
                                gen.string(12, "0123456789"),
                                gen.string(4, "0123456789")),
                        parts -> {
                            String whole = parts.get(1).replaceFirst("^0+(?=\\d)", "");
                            if (!whole.isEmpty()) {
                                String grouped = whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", parts.get(0));
                                String decimals = parts.get(2);
                                String text = decimals.isEmpty() ? grouped : grouped + "," + decimals;
                                assertThat(NumberFormat.of("1" + parts.get(0) + "234,5")
                                                .plain(text))
                                        .isEqualTo(decimals.isEmpty() ? whole : whole + "." + decimals);
                            }
                        });
    }
}
