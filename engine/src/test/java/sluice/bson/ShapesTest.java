package sluice.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.bson.DocumentLayout.Column;
import sluice.bson.DocumentLayout.Constant;
import sluice.bson.DocumentLayout.Form;
import sluice.csv.Chunk;
import sluice.csv.Dialect;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.PlanReader;

/** What the options of columns, constants and the forms of a record make of it. */
class ShapesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trim: true | int | ' 7\t' | {v: 7}",
                "trim: true | string | ' a b ' | {v: 'a b'}",
                "trim: true | string | '  ' | {v: ''}",
                "trim: true | int | '  ' | {v: null}",
                "trim: false | string | ' a ' | {v: ' a '}",
                "nulls: [NULL, '-'] | string | NULL | {v: null}",
                "nulls: [NULL, '-'] | int | - | {v: null}",
                "nulls: NULL | string | null | {v: 'null'}",
                "nulls: NULL, trim: true | string | ' NULL ' | {v: null}",
                "nulls: NULL, blank: omit | string | NULL | {}",
                "nulls: NULL, blank: 'null' | string | NULL | {v: null}",
                "blank: keep | string | '' | {v: ''}",
                "blank: keep | int | '' | {v: null}",
                "blank: 'null' | string | '' | {v: null}",
                "blank: omit | string | '' | {}",
                "blank: omit | int | '' | {}",
                "blank: omit | int | 5 | {v: 5}",
                "split: ';' | string | a;b;;c | {v: ['a', 'b', '', 'c']}",
                "split: ';' | int | 1;;-3 | {v: [1, null, -3]}",
                "split: ';' | int | 1 | {v: [1]}",
                "split: ';' | int | '' | {v: []}",
                "split: ';', blank: 'null' | int | '' | {v: null}",
                "split: ';', blank: omit | int | '' | {}",
                "split: ';', nulls: NULL | string | NULL | {v: null}",
                "split: ';', nulls: NULL | string | a;NULL | {v: ['a', null]}",
                "split: ';', trim: true | int | ' 1 ;\t2' | {v: [1, 2]}",
                "split: ' - ' | long | 1 - 2 | {v: [{$numberLong: '1'}, {$numberLong: '2'}]}",
                "split: '→' | bool | true→0 | {v: [true, false]}",
                "split: ';' | double | 1.5;2 | {v: [1.5, 2.0]}",
                "split: ';' | decimal | 1.50 | {v: [{$numberDecimal: '1.50'}]}",
                "split: ';' | date | 2026-02-28;2026-03-01 | {v: [{$date: '2026-02-28T00:00:00Z'}, {$date: '2026-03-01T00:00:00Z'}]}",
                "split: ';' | objectId | 507f1f77bcf86cd799439011; | {v: [{$oid: '507f1f77bcf86cd799439011'}, null]}",
                "split: ';' | uuid | 123e4567-e89b-12d3-a456-426614174000 | {v: [{$uuid: '123e4567-e89b-12d3-a456-426614174000'}]}",
                "split: ';' | json | '{a: 1};[2]' | {v: [{a: 1}, [2]]}"
            })
    void cellsBecomeValues(String options, String type, String cell, String json) {
        assertThat(document("\"" + cell + "\"\n", layout(column("v", "type: " + type + ", " + options))))
                .isEqualTo(BsonDocument.parse(json));
    }

    @Test
    void longArraysKeepTheirOrder() {
        StringBuilder cell = new StringBuilder("0");
        for (int i = 1; i < 3_000; i++) {
            cell.append('|').append(i);
        }
        DocumentLayout layout = layout(column("v", "type: int, split: '|'"));
        BsonDocument document = document(cell + "\n", layout);
        for (int i = 0; i < 3_000; i++) {
            assertThat(document.getArray("v").get(i)).isEqualTo(new BsonInt32(i));
        }
    }

    @Test
    void cellsOfSeparatorsAreTooLargeAndNothingWorse() {
        String cell = ";".repeat(20 << 20);
        DocumentLayout layout = layout(column("v", "type: int, split: ';'"), column("w", "type: string, split: ';'"));
        Reject reject = reject(cell + "," + cell + "\n", layout);
        assertThat(reject.code()).isEqualTo(RejectCode.TOO_LARGE);
        assertThat(reject.message()).startsWith("is a document of more than 16777216 bytes");
    }

    @Test
    void aWrongElementIsARejectThatShowsIt() {
        Reject reject = reject("1;x2;3\n", layout(column("v", "type: int, split: ';'")));
        assertThat(reject.code()).isEqualTo(RejectCode.WRONG_TYPE);
        assertThat(reject.column()).isEqualTo("v");
        assertThat(reject.value()).isEqualTo("x2");
        assertThat(reject.message()).isEqualTo("has an element that is no int: 32-bit integer");
        assertThat(new String(reject.original(), UTF_8)).isEqualTo("1;x2;3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t ", "\u00a0", "\n", "\u3000 "})
    void whereAValueIsWantedBlanksAreNone(String blanks) {
        for (String type : new String[] {"string", "int"}) {
            DocumentLayout layout = layout(column("v", "type: " + type + ", blank: reject"));
            assertThat(reject("\"" + blanks + "\"\n", layout).code()).isEqualTo(RejectCode.EMPTY_VALUE);
        }
        assertThat(document("\"" + blanks + "a\"\n", layout(column("v", "type: string, blank: reject")))
                        .getString("v")
                        .getValue())
                .isEqualTo(blanks + "a");
    }

    @Test
    void aWrongValueIsShownTrimmed() {
        assertThat(reject(" x \n", layout(column("v", "type: int, trim: true"))).value())
                .isEqualTo("x");
    }

    @Test
    void anElementThatIsNoUtf8IsAReject() {
        EncodedChunk encoded = new EncodedChunk();
        encoder(layout(column("v", "type: string, split: ';'")))
                .encode(new Chunk(0, 0, 1, new byte[] {'a', ';', (byte) 0xff, '\n'}), encoded);
        assertThat(encoded.rejects().get(0).code()).isEqualTo(RejectCode.INVALID_UTF8);
    }

    @ParameterizedTest
    @CsvSource({"trim: true, '  '", "nulls: NULL, NULL", "'blank: omit', ''", "'trim: true, nulls: x', ' x '"})
    void aKeyThatIsEmptyOnceReadIsAReject(String options, String cell) {
        Column column = column("v", "type: string, " + options);
        DocumentLayout key = new DocumentLayout(List.of(column), List.of(0), -1, List.of());
        assertThat(reject("\"" + cell + "\"\n", key).code()).isEqualTo(RejectCode.EMPTY_KEY);
        DocumentLayout id = new DocumentLayout(List.of(column), List.of(), 0, List.of());
        assertThat(reject("\"" + cell + "\"\n", id).code()).isEqualTo(RejectCode.EMPTY_KEY);
    }

    @Test
    void anIdIsTrimmed() {
        DocumentLayout layout =
                new DocumentLayout(List.of(column("v", "type: int, trim: true")), List.of(), 0, List.of());
        assertThat(document(" 7 \n", layout)).isEqualTo(BsonDocument.parse("{_id: 7}"));
        assertThat(reject(" y \n", layout).value()).isEqualTo("y");
    }

    @Test
    void aSubDocumentWhoseFieldsAreAllLeftOutIsLeftOut() {
        DocumentLayout layout = layout(
                column("a", List.of("x", "y", "a"), "type: int, blank: omit"),
                column("b", List.of("x", "b"), "type: int, blank: omit"),
                column("c", List.of("c"), "type: int"));
        assertThat(document(",,1\n", layout)).isEqualTo(BsonDocument.parse("{c: 1}"));
        assertThat(document(",2,1\n", layout)).isEqualTo(BsonDocument.parse("{x: {b: 2}, c: 1}"));
        assertThat(document("3,,1\n", layout)).isEqualTo(BsonDocument.parse("{x: {y: {a: 3}}, c: 1}"));
    }

    @Test
    void constantsStandAmongColumns() {
        List<Constant> constants = List.of(
                new Constant(List.of("x", "source"), new BsonString("a.csv")),
                new Constant(List.of("x", "deep", "line"), null),
                new Constant(List.of("batch"), BsonDocument.parse("{n: [1, {m: 2}]}")));
        DocumentLayout layout = new DocumentLayout(
                List.of(column("a", List.of("x", "a"), "type: int"), column("b", List.of("b"), "type: string")),
                constants,
                List.of(),
                -1,
                Form.REPLACEMENT,
                List.of());
        assertThat(document("1,two\n", layout))
                .isEqualTo(
                        BsonDocument.parse(
                                "{x: {a: 1, source: 'a.csv', deep: {line: {$numberLong: '7'}}}, b: 'two', batch: {n: [1, {m: 2}]}}"));
        EncodedChunk encoded = encode("1,two\n\"2\n\",x\n3,\"y\nz\"\n4,w\n", layout);
        assertThat(encoded.rejects()).extracting(Reject::line).containsExactly(8L);
        assertThat(encoded.document(2).getDocument("x").getDocument("deep").get("line"))
                .as("the line on which the record starts")
                .isEqualTo(new BsonInt64(12));
    }

    @Test
    void aConstantCantLieWhereAColumnIs() {
        DocumentLayout layout = new DocumentLayout(
                List.of(column("a", "type: int")),
                List.of(new Constant(List.of("a", "b"), new BsonInt32(1))),
                List.of(),
                -1,
                Form.DOCUMENT,
                List.of());
        assertThatThrownBy(() -> encode("1\n", layout)).hasMessageContaining("become the field a.b");
    }

    @Test
    void formsDecideWhatARecordBecomes() {
        String nested = "{x: {a: 1, c: 'k'}, k: 2}";
        assertThat(document("1,2\n", form(Form.DOCUMENT, -1)).keySet()).containsExactly("_id", "x", "k");
        assertThat(document("1,2\n", form(Form.REPLACEMENT, -1))).isEqualTo(BsonDocument.parse(nested));
        assertThat(document("1,2\n", form(Form.FIELDS, -1)))
                .isEqualTo(BsonDocument.parse("{'x.a': 1, k: 2, 'x.c': 'k'}"));
        assertThat(document("1,2\n", form(Form.KEY, -1))).isEqualTo(BsonDocument.parse("{k: 2}"));
        assertThat(document("1,2\n", form(Form.DOCUMENT, 1)))
                .isEqualTo(BsonDocument.parse("{_id: 2, x: {a: 1, c: 'k'}}"));
        assertThat(document("1,2\n", form(Form.REPLACEMENT, 1)))
                .isEqualTo(BsonDocument.parse("{_id: 2, x: {a: 1, c: 'k'}}"));
        assertThat(document("1,2\n", form(Form.FIELDS, 1)).toJson())
                .isEqualTo("{\"_id\": 2, \"x.a\": 1, \"x.c\": \"k\"}");
        assertThat(document("1,2\n", form(Form.KEY, 1))).isEqualTo(BsonDocument.parse("{_id: 2}"));
    }

    @Test
    void aDeletedKeyIsNestedLikeTheDocuments() {
        DocumentLayout layout = new DocumentLayout(
                List.of(
                        column("a", List.of("x", "a"), "type: int"),
                        column("b", List.of("x", "b"), "type: int"),
                        column("c", List.of("x", "c"), "type: int")),
                List.of(),
                List.of(2, 0),
                -1,
                Form.KEY,
                List.of());
        assertThat(document("1,wrong,3\n", layout)).isEqualTo(BsonDocument.parse("{x: {a: 1, c: 3}}"));
        assertThat(reject("1,2,\n", layout).code()).isEqualTo(RejectCode.EMPTY_KEY);
        assertThat(reject("1,2,x\n", layout).code()).isEqualTo(RejectCode.WRONG_TYPE);
        assertThat(reject("1,2\n", layout).code()).isEqualTo(RejectCode.RAGGED);
    }

    @Test
    void aBlankFieldIsNotSet() {
        DocumentLayout layout = new DocumentLayout(
                List.of(column("k", "type: int"), column("v", List.of("x", "v"), "type: int, blank: omit")),
                List.of(),
                List.of(0),
                -1,
                Form.FIELDS,
                List.of());
        assertThat(document("1,\n", layout)).isEqualTo(BsonDocument.parse("{k: 1}"));
        assertThat(document("1,2\n", layout)).isEqualTo(BsonDocument.parse("{k: 1, 'x.v': 2}"));
    }

    @ParameterizedTest
    @EnumSource
    void keysAreHashedInEveryForm(Form form) {
        List<Column> columns =
                List.of(column("a", List.of("x", "a"), "type: int, trim: true, blank: omit"), column("k", "type: int"));
        List<KeyGroup> groups = List.of(new KeyGroup(List.of(1), false), new KeyGroup(List.of(0), true));
        DocumentLayout layout = new DocumentLayout(columns, List.of(), List.of(1), -1, form, groups);
        EncodedChunk encoded = encode("1,7\n ,7\n1,8\n", layout);
        assertThat(encoded.hashHigh(0, 0)).isEqualTo(encoded.hashHigh(1, 0)).isNotEqualTo(encoded.hashHigh(2, 0));
        assertThat(encoded.refers(0, 1)).isEqualTo(form != Form.KEY);
        assertThat(encoded.refers(1, 1))
                .as("a field that is left out refers to nothing")
                .isFalse();
        int key = encoded.keyElement(1, 0);
        assertThat(encoded.bytes()[key + 1]).isEqualTo((byte) 'k');
    }

    @Test
    void onlyGeneratedIdsLimitTheSizeOfAFile() {
        byte[] record = "1,2\n".getBytes(UTF_8);
        Chunk far = new Chunk(0, DocumentIds.OFFSET_LIMIT, 1, record);
        for (Form form : List.of(Form.DOCUMENT, Form.FIELDS)) {
            assertThatThrownBy(() -> encoder(form(form, -1)).encode(far, new EncodedChunk()))
                    .hasMessageContaining("1 TiB");
        }
        for (DocumentLayout layout : List.of(form(Form.REPLACEMENT, -1), form(Form.KEY, -1), form(Form.DOCUMENT, 1))) {
            EncodedChunk encoded = new EncodedChunk();
            encoder(layout).encode(far, encoded);
            assertThat(encoded.count()).isEqualTo(1);
        }
    }

    /** Columns x.a and k, the second a key or the id, and the constant x.c. */
    private static DocumentLayout form(Form form, int id) {
        return new DocumentLayout(
                List.of(column("a", List.of("x", "a"), "type: int"), column("k", "type: int")),
                List.of(new Constant(List.of("x", "c"), new BsonString("k"))),
                id < 0 ? List.of(1) : List.of(),
                id,
                form,
                List.of());
    }

    private static DocumentLayout layout(Column... columns) {
        return new DocumentLayout(List.of(columns), List.of(), List.of(), -1, Form.REPLACEMENT, List.of());
    }

    private static Column column(String name, String options) {
        return column(name, List.of(name), options);
    }

    private static Column column(String name, List<String> path, String options) {
        String text = "database: d\ncollections: { c: { files: f, columns: { " + name + ": { " + options + " } } } }";
        return new Column(
                name,
                path,
                PlanReader.parse(text, "plan.yaml", Path.of("."))
                        .collections()
                        .get(0)
                        .column(name));
    }

    private static DocumentEncoder encoder(DocumentLayout layout) {
        return new DocumentEncoder(layout, new DocumentIds(1, 2), Dialect.RFC_4180, new KeyHasher(1));
    }

    private static EncodedChunk encode(String csv, DocumentLayout layout) {
        EncodedChunk encoded = new EncodedChunk();
        encoder(layout).encode(new Chunk(3, 100, 7, csv.getBytes(UTF_8)), encoded);
        return encoded;
    }

    private static BsonDocument document(String csv, DocumentLayout layout) {
        EncodedChunk encoded = encode(csv, layout);
        assertThat(encoded.rejects()).isEmpty();
        return encoded.document(0).decode(new BsonDocumentCodec());
    }

    private static Reject reject(String csv, DocumentLayout layout) {
        EncodedChunk encoded = encode(csv, layout);
        assertThat(encoded.count()).isZero();
        return encoded.rejects().get(0);
    }
}
