package sluice.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.plan.ColumnPlan;
import sluice.plan.PlanReader;
import sluice.testkit.Property;

/** Values as files write them, and the reasons that name the option that takes them. */
class FormattedValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: decimal, format: '1.234,5' | 1.234,50 | {$numberDecimal: '1234.50'}",
                "type: decimal, format: '1 234,5' | 12 345,678 | {$numberDecimal: '12345.678'}",
                "type: decimal, format: \"1'234.5\" | -1’234.5 | {$numberDecimal: '-1234.5'}",
                "type: double, format: '1.234,5' | 1.234,5 | 1234.5",
                "type: long, format: '1.234,5' | -9.223.372.036.854.775.808 | {$numberLong: '-9223372036854775808'}",
                "type: int, format: '1,234' | 1,000 | 1000",
                "type: bool, trueWords: t, falseWords: f | T | true",
                "type: bool, trueWords: [t, ja], falseWords: [f, nein] | nein | false",
                "type: bool, trueWords: '0', falseWords: '1' | 1 | false",
                "type: objectId | ObjectId(65a1b2c3d4e5f60718293a4b) | {$oid: '65a1b2c3d4e5f60718293a4b'}",
                "type: objectId | ObjectId(\"65A1B2C3D4E5F60718293A4B\") | {$oid: '65a1b2c3d4e5f60718293a4b'}",
                "type: objectId | ObjectId('65a1b2c3d4e5f60718293a4b') | {$oid: '65a1b2c3d4e5f60718293a4b'}",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSS]X' | 2026-01-02 03:04:05+01 | {$date: '2026-01-02T02:04:05Z'}",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSS]X' | 2026-01-02 03:04:05.5Z | {$date: '2026-01-02T03:04:05.5Z'}",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSSSSS][XXX][X]' | 2026-01-02 03:04:05.120000+05:30 | {$date: '2026-01-01T21:34:05.12Z'}",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSSSSS][XXX][X]' | 2026-01-02 03:04:05.12+01 | {$date: '2026-01-02T02:04:05.12Z'}",
                "type: date, format: 'dd.MM.yyyy HH:mm:ss[,SSS]' | 02.01.2026 03:04:05,25 | {$date: '2026-01-02T03:04:05.25Z'}",
                "type: date, format: 'dd.MM.yyyy[ HH:mm:ss[.SSS]]' | 02.01.2026 | {$date: '2026-01-02T00:00:00Z'}",
                "type: date, format: 'dd.MM.yyyy[ HH:mm:ss[.SSS]]' | 02.01.2026 03:04:05.1 | {$date: '2026-01-02T03:04:05.1Z'}",
                "type: date, format: \"yyyy-MM-dd'[.S]'\" | 2026-01-02[.S] | {$date: '2026-01-02T00:00:00Z'}",
                "type: date, truncate: millis | 2026-01-02 03:04:05.123456+01 | {$date: '2026-01-02T02:04:05.123Z'}",
                "type: date, truncate: millis | 2026-01-02T03:04:05.123999999Z | {$date: '2026-01-02T03:04:05.123Z'}",
                "type: date, truncate: millis | 1960-01-02T03:04:05.1239Z | {$date: '1960-01-02T03:04:05.123Z'}",
                "type: date, truncate: millis, format: epoch | 1.9999 | {$date: '1970-01-01T00:00:01.999Z'}",
                "type: date, truncate: millis, format: epoch | -1.2501 | {$date: '1969-12-31T23:59:58.749Z'}",
                "type: date, truncate: millis, format: epochMillis | 5.7 | {$date: '1970-01-01T00:00:00.005Z'}",
                "type: date, truncate: millis, format: 'yyyy-MM-dd HH:mm:ss[.SSSSSS]x' | 2026-01-02 03:04:05.123456+01 | {$date: '2026-01-02T02:04:05.123Z'}"
            })
    void valuesAreReadAsTheyAreWritten(String options, String text, String json) {
        BsonValue expected = BsonDocument.parse("{v: " + json + "}").get("v");
        assertThat(TextValue.of(column(options), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: decimal, format: '1.234,5' | 1.23,5 | is no decimal: number such as",
                "type: decimal | 1.234,50 | if the comma is a decimal mark, say so with format: \"1.234,5\" in the plan",
                "type: double | 1,5 | --type 'v=double:1.234,5'",
                "type: int, format: '1.234,5' | 1,5 | is no int",
                "type: bool, trueWords: t, falseWords: f | true | is no bool: t for true, f for false",
                "type: bool, trueWords: t, falseWords: f | 1 | is no bool",
                "type: objectId | ObjectId(65a1b2c3d4e5f60718293a4b | is no objectId",
                "type: objectId | ObjectId(\"65a1b2c3d4e5f60718293a4b') | is no objectId",
                "type: objectId | 65a1b2c3d4e5f60718293a4b) | is no objectId",
                "type: date | 2026-01-02T03:04:05.0001Z | truncate: millis",
                "type: date | 2026-01-02T03:04:05.123456Z | --truncate millis",
                "type: date, format: epoch | 1.0001 | truncate: millis",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSSSSS]X' | 2026-01-02 03:04:05.123456+01 | truncate: millis",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSS]X' | 2026-01-02 03:04:05.1234+01 | has other decimals of a second than the format `yyyy-MM-dd HH:mm:ss[.SSS]X`; format: \"yyyy-MM-dd HH:mm:ss[.SSSS]X\" takes them, with truncate: millis",
                "type: date, format: 'yyyy-MM-dd HH:mm:ss.SSS' | 2026-01-02 03:04:05.12 | has other decimals of a second than the format `yyyy-MM-dd HH:mm:ss.SSS`; format: \"yyyy-MM-dd HH:mm:ss[.SSS]\" takes them"
            })
    void othersAreRefusedWithTheOptionThatTakesThem(String options, String text, String message) {
        assertThatThrownBy(() -> TextValue.of(column(options), text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[\"]\",", "[{\"a\": '}',\"b\":", "{\"$code\": \"x\", \"$scope\": {\"a\":"})
    void deepJsonIsRefusedAndNothingWorse(String piece) {
        String deep = piece.repeat(1_000_000);
        assertThatThrownBy(() -> TextValue.of(column("type: json"), deep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no json: value in extended JSON, up to 100 levels deep");
    }

    @Test
    void jsonOfAHundredLevelsIsTaken() {
        String taken = "[".repeat(99) + "{a: 1}" + "]".repeat(99);
        assertThat(TextValue.of(column("type: json"), taken).isArray()).isTrue();
        String brackets = "{\"a\": \"" + "[".repeat(1_000) + "\"}";
        assertThat(TextValue.of(column("type: json"), brackets)
                        .asDocument()
                        .getString("a")
                        .getValue())
                .hasSize(1_000);
        String wide = "[" + "[1],".repeat(1_000) + "{\"b\": {\"c\": 1}}]";
        assertThat(TextValue.of(column("type: json"), wide).asArray()).hasSize(1_001);
        String tooDeep = "[".repeat(101) + "]".repeat(101);
        assertThatThrownBy(() -> TextValue.of(column("type: json"), tooDeep))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theShortWayOfDatesIsTheLongOne() {
        ColumnPlan dates = column("type: date");
        List<String> formats = List.of("", "yyyy-MM-dd", "uuuu-MM-dd'T'HH:mm:ssX", "yyyy-MM-dd HH:mm:ss.SSx");
        Property.named("the short way of dates is the long one")
                .cases(20_000)
                .check(
                        gen -> List.of(
                                gen.oneOf(formats),
                                "%04d-%02d-%02d".formatted(gen.between(0, 9999), gen.between(0, 13), gen.between(0, 32))
                                        + gen.oneOf(
                                                List.of("", "T03:04:05Z", " 03:04:05.12+01", " 23:59", "T24:00:00Z"))
                                        + gen.string(1, "Z+x1")),
                        pair -> {
                            String format = pair.get(0).isEmpty() ? null : pair.get(0);
                            byte[] text = pair.get(1).getBytes(StandardCharsets.UTF_8);
                            ColumnPlan plan = dates.withFormat(format);
                            assertThat(written(ValueWriter.of(plan), text))
                                    .isEqualTo(written(DateWriter.of(format, ZoneOffset.UTC, false), text));
                        });
    }

    private static Optional<String> written(ValueWriter writer, byte[] text) {
        BsonBuffer out = new BsonBuffer(64);
        boolean taken = writer.write(new byte[] {'v', 0}, text, 0, text.length, out);
        return taken
                ? Optional.of(new String(out.bytes(), 0, out.position(), StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    private static ColumnPlan column(String options) {
        return PlanReader.parse(
                        "database: d\ncollections: { c: { files: f, columns: { v: { " + options + " } } } }",
                        "plan.yaml",
                        Path.of(""))
                .collections()
                .get(0)
                .column("v");
    }
}
