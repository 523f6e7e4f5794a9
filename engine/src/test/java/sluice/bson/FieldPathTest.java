package sluice.bson;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            document                | field | value
            {a: 1}                  | a     | 1
            {a: 1}                  | b     | -
            {a: {b: {c: 2}}}        | a.b.c | 2
            {a: {b: {c: 2}}}        | a.c   | -
            {a: 1}                  | a.b   | -
            {a: [{b: 1}]}           | a.b   | -
            {a: {'': 3}}            | a.    | 3
            {}                      | a     | -
            """)
    void theValueIsFoundThroughDocumentsOnly(String document, String field, Integer value) {
        BsonValue found = FieldPath.of(field).in(BsonDocument.parse(document));
        assertThat(found == null ? null : found.asInt32().getValue()).isEqualTo(value);
    }

    @Test
    void placesLeadIntoArrays() {
        BsonDocument document = BsonDocument.parse("{a: [5, {b: [6]}], c: {'0': 7}}");
        assertThat(FieldPath.of("a.0").in(document)).isEqualTo(new BsonInt32(5));
        assertThat(FieldPath.of("a.1.b.0").in(document)).isEqualTo(new BsonInt32(6));
        assertThat(FieldPath.of("c.0").in(document)).isEqualTo(new BsonInt32(7));
        assertThat(FieldPath.of("a.2").in(document)).isNull();
        assertThat(FieldPath.of("a.x").in(document)).isNull();
        assertThat(FieldPath.of("a.00").in(document)).isNull();
        assertThat(FieldPath.of("a.99999999999").in(document)).isNull();
    }
}
