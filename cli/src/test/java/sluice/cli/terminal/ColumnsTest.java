package sluice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.testkit.Property;

final class ColumnsTest {

    @ParameterizedTest
    @CsvSource({"'', 0", "rental, 6", "é, 1", "e\u0301, 1", "日本語, 6", "a日b, 4", "한국, 4", "…, 1", "█░, 2"})
    void cjkCharactersTakeTwoColumnsAndCombiningOnesNone(String text, int width) {
        assertThat(Columns.width(text)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "customers, 9, customers",
        "customers, 20, customers",
        "customers, 8, custome…",
        "customers, 2, c…",
        "customers, 1, …",
        "customers, 0, ''",
        "'', 0, ''",
        "日本語, 6, 日本語",
        "日本語, 5, 日本…",
        "日本語, 4, 日…",
        "日本語, 2, …"
    })
    void aCutTextEndsWithAnEllipsis(String text, int width, String expected) {
        assertThat(Columns.cut(text, width)).isEqualTo(expected);
    }

    @Test
    void paddingCountsColumnsNotCharacters() {
        assertThat(Columns.padRight("日本", 6)).isEqualTo("日本  ");
        assertThat(Columns.padLeft("日本", 6)).isEqualTo("  日本");
        assertThat(Columns.padRight("rental", 3)).isEqualTo("rental");
        assertThat(Columns.padLeft("rental", 3)).isEqualTo("rental");
    }

    @Test
    void noCutTextIsWiderThanAsked() {
        record Case(String text, int width) {}
        Property.named("a cut text fits")
                .check(
                        gen -> new Case(gen.string(20, "abc é日本語한👍█…"), gen.between(0, 30)),
                        one -> assertThat(Columns.width(Columns.cut(one.text(), one.width())))
                                .isLessThanOrEqualTo(one.width()));
    }
}
