package sluice.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

/** A cell whose text the document would not bring back is no value of its type. */
class LossesTest {
    private static final byte[] NAME = {'v', 0};

    private static @Nullable BsonValue value(ValueType type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        BsonBuffer out = new BsonBuffer(64);
        int start = out.startDocument();
        if (!ValueWriter.of(ColumnPlan.DEFAULT.withType(type)).write(NAME, bytes, 0, bytes.length, out)) {
            return null;
        }
        out.endDocument(start);
        BsonDocument document = new RawBsonDocument(out.bytes(), 0, out.position()).decode(new BsonDocumentCodec());
        return document.get("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":{\"c\":1,\"c\":1}}",
                "[1,{\"a\":[{\"x\":1,\"x\":2}]}]",
                "{\"a\":1,\"\\u0061\":2}",
                "{a: 1, 'a': 2}",
                "{\"n\":12345678901234567890}",
                "[0.1234567890123456789]",
                "[1e-400]",
                "[1e400]"
            })
    void jsonThatADocumentDoesNotKeepIsNone(String text) {
        assertThat(value(ValueType.JSON, text)).isNull();
        assertThat(JsonLosses.of(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"a\":{\"a\":1}}}",
                "[{\"a\":1},{\"a\":2}]",
                "{\"a\":\"12345678901234567890\"}",
                "{\"a\":{\"$numberDecimal\":\"12345678901234567890\"}}",
                "[0.1, 1.10, -0.5, 1e3, 9223372036854775807]",
                "{\"a\":{\"$oid\":\"507f1f77bcf86cd799439011\"}}"
            })
    void jsonThatADocumentKeepsIsAValue(String text) {
        assertThat(value(ValueType.JSON, text)).isNotNull();
        assertThat(JsonLosses.of(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, true",
        "0.30000000000000004, true",
        "0.1000000000000000055511151231257827, true",
        "4.9e-324, true",
        "1.7976931348623157E308, true",
        "0.0, true",
        "12345678901234567890, false",
        "9007199254740993, false",
        "0.1234567890123456789, false",
        "1e-400, false"
    })
    void aDoubleKeepsAllDigitsOrIsNone(String text, boolean kept) {
        assertThat(value(ValueType.DOUBLE, text) != null).isEqualTo(kept);
    }

    /** What a program wrote of a double is always taken, and what is taken always comes back. */
    @Test
    void whatIsTakenComesBack() {
        Property.named("what is taken comes back").cases(2_000).check(LossesTest::number, Shrinker.none(), text -> {
            for (ValueType type :
                    new ValueType[] {ValueType.INT, ValueType.LONG, ValueType.DOUBLE, ValueType.DECIMAL, ValueType.JSON
                    }) {
                BsonValue value = value(type, text);
                if (value != null) {
                    BigDecimal given = new BigDecimal(text);
                    boolean shortest = value.isDouble()
                            && new BigDecimal(Double.toString(value.asDouble().getValue())).compareTo(given) == 0;
                    if (!shortest) {
                        assertThat(number(value))
                                .as("%s as %s", text, type)
                                .isCloseTo(given, within(given.ulp().divide(BigDecimal.valueOf(2))));
                    }
                }
            }
        });
        Property.named("what a program writes of a double is taken")
                .cases(2_000)
                .check(
                        gen -> Double.longBitsToDouble(
                                ((long) gen.between(0, 1 << 30) << 33) ^ gen.between(0, 1 << 30)),
                        Shrinker.none(),
                        number -> {
                            if (Double.isFinite(number)) {
                                assertThat(value(ValueType.DOUBLE, String.format(Locale.ROOT, "%.16e", number)))
                                        .isNotNull();
                            }
                        });
    }

    private static String number(Gen gen) {
        StringBuilder digits = new StringBuilder(gen.chance(30) ? "-" : "");
        digits.append(gen.between(1, 9));
        for (int i = gen.between(0, 22); i > 0; i--) {
            digits.append(gen.between(0, 9));
        }
        if (gen.chance(60)) {
            digits.append('.');
            for (int i = gen.between(1, 12); i > 0; i--) {
                digits.append(gen.between(0, 9));
            }
        }
        return digits + (gen.chance(20) ? "e" + gen.between(-330, 310) : "");
    }

    private static BigDecimal number(BsonValue value) {
        return value.isDouble()
                ? new BigDecimal(value.asDouble().getValue())
                : value.asNumber().decimal128Value().bigDecimalValue();
    }
}
