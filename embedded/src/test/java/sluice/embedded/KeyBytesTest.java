package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class KeyBytesTest {
    @Test
    void equalNumbersOfAnyTypeAreOneKey() {
        assertOneKey("{a: 1}", "{a: NumberLong(1)}", "{a: 1.0}", "{a: NumberDecimal('1.00')}");
        assertOneKey("{a: 0}", "{a: -0.0}", "{a: NumberDecimal('-0')}", "{a: NumberDecimal('0E+3')}");
        assertOneKey("{a: 0.5}", "{a: NumberDecimal('0.50')}");
        assertOneKey("{a: NaN}", "{a: NumberDecimal('NaN')}");
        assertOneKey("{a: NumberLong('9007199254740993')}", "{a: NumberDecimal('9007199254740993')}");
        assertOneKey("{a: {b: 1}}", "{a: {b: 1.0}}");
        assertOneKey("{a: null}", "{}");
    }

    @Test
    void differentValuesAreDifferentKeysAndNoneBeginsAnother() {
        List<String> documents = List.of(
                "{a: 1}",
                "{a: NumberLong('9007199254740993')}",
                "{a: 9007199254740992.0}",
                "{a: NumberDecimal('0.1')}",
                "{a: 0.1}",
                "{a: NumberDecimal('1E+6000')}",
                "{a: Infinity}",
                "{a: -Infinity}",
                "{a: '1'}",
                "{a: ''}",
                "{a: 'ab'}",
                "{a: 'abc'}",
                "{a: true}",
                "{a: false}",
                "{a: null}",
                "{a: []}",
                "{a: [[]]}",
                "{a: {}}",
                "{a: {b: 1}}",
                "{a: {b: 1, c: 1}}",
                "{a: {c: 1}}",
                "{a: ISODate('1970-01-01T00:00:00.001Z')}",
                "{a: ObjectId('000000000000000000000001')}",
                "{a: MinKey}",
                "{a: MaxKey}",
                "{a: /x/}",
                "{a: /x/i}");
        for (String one : documents) {
            for (String other : documents) {
                byte[] key = keys(one, "a").get(0);
                byte[] otherKey = keys(other, "a").get(0);
                boolean begins =
                        otherKey.length >= key.length && Arrays.equals(key, 0, key.length, otherKey, 0, key.length);
                assertThat(begins).as("%s and %s", one, other).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void anArrayHasAKeyForEachElementOnce() {
        assertThat(keys("{a: [1, 1.0, 'x']}", "a")).hasSize(2);
        assertThat(keys("{a: [{b: 1}, {b: 2}, 5, {}]}", "a.b")).hasSize(3);
        assertThat(keys("{a: [1, 2], c: 'x'}", "a", "c")).hasSize(2);
        assertThat(keys("{a: {b: {c: 7}}}", "a.b.c"))
                .containsExactly(keys("{x: 7}", "x").get(0));
    }

    private static void assertOneKey(String... documents) {
        List<byte[]> keys = new ArrayList<>();
        for (String document : documents) {
            keys.addAll(keys(document, "a"));
        }
        assertThat(keys)
                .hasSize(documents.length)
                .allSatisfy(key -> assertThat(key).isEqualTo(keys.get(0)));
    }

    private static List<byte[]> keys(String json, String... paths) {
        RawBsonDocument raw = RawBsonDocument.parse(json);
        byte[] bytes = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(bytes);
        return new FieldKeys(List.of(paths), false).of(bytes);
    }
}
