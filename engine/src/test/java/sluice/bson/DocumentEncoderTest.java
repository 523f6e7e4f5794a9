package sluice.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.csv.Chunk;
import sluice.csv.Dialect;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

class DocumentEncoderTest {
    private static final DocumentIds IDS = new DocumentIds(0x01020304, 0x0A0B0C);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "STRING | Zürich | 'Zürich'",
                "INT | 42 | 42",
                "INT | +007 | 7",
                "INT | -2147483648 | -2147483648",
                "LONG | 9223372036854775807 | {\"$numberLong\": \"9223372036854775807\"}",
                "LONG | -9223372036854775808 | {\"$numberLong\": \"-9223372036854775808\"}",
                "DOUBLE | 1.5 | 1.5",
                "DOUBLE | -0.1 | -0.1",
                "DOUBLE | 1e5 | 100000.0",
                "DOUBLE | NaN | {\"$numberDouble\": \"NaN\"}",
                "DECIMAL | 11.50 | {\"$numberDecimal\": \"11.50\"}",
                "BOOL | TRUE | true",
                "BOOL | 0 | false",
                "DATE | 2026-02-28 | {\"$date\": \"2026-02-28T00:00:00Z\"}",
                "DATE | 2026-02-28 13:45 | {\"$date\": \"2026-02-28T13:45:00Z\"}",
                "DATE | 2026-02-28T13:45:00.5+01:00 | {\"$date\": \"2026-02-28T12:45:00.5Z\"}",
                "OBJECT_ID | 507f1f77bcf86cd799439011 | {\"$oid\": \"507f1f77bcf86cd799439011\"}",
                "UUID | 123e4567-e89b-12d3-a456-426614174000 | {\"$uuid\": \"123e4567-e89b-12d3-a456-426614174000\"}",
                "JSON | {`a`: [1, null]} | {\"a\": [1, null]}",
                "JSON | [`\\ud83d\\ude00`] | ['😀']",
                "JSON | 5 | 5"
            })
    void valuesBecomeTheirType(ValueType type, String text, String json) {
        EncodedChunk encoded = encode(quoted(text.replace('`', '"')), column(type));
        assertThat(encoded.rejects()).isEmpty();
        BsonValue expected =
                BsonDocument.parse("{v: " + json.replace('\'', '"') + "}").get("v");
        assertThat(encoded.document(0).get("v")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 2147483648",
        "INT, 1.0",
        "INT, -",
        "INT, '1 '",
        "LONG, 9223372036854775808",
        "LONG, -9223372036854775809",
        "DOUBLE, 1d",
        "DOUBLE, 0x1p3",
        "DOUBLE, 1e999",
        "DOUBLE, 12345678901234567890",
        "DOUBLE, .",
        "DECIMAL, 12345678901234567890123456789012345",
        "DECIMAL, abc",
        "BOOL, yes",
        "DATE, 2026-02-30",
        "DATE, 2026-02-28T13:45:00.0005Z",
        "DATE, yesterday",
        "OBJECT_ID, 507f1f77bcf86cd79943901",
        "UUID, 123e4567e89b12d3a456426614174000",
        "UUID, 1-2-3-4-5",
        "JSON, {",
        "JSON, '1, 2'",
        "JSON, '1],[2'",
        "JSON, '{`a\\u0000b`: 1}'",
        "JSON, '`\\ud800`'",
        "JSON, '[`\\uDE00\\uD83D`]'",
        "JSON, '{`a\\udc00`: 1}'",
        "JSON, abc"
    })
    void valuesOfAnotherTypeAreRejectsThatNameThem(ValueType type, String text) {
        EncodedChunk encoded = encode(quoted(text.replace('`', '"')), column(type));
        assertThat(encoded.count()).isZero();
        Reject reject = encoded.rejects().get(0);
        assertThat(reject.code()).isEqualTo(RejectCode.WRONG_TYPE);
        assertThat(reject.column()).isEqualTo("v");
        assertThat(reject.value()).isEqualTo(text.replace('`', '"'));
        assertThat(reject.message()).startsWith("is no " + type.word());
        assertThat(reject.original())
                .isEqualTo(quoted(text.replace('`', '"')).trim().getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$gt\":1}",
                "{\"a\":{\"b\":[{\"$where\":\"x\"}]}}",
                "[{\"$set\":{}}]",
                "{\"a\":{\"$ref\":\"c\"}}",
                "{\"$ref\":\"c\",\"$id\":{\"$gt\":1}}"
            })
    void jsonWithANameThatStartsWithADollarIsNoValue(String text) {
        assertThatThrownBy(() -> TextValue.of(ColumnPlan.of(ValueType.JSON), text))
                .hasMessageContaining("names don't start with $");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$oid\":\"0123456789abcdef01234567\"}",
                "{\"a\":{\"$date\":\"2024-01-01T00:00:00Z\"}}",
                "{\"$ref\":\"c\",\"$id\":3,\"$db\":\"d\"}",
                "{\"a$\":\"$x\"}"
            })
    void extendedJsonAndReferencesAreValues(String text) {
        assertThat(TextValue.of(ColumnPlan.of(ValueType.JSON), text))
                .isEqualTo(BsonDocument.parse("{v:" + text + "}").get("v"));
    }

    @Test
    void jsonNestedDeeperThanAnyDocumentIsARejectAndNothingWorse() {
        EncodedChunk encoded = encode(quoted("[".repeat(100_000) + "]".repeat(100_000)), column(ValueType.JSON));
        assertThat(encoded.rejects()).hasSize(1);
    }

    @Test
    void emptyCellsAreEmptyStringsOrNull() {
        assertThat(document("\"\"\n", column(ValueType.STRING)).get("v")).isEqualTo(new BsonString(""));
        assertThat(document("\"\"\n", column(ValueType.INT)).get("v")).isEqualTo(BsonNull.VALUE);
        assertThat(document("\"\"\n", column(ValueType.DATE)).get("v")).isEqualTo(BsonNull.VALUE);
    }

    @Test
    void generatedIdsHoldStartFingerprintAndOffset() {
        EncodedChunk encoded = encode("a\nb\n", column(ValueType.STRING));
        assertThat(documents(encoded))
                .extracting(document -> document.getObjectId("_id").getValue().toHexString())
                .containsExactly("01020304" + "0a0b0c" + "0000000064", "01020304" + "0a0b0c" + "0000000066");
    }

    @Test
    void theIdIsTheFirstField() {
        DocumentLayout layout = new DocumentLayout(
                List.of(
                        new DocumentLayout.Column("n", List.of("n"), ValueType.INT),
                        new DocumentLayout.Column("k", List.of("k"), ValueType.LONG)),
                List.of(),
                1,
                List.of());
        BsonDocument document = document("1,2\n", layout);
        assertThat(document.keySet()).containsExactly("_id", "n");
        assertThat(document).containsEntry("_id", new BsonInt64(2)).containsEntry("n", new BsonInt32(1));
        Reject empty = encode("1,\n", layout).rejects().get(0);
        assertThat(empty.code()).isEqualTo(RejectCode.EMPTY_KEY);
        assertThat(empty.message()).contains("_id");
        assertThat(encode("1,x\n", layout).rejects().get(0).column()).isEqualTo("k");
    }

    @Test
    void dottedNamesNestAndSkippedColumnsAreLeftOut() {
        DocumentLayout layout = new DocumentLayout(
                List.of(
                        new DocumentLayout.Column("a", List.of("x", "y", "a"), ValueType.INT),
                        new DocumentLayout.Column("b", List.of("b"), ValueType.STRING),
                        new DocumentLayout.Column("c", List.of("x", "c"), ValueType.STRING),
                        new DocumentLayout.Column("d", List.of("d"), ValueType.SKIP)),
                List.of(),
                -1,
                List.of());
        BsonDocument document = document("1,two,three,four\n", layout);
        document.remove("_id");
        assertThat(document).isEqualTo(BsonDocument.parse("{x: {y: {a: 1}, c: 'three'}, b: 'two'}"));
    }

    @Test
    void twoColumnsCantBecomeOneField() {
        DocumentLayout layout = new DocumentLayout(
                List.of(
                        new DocumentLayout.Column("a", List.of("x"), ValueType.INT),
                        new DocumentLayout.Column("b", List.of("x"), ValueType.INT)),
                List.of(),
                -1,
                List.of());
        assertThatThrownBy(() -> encode("1,2\n", layout)).hasMessageContaining("two columns become the field x");
    }

    @Test
    void raggedAndMalformedRowsAreRejectsAndTheRestIsNot() {
        EncodedChunk encoded = encode("a\nb,c\n\"d\"e\nf\n", column(ValueType.STRING));
        assertThat(documents(encoded))
                .extracting(document -> document.getString("v").getValue())
                .containsExactly("a", "f");
        assertThat(encoded.rejects())
                .extracting(Reject::code, Reject::line, Reject::offset)
                .containsExactly(tuple(RejectCode.RAGGED, 8L, 102L), tuple(RejectCode.MALFORMED, 9L, 106L));
        assertThat(encoded.rejects().get(0).message()).isEqualTo("has 2 fields, the header has 1 columns");
        assertThat(encoded.records()).isEqualTo(4);
    }

    @Test
    void invalidUtf8IsARejectOfItsColumn() {
        EncodedChunk encoded = new EncodedChunk();
        encoder(column(ValueType.STRING)).encode(new Chunk(0, 0, 1, new byte[] {'a', (byte) 0xff, '\n'}), encoded);
        assertThat(encoded.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.code()).isEqualTo(RejectCode.INVALID_UTF8);
            assertThat(reject.original()).containsExactly('a', 0xff);
        });
    }

    @Test
    void aKeyNeedsAValue() {
        DocumentLayout layout = new DocumentLayout(column(ValueType.STRING).columns(), List.of(0), -1, List.of());
        Reject reject = encode("\"\"\n", layout).rejects().get(0);
        assertThat(reject.code()).isEqualTo(RejectCode.EMPTY_KEY);
        assertThat(reject.column()).isEqualTo("v");
    }

    @Test
    void aDocumentLargerThanTheServerTakesIsAReject() {
        String large = "x".repeat(17 << 20);
        EncodedChunk encoded = encode("a\n" + large + "\nb\n", column(ValueType.STRING));
        assertThat(encoded.count()).isEqualTo(2);
        Reject reject = encoded.rejects().get(0);
        assertThat(reject.code()).isEqualTo(RejectCode.TOO_LARGE);
        assertThat(reject.original()).hasSize(large.length());
    }

    @Test
    void longValuesAreCutInReasonsOnly() {
        Reject reject =
                encode("9".repeat(500) + "\n", column(ValueType.INT)).rejects().get(0);
        assertThat(reject.value()).hasSize(Reject.MAX_VALUE_LENGTH + 1).endsWith("…");
        assertThat(reject.original()).hasSize(500);
    }

    @Test
    void manyRecordsFitIntoOneChunk() {
        EncodedChunk encoded = encode("abc\n".repeat(5_000), column(ValueType.STRING));
        assertThat(encoded.count()).isEqualTo(5_000);
        assertThat(encoded.document(4_999).getString("v").getValue()).isEqualTo("abc");
        assertThat(encoded.bytes(4_999)).isEqualTo(encoded.bytes(0));
    }

    @Test
    void aCommandHoldsTheDocumentsSelected() {
        EncodedChunk encoded = encode("a\nb\nc\nd\n", column(ValueType.STRING));
        Selection selection = new Selection();
        selection.add(1);
        selection.add(3);
        BsonDocument command = encoded.insertCommand(BsonDocument.parse("{insert: 'c', ordered: false}"), selection)
                .decode(new BsonDocumentCodec());
        assertThat(command.keySet()).containsExactly("insert", "ordered", "documents");
        assertThat(command.getArray("documents"))
                .extracting(value -> value.asDocument().getString("v").getValue())
                .containsExactly("b", "d");
    }

    @Test
    void doublesAreWhatThePlatformMakesOfThem() {
        Property.named("doubles are what the platform makes of them")
                .cases(20_000)
                .check(
                        gen -> gen.between(-99_999_999, 99_999_999) + "." + gen.between(0, 9_999_999),
                        Shrinker.string(),
                        text -> {
                            EncodedChunk encoded = encode(quoted(text), column(ValueType.DOUBLE));
                            if (encoded.count() == 1 && !text.isEmpty()) {
                                assertThat(encoded.document(0).get("v"))
                                        .isEqualTo(new BsonDouble(Double.parseDouble(text)));
                            } else {
                                assertThat(text).isIn("", ".", "-", "-.");
                            }
                        });
    }

    @Test
    void wholeNumbersAreWhatThePlatformMakesOfThem() {
        Property.named("whole numbers are what the platform makes of them")
                .cases(20_000)
                .check(gen -> gen.string(21, "0123456789-+"), Shrinker.string(), text -> {
                    EncodedChunk encoded = encode(quoted(text), column(ValueType.LONG));
                    BigDecimal exact = new BigDecimal(text.matches("[+-]?\\d+") ? text : "1e30");
                    boolean fits = exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                            && exact.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
                    List<BsonValue> values = new ArrayList<>();
                    documents(encoded).forEach(document -> values.add(document.get("v")));
                    assertThat(values)
                            .isEqualTo(
                                    text.isEmpty()
                                            ? List.of(BsonNull.VALUE)
                                            : fits ? List.of(new BsonInt64(exact.longValueExact())) : List.of());
                });
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"\n";
    }

    private static DocumentLayout column(ValueType type) {
        return new DocumentLayout(
                List.of(new DocumentLayout.Column("v", List.of("v"), type)), List.of(), -1, List.of());
    }

    private static DocumentEncoder encoder(DocumentLayout layout) {
        return new DocumentEncoder(layout, IDS, Dialect.RFC_4180, new KeyHasher(1));
    }

    private static EncodedChunk encode(String csv, DocumentLayout layout) {
        EncodedChunk encoded = new EncodedChunk();
        encoder(layout).encode(new Chunk(3, 100, 7, csv.getBytes(UTF_8)), encoded);
        return encoded;
    }

    private static List<RawBsonDocument> documents(EncodedChunk encoded) {
        return IntStream.range(0, encoded.count()).mapToObj(encoded::document).toList();
    }

    private static BsonDocument document(String csv, DocumentLayout layout) {
        return encode(csv, layout).document(0).decode(new BsonDocumentCodec());
    }
}
