package sluice.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.load.LoadFixture;
import sluice.load.OnEveryServer;
import sluice.load.ServerKind;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanReader;
import sluice.server.ServerException;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class QueryTest {
    private static final String PLAN = """
            collections:
              people: { files: people.csv, key: id, columns: { born: { type: date } } }
              pets: { files: pets.csv, types: string }
            queries:
              all: { collection: people, sort: { id: 1 }, projection: { _id: 0 } }
              named: { collection: people, parameters: { name: string }, filter: { name: { $parameter: name } } }
              older:
                help: Older than somebody.
                collection: people
                parameters: { age: { type: int, help: A number., default: '40' } }
                filter: { age: { $gt: { $parameter: age } } }
                sort: { age: -1 }
                limit: 2
              json: { collection: people, parameters: { v: json }, filter: { name: { $parameter: v } } }
              since: { collection: people, parameters: { day: date }, filter: { born: { $gte: { $parameter: day } } } }
              any: { collection: people, parameters: { a: string, b: string },
                     filter: { $or: [ { name: { $parameter: a } }, { name: { $in: [ { $parameter: b } ] } } ] } }
              says:
                collection: people
                parameters: { word: string }
                pipeline:
                  - { $sort: { id: 1 } }
                  - { $limit: 1 }
                  - { $project: { _id: 0, said: { $parameter: word }, query: { $concat: [ 'x', { $parameter: word } ] } } }
              first:
                collection: people
                parameters: { n: int }
                pipeline: [ { $sort: { id: 1 } }, { $limit: { $parameter: n } }, { $project: { _id: 0, id: 1 } } ]
              equal:
                collection: people
                parameters: { name: string }
                pipeline:
                  - { $match: { $expr: { $eq: [ '$name', { $parameter: name } ] } } }
                  - { $project: { _id: 0, id: 1 } }
              pets-of:
                collection: people
                parameters: { name: string }
                pipeline:
                  - { $match: { name: { $parameter: name } } }
                  - { $lookup: { from: pets, localField: name, foreignField: owner, as: pets } }
                  - { $unwind: $pets }
                  - { $group: { _id: $name, n: { $sum: 1 } } }
            """;

    @TempDir
    Path folder;

    private static LoadFixture people(ServerKind kind) {
        LoadFixture load = LoadFixture.on(kind);
        people(load);
        return load;
    }

    private static void people(LoadFixture load) {
        load.file("people.csv", """
                id,name,age,born,password
                1,Ann,31,1990-01-01,secret
                2,Bob,52,1970-05-01,$name
                3,"{""$gt"":""\""}",44,1980-02-02,x
                4,$password,61,1960-01-01,y
                """);
        load.file("pets.csv", "owner,pet\nAnn,cat\nAnn,dog\nBob,cat\n");
        load.load("""
                people: { files: people.csv, key: id, columns: { born: { type: date } } }
                pets: { files: pets.csv, types: string }
                """);
    }

    private static List<Row> ask(LoadFixture load, String name, String... values) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            given.put(values[i], values[i + 1]);
        }
        List<Row> rows = new ArrayList<>();
        Query.of(load.wholePlan(PLAN), name, given).run(load.server(), rows::add);
        return rows;
    }

    private static List<String> texts(List<Row> rows, String field) {
        return rows.stream().map(row -> row.text(field)).toList();
    }

    @OnEveryServer
    void answersAreWhatTheRowsSay(LoadFixture load) {
        people(load);
        assertThat(texts(ask(load, "all"), "name")).containsExactly("Ann", "Bob", "{\"$gt\":\"\"}", "$password");
        assertThat(texts(ask(load, "named", "name", "Bob"), "id")).containsExactly("2");
        assertThat(texts(ask(load, "older"), "age")).containsExactly("61", "52");
        assertThat(texts(ask(load, "older", "age", "50"), "id")).containsExactly("4", "2");
        assertThat(texts(ask(load, "since", "day", "1975-01-01"), "id")).containsExactlyInAnyOrder("1", "3");
        assertThat(texts(ask(load, "any", "a", "Ann", "b", "Bob"), "id")).containsExactlyInAnyOrder("1", "2");
        assertThat(texts(ask(load, "first", "n", "2"), "id")).containsExactly("1", "2");
        assertThat(texts(ask(load, "pets-of", "name", "Ann"), "n")).containsExactly("2");
    }

    @OnEveryServer
    void valuesAreNeverOperatorsOrPaths(LoadFixture load) {
        people(load);
        assertThat(texts(ask(load, "named", "name", "{\"$gt\":\"\"}"), "id")).containsExactly("3");
        assertThat(texts(ask(load, "any", "a", "{\"$ne\":1}", "b", "$name"), "id"))
                .isEmpty();
        assertThat(ask(load, "says", "word", "$password"))
                .extracting(Row::json)
                .containsExactly("{\"said\": \"$password\", \"query\": \"x$password\"}");
        // A value of type json may be a document or a pattern, which is then compared and not obeyed.
        assertThat(ask(load, "json", "v", "{\"a\":\"\"}")).isEmpty();
        assertThat(ask(load, "json", "v", "{\"$regularExpression\":{\"pattern\":\"A\",\"options\":\"\"}}"))
                .isEmpty();
        assertThatThrownBy(() -> ask(load, "json", "v", "{\"$gt\":\"\"}"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("holds a field of the name $gt");
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "REPLICA_SET"})
    void valuesInExpressionsOfFiltersAreNoPaths(ServerKind kind) {
        try (LoadFixture load = people(kind)) {
            assertThat(texts(ask(load, "equal", "name", "$password"), "id")).containsExactly("4");
            assertThat(texts(ask(load, "equal", "name", "$name"), "id")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupsAreThoseOfAComputationInTheTest(ServerKind kind) {
        Property.named("a query's groups are those counted by hand").cases(8).check(QueryTest::owners, owners -> {
            try (LoadFixture load = LoadFixture.on(kind)) {
                load.file(
                        "pets.csv",
                        "owner,pet\n"
                                + String.join(
                                        "", owners.stream().map(o -> o + ",p\n").toList()));
                load.load("pets: { files: pets.csv, types: string }");
                Plan plan = load.wholePlan("""
                        collections: { pets: { files: pets.csv } }
                        queries:
                          count:
                            collection: pets
                            parameters: { least: int }
                            pipeline:
                              - { $group: { _id: $owner, n: { $sum: 1 } } }
                              - { $match: { n: { $gte: { $parameter: least } } } }
                        """);
                Map<String, String> expected = new TreeMap<>();
                owners.forEach(owner -> expected.merge(
                        owner, "1", (a, b) -> String.valueOf(Integer.parseInt(a) + Integer.parseInt(b))));
                expected.values().removeIf(count -> Integer.parseInt(count) < 3);
                Map<String, String> found = new TreeMap<>();
                Query.of(plan, "count", Map.of("least", "3"))
                        .run(load.server(), row -> found.put(row.text("_id"), row.text("n")) == null);
                assertThat(found).isEqualTo(expected);
            }
        });
    }

    private static List<String> owners(Gen gen) {
        return gen.list(400, one -> one.string(2, "abcäé$") + "o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ name: { $not: { $parameter: v } } }",
                "{ $or: [ { $parameter: v } ] }",
                "{ tags: { $elemMatch: { $parameter: v } } }"
            })
    void aParameterWhoseValueWouldBeObeyedIsRefused(String filter) {
        try (LoadFixture load = people(ServerKind.STANDALONE)) {
            Query query = filtered(load, filter, "{\"a\":\"\"}");
            assertThatThrownBy(() -> query.run(load.server(), row -> true))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("its value would be obeyed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$in", "$nin", "$all"})
    void patternsAndDocumentsAreNoMembersOfLists(String list) {
        try (LoadFixture load = people(ServerKind.STANDALONE)) {
            for (String value :
                    List.of("{\"$regularExpression\":{\"pattern\":\"^A\",\"options\":\"\"}}", "{\"a\":{\"b\":\"\"}}")) {
                Query query = filtered(load, "{ name: { " + list + ": [ { $parameter: v } ] } }", value);
                assertThatThrownBy(() -> query.run(load.server(), row -> true))
                        .isInstanceOf(QueryException.class)
                        .hasMessageContaining("can't be a pattern or a document");
            }
            Query query = filtered(load, "{ name: { $in: [ { $parameter: v } ] } }", "\"Ann\"");
            assertThat(query.run(load.server(), row -> true)).isEqualTo(1);
        }
    }

    private static Query filtered(LoadFixture load, String filter, String value) {
        Plan plan = load.wholePlan(
                "collections: { people: { files: x } }\nqueries: { q: { collection: people, parameters: { v: json },"
                        + " filter: " + filter + " } }");
        return Query.of(plan, "q", Map.of("v", value));
    }

    @OnEveryServer
    void parametersMayChooseTheOrder(LoadFixture load) {
        people(load);
        Plan plan = load.wholePlan("""
                collections: { people: { files: x } }
                queries:
                  find: { collection: people, parameters: { way: int }, sort: { id: { $parameter: way } } }
                  pipe: { collection: people, parameters: { way: int }, pipeline: [ { $sort: { id: { $parameter: way } } } ] }
                """);
        for (String name : List.of("find", "pipe")) {
            List<Row> rows = new ArrayList<>();
            Query.of(plan, name, Map.of("way", "-1")).run(load.server(), rows::add);
            assertThat(texts(rows, "id")).containsExactly("4", "3", "2", "1");
        }
    }

    @Test
    void aDocumentInsideADocumentIsComparedAsItIs() {
        try (LoadFixture load = people(ServerKind.STANDALONE)) {
            load.testDatabase()
                    .collection("people")
                    .insertOne(Document.parse("{_id: 9, name: 'Sub', sub: {x: {y: 1}}, list: [{n: 1}, {n: 2}]}"));
            assertThat(filtered(load, "{ sub: { x: { $parameter: v } } }", "{\"y\": 1}")
                            .run(load.server(), row -> true))
                    .isEqualTo(1);
            Plan plan = load.wholePlan(
                    "collections: { people: { files: x } }\nqueries: { q: { collection: people, parameters: { n: int },"
                            + " filter: { name: Sub }, projection: { _id: 0, list: { $elemMatch: { n: { $parameter: n } } } } } }");
            List<Row> rows = new ArrayList<>();
            Query.of(plan, "q", Map.of("n", "2")).run(load.server(), rows::add);
            assertThat(rows).extracting(Row::json).containsExactly("{\"list\": [{\"n\": 2}]}");
        }
    }

    @Test
    void aValueInListsOfListsAndInLiteralsIsThatValue() {
        try (LoadFixture load = people(ServerKind.STANDALONE)) {
            load.testDatabase().collection("people").insertOne(Document.parse("{_id: 9, name: 'Geo', at: [1, 2]}"));
            assertThat(filtered(load, "{ at: { $geoWithin: { $box: [ [ { $parameter: v }, 0 ], [ 5, 5 ] ] } } }", "0")
                            .run(load.server(), row -> true))
                    .isEqualTo(1);
            Plan plan = load.wholePlan(
                    "collections: { people: { files: x } }\nqueries: { q: { collection: people, parameters: { v: string },"
                            + " pipeline: [ { $limit: 1 }, { $project: { _id: 0, s: { $literal: { a: { $parameter: v } } } } } ] } }");
            List<Row> rows = new ArrayList<>();
            Query.of(plan, "q", Map.of("v", "$name")).run(load.server(), rows::add);
            assertThat(rows).extracting(Row::json).containsExactly("{\"s\": {\"a\": \"$name\"}}");
        }
    }

    @Test
    void whatTheEmbeddedServerLacksIsSaid() {
        try (LoadFixture load = people(ServerKind.EMBEDDED)) {
            for (String stage : List.of(
                    "{ $unionWith: pets }", "{ $match: { $expr: { $regexMatch: { input: $name, regex: a } } } }")) {
                Plan plan = load.wholePlan(
                        "collections: { people: { files: x } }\nqueries: { q: { collection: people, pipeline: [ "
                                + stage + " ] } }");
                Query query = Query.of(plan, "q", Map.of());
                assertThatThrownBy(() -> query.run(load.server(), row -> true))
                        .isInstanceOf(ServerException.class)
                        .hasMessageStartingWith("The query q can't be answered by the ")
                        .hasMessageContaining(stage.contains("union") ? "$unionWith" : "$regexMatch")
                        .hasMessageEndingWith("another one has it: see --uri.");
            }
        }
    }

    @Test
    void aReaderThatHasEnoughEndsTheAnswer() {
        try (LoadFixture load = LoadFixture.own()) {
            load.testDatabase()
                    .collection("pets")
                    .insertMany(IntStream.range(0, 5000)
                            .mapToObj(i -> new Document("_id", i))
                            .toList());
            Plan plan = load.wholePlan("collections: { pets: { files: x } }\nqueries: { all: { collection: pets } }");
            List<Row> rows = new ArrayList<>();
            long taken = Query.of(plan, "all", Map.of()).run(load.server(), row -> {
                rows.add(row);
                return rows.size() < 7;
            });
            assertThat(taken).isEqualTo(7);
            assertThat(rows).hasSize(7);
        }
    }

    @Test
    void wrongParametersAreSaid() {
        Plan plan = PlanReader.parse("database: d\n" + PLAN, "plan.yaml", folder);
        assertThatThrownBy(() -> Query.of(plan, "namd", Map.of()))
                .isInstanceOf(QueryException.class)
                .hasMessage("`namd` is no query of plan.yaml. Did you mean `named`?");
        assertThatThrownBy(() -> Query.of(plan, "named", Map.of()))
                .hasMessage("The query named needs name=VALUE (string).");
        assertThatThrownBy(() -> Query.of(plan, "named", Map.of("nam", "x")))
                .hasMessageContaining("Did you mean `name`?");
        assertThatThrownBy(() -> Query.of(plan, "older", Map.of("age", "old")))
                .hasMessage("The parameter age of the query older: `old` is no int: 32-bit integer");
        assertThatThrownBy(() -> Query.of(plan, "older", Map.of("age", ""))).hasMessageContaining("`` is no int");
    }

    @Test
    void queriesThatMakeNoSenseAreMistakesOfThePlan() {
        assertThatThrownBy(() -> PlanReader.parse("""
                        database: d
                        collections: { c: { files: f } }
                        queries:
                          writes: { collection: c, pipeline: [ { $match: {} }, { $out: other } ] }
                          unknown: { collection: c, filter: { a: { $parameter: x } } }
                          unused: { collection: c, parameters: { y: string } }
                          both: { collection: c, filter: { a: 1 }, pipeline: [] }
                          type: { collection: c, parameters: { y: number }, filter: { a: { $parameter: y } } }
                        """, "plan.yaml", folder))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("plan.yaml:4: queries.writes.pipeline: `$out` writes; a query only reads.")
                .hasMessageContaining("plan.yaml:5: queries.unknown.parameters: `x` is used and not declared.")
                .hasMessageContaining("plan.yaml:6: queries.unused.parameters.y: is declared and not used")
                .hasMessageContaining("plan.yaml:7: queries.both.filter: belongs into the pipeline")
                .hasMessageContaining("plan.yaml:8: queries.type.parameters.y: is of no type that a value can have.");
    }
}
