package sluice.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class QueryOperatorsTest {
    private static final String FUNCTION = "{ $function: { body: { $parameter: v }, args: [], lang: js } }";
    private static final String ACCUMULATOR =
            "{ $accumulator: { init: { $parameter: v }, accumulate: f, accumulateArgs: []," + " merge: f, lang: js } }";
    private static final List<String> CODE = List.of(
            FUNCTION,
            ACCUMULATOR,
            "{ $where: { $parameter: v } }",
            "{ $_internalJsEmit: { eval: { $parameter: v } } }",
            "{ $_internalJsReduce: { eval: { $parameter: v } } }",
            "{ $eval: { $parameter: v } }",
            "{ $mapReduce: { map: { $parameter: v } } }",
            "{ x: { $code: 'function() { return true; }' }, v: { $parameter: v } }",
            "{ x: { $code: 'f()', $scope: {} }, v: { $parameter: v } }",
            "{ $someOperatorOfTheNextVersion: { $parameter: v } }");

    private static void read(String body) {
        PlanReader.parse(
                "database: d\ncollections: { c: { files: f } }\nqueries: { q: { collection: c, parameters: { v: string }, "
                        + body + " } }",
                "plan.yaml",
                Path.of(""));
    }

    @Test
    void codeIsRefusedWhereverItStands() {
        List<String> places = List.of(
                "filter: { $expr: %s }",
                "filter: { $and: [ { a: 1 }, { $or: [ %s ] } ] }",
                "filter: { a: { $not: { $elemMatch: %s } } }",
                "projection: { x: %s }",
                "sort: { x: %s }",
                "pipeline: [ { $match: %s } ]",
                "pipeline: [ { $match: { $expr: { $eq: [ 1, %s ] } } } ]",
                "pipeline: [ { $group: { _id: null, x: %s } } ]",
                "pipeline: [ { $group: { _id: %s } } ]",
                "pipeline: [ { $addFields: { x: { y: [ %s ] } } } ]",
                "pipeline: [ { $lookup: { from: d, let: { z: %s }, pipeline: [], as: e } } ]",
                "pipeline: [ { $lookup: { from: d, pipeline: [ { $match: { $expr: %s } } ], as: e } } ]",
                "pipeline: [ { $unionWith: { coll: d, pipeline: [ { $project: { x: %s } } ] } } ]",
                "pipeline: [ { $facet: { f: [ { $set: { x: %s } } ] } } ]",
                "pipeline: [ { $graphLookup: { from: d, startWith: $a, restrictSearchWithMatch: %s } } ]",
                "pipeline: [ { $geoNear: { query: %s } } ]",
                "pipeline: [ { $bucket: { groupBy: $a, output: { x: %s } } } ]",
                "pipeline: [ { $setWindowFields: { output: { x: %s } } } ]",
                "pipeline: [ %s ]");
        for (String place : places) {
            for (String code : CODE) {
                assertThatThrownBy(() -> read(place.formatted(code)))
                        .as("%s in %s", code, place)
                        .isInstanceOf(PlanException.class)
                        .hasMessageContaining("plan.yaml:3")
                        .hasMessageMatching(
                                "(?s).*(is not allowed: it runs code, or is not known here|holds code|a stage is a mapping).*");
            }
        }
    }

    @Test
    void codeIsRefusedAtAnyDepth() {
        Property.named("a query that holds code somewhere is refused")
                .cases(300)
                .check(QueryOperatorsTest::nested, filter -> {
                    assertThatThrownBy(() -> read("filter: " + filter)).isInstanceOf(PlanException.class);
                });
    }

    private static String nested(Gen gen) {
        String text = gen.oneOf(CODE);
        for (int depth = gen.between(0, 12); depth > 0; depth--) {
            text = gen.oneOf(
                            "{ a: %s }",
                            "{ $expr: %s }",
                            "{ $and: [ { b: 1 }, %s ] }",
                            "{ $cond: [ 1, %s, 2 ] }",
                            "{ $literal: %s }")
                    .formatted(text);
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: { a: { $gt: { $parameter: v }, $not: { $in: [ 1 ] } }, $comment: x, 'b.$id': 1, c: { $ref: d, $id: 3 } }",
                "filter: { d: { $gte: { $date: '2024-01-01T00:00:00Z' } }, _id: { $oid: 0123456789abcdef01234567 },"
                        + " e: { $parameter: v } }",
                "filter: { a: { $parameter: v } }, sort: { $natural: -1 }",
                "pipeline: [ { $match: { $expr: { $eq: [ { $toLower: $a }, { $parameter: v } ] } } },"
                        + " { $setWindowFields: { sortBy: { a: 1 }, output: { r: { $rank: {} } } } },"
                        + " { $unionWith: { coll: d, pipeline: [ { $sortByCount: $b } ] } } ]"
            })
    void whatReadsIsAllowed(String body) {
        assertThatCode(() -> read(body)).doesNotThrowAnyException();
    }

    @Test
    void aSlipOfTheKeyboardIsNamed() {
        assertThatThrownBy(() -> read("filter: { a: { $gth: { $parameter: v } } }"))
                .hasMessageContaining("`$gth` is not allowed: it runs code, or is not known here. Did you mean `$gt`?");
    }
}
