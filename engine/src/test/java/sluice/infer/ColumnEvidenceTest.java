package sluice.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.plan.ValueType;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

class ColumnEvidenceTest {

    @ParameterizedTest
    @CsvSource({
        "0, INT",
        "-1, INT",
        "2147483647, INT",
        "-2147483648, INT",
        "2147483648, LONG",
        "-2147483649, LONG",
        "9223372036854775807, LONG",
        "-9223372036854775808, LONG",
        "9223372036854775808, STRING",
        "-9223372036854775809, STRING",
        "99999999999999999999, STRING",
        "00501, STRING",
        "+1, STRING",
        "-0, STRING",
        "1e5, STRING",
        "nan, STRING",
        "NaN, STRING",
        "0x10, STRING",
        "1_000, STRING",
        "-, STRING",
        "1.5, DOUBLE",
        "-0.25, DOUBLE",
        "0.1, DOUBLE",
        "1.0, DOUBLE",
        "0.0, DOUBLE",
        "-0.0, STRING",
        "1.50, STRING",
        "1., STRING",
        ".5, STRING",
        "11.0.1, STRING",
        "123456789012.345, DOUBLE",
        "1234567890123.456, STRING",
        "0.30000000000000004, DOUBLE",
        "0.3000000000000000, STRING",
        "true, BOOL",
        "false, BOOL",
        "True, STRING",
        "yes, STRING",
        "2026-11-21, DATE",
        "0.1234567890123456, DOUBLE",
        "-0.30000000000000004, DOUBLE",
        "1.7976931348623157, DOUBLE",
        "0.12345678901234568, DOUBLE",
        "0.12345678901234567, STRING",
        "0.300000000000000044, STRING",
        "0.00012345678901234567, STRING",
        "12345678.123456789, STRING",
        "0.10000000000000000, STRING",
        "ObjectId(65a1b2c3d4e5f60718293a4b), OBJECT_ID",
        "ObjectId(65A1B2C3D4E5F60718293A4B), STRING",
        "ObjectId(65a1b2c3d4e5f60718293a4), STRING",
        "65a1b2c3d4e5f60718293a4b, STRING"
    })
    void oneValueHasTheTypeThatKeepsItsText(String value, ValueType type) {
        assertThat(typeOf(List.of(value))).isEqualTo(type);
    }

    @Test
    void aColumnHasOneType() {
        assertThat(typeOf(List.of("1", "2147483648"))).isEqualTo(ValueType.LONG);
        assertThat(typeOf(List.of("1", "1.5"))).isEqualTo(ValueType.DOUBLE);
        assertThat(typeOf(List.of("1.0", "1.5"))).isEqualTo(ValueType.DOUBLE);
        assertThat(typeOf(List.of("1", "1.0"))).as("both can't be written back").isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("9007199254740993", "1.5")))
                .as("no double holds it")
                .isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("true", "1"))).isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("1", "x"))).isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("0.1", "0.30000000000000004"))).isEqualTo(ValueType.DOUBLE);
        assertThat(typeOf(List.of("0.30000000000000004", "1.50"))).isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("0.5", "2026-01-02"))).isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("true", "2026-01-02"))).isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of("ObjectId(65a1b2c3d4e5f60718293a4b)", "7"))).isEqualTo(ValueType.STRING);
    }

    @Test
    void emptyValuesSayNothing() {
        assertThat(typeOf(List.of("", "7", ""))).isEqualTo(ValueType.INT);
        assertThat(typeOf(List.of("", ""))).isEqualTo(ValueType.STRING);
        assertThat(typeOf(List.of())).isEqualTo(ValueType.STRING);
    }

    @Test
    void evidenceOfTwoHalvesIsThatOfTheWhole() {
        Property.named("evidence of two halves is that of the whole")
                .cases(5_000)
                .check(
                        gen -> gen.list(6, one -> number(one.string(5, "01.-9te"))),
                        Shrinker.list(Shrinker.string()),
                        values -> {
                            ColumnEvidence first = evidence(values.subList(0, values.size() / 2));
                            first.merge(evidence(values.subList(values.size() / 2, values.size())));
                            assertThat(first.type()).isEqualTo(typeOf(values));
                        });
    }

    @Test
    void everyValueOfAnInferredTypeIsWrittenBackTheSame() {
        Property.named("every value of an inferred type is written back the same")
                .cases(20_000)
                .check(
                        gen -> gen.list(4, one -> number(one.string(18, "0123456789.-"))),
                        Shrinker.list(Shrinker.string()),
                        values -> {
                            ValueType type = typeOf(values);
                            boolean pointZero = values.stream().anyMatch(value -> value.endsWith(".0"));
                            for (String value : values) {
                                if (!value.isEmpty()) {
                                    assertThat(writtenBack(value, type, pointZero))
                                            .isEqualTo(value);
                                }
                            }
                        });
    }

    @Test
    void everyLongFractionOfADoubleColumnIsWhatThePlatformWrites() {
        Property.named("every long fraction of a double column is what the platform writes")
                .cases(20_000)
                .check(gen -> gen.oneOf(List.of("0.", "-0.0", "3.", "-12.")) + gen.string(16, "0123456789"), text -> {
                    int digits =
                            text.replaceAll("\\D", "").replaceFirst("^0+", "").length();
                    if (digits > 15 && text.matches(".*\\.\\d+")) {
                        assertThat(typeOf(List.of(text)) == ValueType.DOUBLE)
                                .isEqualTo(Double.toString(Double.parseDouble(text))
                                        .equals(text));
                    }
                });
    }

    /** Makes numbers likelier among random characters. */
    private static String number(String text) {
        return text.replaceAll("(?<=.)-", "").replaceAll("\\.(?=.*\\.)", "");
    }

    /** What an export would write, by the platform's own conversions. */
    private static String writtenBack(String value, ValueType type, boolean pointZero) {
        return switch (type) {
            case INT -> Integer.toString(Integer.parseInt(value));
            case LONG -> Long.toString(Long.parseLong(value));
            case DOUBLE -> {
                String text = new BigDecimal(Double.toString(Double.parseDouble(value)))
                        .stripTrailingZeros()
                        .toPlainString();
                yield pointZero && !text.contains(".") ? text + ".0" : text;
            }
            case BOOL -> Boolean.toString(Boolean.parseBoolean(value));
            default -> value;
        };
    }

    private static ValueType typeOf(List<String> values) {
        return evidence(values).type();
    }

    private static ColumnEvidence evidence(List<String> values) {
        ColumnEvidence evidence = new ColumnEvidence();
        for (String value : values) {
            byte[] bytes = ("x" + value + "y").getBytes(UTF_8);
            evidence.add(bytes, 1, bytes.length - 1);
        }
        return evidence;
    }
}
