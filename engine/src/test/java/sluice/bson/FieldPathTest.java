package sluice.bson;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.bson.BsonValue;
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
}
