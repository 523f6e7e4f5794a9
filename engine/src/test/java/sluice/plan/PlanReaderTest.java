package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.csv.ChunkSize;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;

class PlanReaderTest {
    private static final String FULL = """
            database: HPNorton
            collections:
              customers:
                files: [customers.csv, 'more/*.csv']
                header: [user_id, Name, Credit_limit]
                dialect: { delimiter: tab, quote: "'", escape: '\\', encoding: utf-8 }
                key: user_id
                types: string
                columns:
                  Credit_limit: { type: int, name: limits.credit }
                drop: true
                mode: insert
              rental:
                files: rental.csv
                id: rental_id
                key: [user_id, product_id]
            load:
              workers: 3
              chunkSize: 64KiB
              batchSize: 500
              maxErrors: 1%
            """;

    @Test
    void everyKeyArrives() {
        Plan plan = parse(FULL);

        assertThat(plan.database()).isEqualTo("HPNorton");
        CollectionPlan customers = plan.collections().get(0);
        assertThat(customers.files()).containsExactly("customers.csv", "more/*.csv");
        assertThat(customers.columnNames()).containsExactly("user_id", "Name", "Credit_limit");
        assertThat(customers.input().format().over(CsvFormat.DEFAULT).dialect())
                .isEqualTo(Dialect.builder()
                        .delimiter('\t')
                        .quote('\'')
                        .escape('\\')
                        .build());
        assertThat(customers.key()).containsExactly("user_id");
        assertThat(customers.types()).isEqualTo(TypeMode.STRING);
        assertThat(customers.column("Credit_limit"))
                .isEqualTo(new ColumnPlan(ValueType.INT, "limits.credit", ColumnPlan.Cells.DEFAULT, null, null));
        assertThat(customers.drop()).isEqualTo(Drop.AT_END);
        CollectionPlan rental = plan.collections().get(1);
        assertThat(rental.id()).isEqualTo("rental_id");
        assertThat(rental.key()).containsExactly("user_id", "product_id");
        assertThat(rental.types()).isEqualTo(TypeMode.INFER);
        assertThat(rental.columnNames()).isNull();
        assertThat(plan.settings())
                .isEqualTo(new LoadSettings(
                        3,
                        ChunkSize.bytes(1 << 16),
                        500,
                        false,
                        new ErrorLimit.Percentage(1),
                        null,
                        null,
                        Pace.DEFAULT));
    }

    @Test
    void aPlanWrittenIsReadBackEqual() {
        Plan plan = parse(FULL);
        Plan again = PlanReader.parse(PlanWriter.toYaml(plan), "again", plan.directory());
        assertThat(again.collections()).isEqualTo(plan.collections());
        assertThat(again.settings()).isEqualTo(plan.settings());
        assertThat(again.database()).isEqualTo(plan.database());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &a [*a] | 3 | holds an alias of itself",
                "a: &a { b: { c: *a } } | 3 | holds an alias of itself",
                "a: !foo bar | 3 | the tag `!foo` is not known here",
                "a: !!binary aGk= | 3 | the tag `tag:yaml.org,2002:binary` is not known here",
                "a: !!set { x } | 3 | the tag `tag:yaml.org,2002:set` is not known here"
            })
    void yamlThatAPlanHasNoUseForIsRefusedWithItsLine(String value, int line, String message) {
        for (String section : List.of("constants", "columns", "unknown")) {
            List<PlanProblem> problems =
                    problems("database: d\ncollections: { c: { files: f, " + section + ": {\n" + value + " } } }\n");
            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).line()).isEqualTo(line);
            assertThat(problems.get(0).message()).contains(message);
        }
    }

    @Test
    void aliasesThatStandForMillionsOfValuesAreRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(text.toString())).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isGreaterThan(15);
            assertThat(problem.message()).contains("stand for more than");
        });
    }

    @Test
    void aliasesThatAreOfUseAreFollowed() {
        Plan plan = parse("""
                database: d
                collections:
                  a: { files: a, columns: &c { x: { type: int } } }
                  b: { files: b, columns: *c }
                """);
        assertThat(plan.collections().get(1).column("x").type()).isEqualTo(ValueType.INT);
    }

    @Test
    void namesWithADollarAreRefusedInConstantsHoweverDeep() {
        for (String value :
                List.of("{ $gt: 1 }", "{ a: { b: [ { $where: x } ] } }", "[ { $set: {} } ]", "{ $ref: c }")) {
            assertThat(problems("database: d\ncollections: { c: { files: f, constants: { k: " + value + " } } }\n"))
                    .as(value)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("names don't start with $"));
        }
        for (String value :
                List.of("{ $oid: 0123456789abcdef01234567 }", "{ a: { $ref: c, $id: 3 } }", "{ a: { b$: 1 } }")) {
            parse("database: d\ncollections: { c: { files: f, constants: { k: " + value + " } } }\n");
        }
    }

    @Test
    void namesThatAreTheServersOwnAreRefusedWhereverACollectionIsNamed() {
        String query =
                "database: d\ncollections: { c: { files: f } }\nqueries: { q: { collection: %s, pipeline: [ %s ] } }\n";
        for (String text : List.of(
                "database: d\ncollections: { system.users: { files: f } }\n",
                "database: d\ncollections: { c: { files: f, references: { x: { collection: system.users, field: y } } } }\n",
                query.formatted("system.users", ""),
                query.formatted("c", "{ $lookup: { from: system.users, as: x } }"),
                query.formatted("c", "{ $facet: { f: [ { $graphLookup: { from: system.js } } ] } }"),
                query.formatted("c", "{ $unionWith: system.users }"),
                query.formatted("c", "{ $unionWith: { coll: system.users } }"))) {
            assertThat(problems(text))
                    .as(text)
                    .isNotEmpty()
                    .anySatisfy(problem -> assertThat(problem.message()).contains("system."));
        }
        assertThatThrownBy(() -> Names.collection("x..y")).hasMessageContaining("nor hold two in a row");
    }

    @Test
    void fiveMistakesAreSaidAtOnceWithLinesAndSuggestions() {
        List<PlanProblem> problems = problems("""
                databse: shop
                collections:
                  customers:
                    file: customers.csv
                    types: strings
                    drop: maybe
                    columns:
                      age: { type: integer }
                """);
        assertThat(problems.stream().map(problem -> problem.describe("plan.yaml")))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:1: databse: unknown key.")
                        .contains("Did you mean `database`?"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:4: collections.customers.file: unknown key.")
                        .contains("Did you mean `files`?"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:5: collections.customers.types:")
                        .contains("Did you mean `string`?"))
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo(
                                "plan.yaml:6: collections.customers.drop: must be true, false or early, is `maybe`."))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:8: collections.customers.columns.age.type: `integer` is not allowed")
                        .contains("Known: string, int, long"))
                .anySatisfy(text -> assertThat(text).contains("`database` is missing"));
    }

    @Test
    void aKeyThatStandsTwiceIsAMistake() {
        assertThat(problems("database: a\ndatabase: b\ncollections: { c: { files: f.csv } }\n"))
                .containsExactly(new PlanProblem(2, "database", "stands twice."));
    }

    @Test
    void brokenYamlIsSaidWithItsLine() {
        assertThat(problems("database: a\ncollections: [\n")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isGreaterThan(1);
            assertThat(problem.message()).startsWith("no YAML: ");
        });
        assertThat(problems(""))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("the plan is empty."));
        assertThat(problems("- a\n"))
                .anySatisfy(problem ->
                        assertThat(problem.message()).isEqualTo("must be a mapping of names to values, is a list."));
    }

    @Test
    void yamlOneDotTwoMeansWhatItSays() {
        Plan plan = parse("database: no\ncollections: { '012': { files: 007.csv, key: 'yes' } }\n");
        assertThat(plan.database()).isEqualTo("no");
        assertThat(plan.collections().get(0).name()).isEqualTo("012");
        assertThat(plan.collections().get(0).files()).containsExactly("007.csv");
    }

    @Test
    void wrongShapesAreMistakes() {
        assertThat(problems("""
                        database: [a]
                        collections:
                          c:
                            files: { a: b }
                            header: { a: b }
                            key: []
                            dialect: { delimiter: '', quote: ';', escape: ab, headerRows: -1, encoding: utf-9 }
                            columns: { a: { name: '$x' }, b: { name: 'a..b' } }
                          $c:
                            files:
                        load: { workers: none, chunkSize: 0, batchSize: many, maxErrors: -1 }
                        """))
                .extracting(PlanProblem::path)
                .contains(
                        "database",
                        "collections.c.files",
                        "collections.c.header",
                        "collections.c.key",
                        "collections.c.dialect.delimiter",
                        "collections.c.dialect.escape",
                        "collections.c.dialect.headerRows",
                        "collections.c.dialect.encoding",
                        "collections.c.columns.a.name",
                        "collections.c.columns.b.name",
                        "collections.$c",
                        "collections.$c.files",
                        "load.workers",
                        "load.chunkSize",
                        "load.batchSize",
                        "load.maxErrors");
    }

    @Test
    void aDialectThatContradictsItselfIsAMistake() {
        assertThat(problems("database: a\ncollections: { c: { files: f, dialect: { delimiter: ';', quote: ';' } } }\n"))
                .extracting(PlanProblem::path)
                .containsExactly("collections.c.dialect");
    }

    @Test
    void charactersOutsideTheBasicPlaneMayStandAnywhere() {
        for (int i = 950; i < 2_100; i++) {
            String text = "database: a\ncollections: { c: { files: " + "x".repeat(i) + "\uD83D\uDE00 } }";
            assertThat(parse(text).collections().get(0).files().get(0)).hasSize(i + 2);
        }
    }

    @Test
    void aPlanNestedTooDeeplyIsAMistake() {
        assertThat(problems("[".repeat(50_000))).isNotEmpty();
    }

    @Test
    void noCollectionIsAMistake() {
        assertThat(problems("database: a\ncollections: {}\n"))
                .containsExactly(new PlanProblem(2, "collections", "names no collection."));
    }

    @Test
    void filesThatAreNoPlanAreSaid(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> PlanReader.read(folder.resolve("none.yaml"))).hasMessageEndingWith("no such file.");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        assertThatThrownBy(() -> PlanReader.read(latin)).hasMessageEndingWith("is not UTF-8 text.");
        assertThatThrownBy(() -> PlanReader.read(folder)).hasMessageContaining("can't be read");
    }

    @Test
    void namesThatHurtTheServerAreRefused() {
        assertThatThrownBy(() -> Names.database("")).hasMessageContaining("1 to 63 bytes");
        assertThatThrownBy(() -> Names.database("a.b")).hasMessageContaining("can't hold");
        assertThatThrownBy(() -> Names.database("admin")).hasMessageContaining("server's own");
        assertThatThrownBy(() -> Names.collection("")).hasMessageContaining("1 to 180 bytes");
        assertThatThrownBy(() -> Names.collection("system.users")).hasMessageContaining("system.");
        assertThatThrownBy(() -> Names.collection("a.")).hasMessageContaining("dot");
        assertThatThrownBy(() -> Names.fieldPath("a\0b")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> Names.fieldPath("a.".repeat(100) + "a")).hasMessageContaining("100 levels");
        assertThatThrownBy(() -> Names.collection("gr\uFFFD\uFFFDe")).hasMessageContaining("a character got lost");
        assertThatThrownBy(() -> Names.fieldPath("q\uD800")).hasMessageContaining("a character got lost");
        assertThat(Names.fieldPath("a.b")).isEqualTo("a.b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timezone: Europe/Berln | timezone | is no time zone. Did you mean `Europe/Berlin`?",
                "timezone: Mars | timezone | is no time zone. One is named like Europe/Berlin",
                "trim: 1 | trim | must be true or false, is `1`.",
                "nulls: [null] | nulls | must be text, is `null`.",
                "blank: | blank | must be text, is empty.",
                "nulls: { a: b } | nulls | must be text or a list of texts, is a mapping.",
                "blank: drop | blank | `drop` is not allowed here. Known: keep, null, omit, reject.",
                "columns: { a: { contains: '' } } | columns.a.contains | must be at least one character.",
                "header: [a], relabel: [b] | relabel | `header` names the columns already; write one of the two.",
                "references: { a: { collection: x, field: y, onDelete: keep } } | references.a.onDelete | `keep` is not allowed here. Known: restrict, cascade.",
                "columns: { a: { split: '' } } | columns.a.split | must be at least one character.",
                "columns: { a: { format: epoch } } | columns.a.format | only dates and numbers have a format",
                "columns: { a: { type: bool, format: epoch } } | columns.a.format | only dates and numbers have a format",
                "columns: { a: { type: bool, trueWords: t } } | columns.a.trueWords | trueWords and falseWords go together",
                "columns: { a: { type: int, trueWords: t, falseWords: f } } | columns.a.trueWords | only bools have words",
                "columns: { a: { type: bool, trueWords: [t, x], falseWords: [f, T] } } | columns.a.falseWords | `T` stands for true and for false",
                "trueWords: [''], falseWords: f | falseWords | can't be empty",
                "columns: { a: { type: int, truncate: millis } } | columns.a.truncate | only dates are truncated",
                "columns: { a: { type: date, truncate: micros } } | columns.a.truncate | `micros` is not allowed here",
                "nested: maybe | nested | must be true or false",
                "columns: { a: { name: '[0]' } } | columns.a.name | an index stands right behind the name",
                "columns: { a: { name: 'b.[0]' } } | columns.a.name | an index stands right behind the name",
                "columns: { a: { type: int, format: epoch } } | columns.a.format | `epoch` is not a format of numbers",
                "columns: { a: { type: date, format: 'dd.MM.jj' } } | columns.a.format | is not a date pattern",
                "columns: { a: { type: date, format: HH:mm } } | columns.a.format | gives no whole date",
                "columns: { a: { type: date, format: YYYY-MM-dd } } | columns.a.format | gives no whole date",
                "columns: { a: { type: date, format: 'dd.MM.uuuu hh:mm' } } | columns.a.format | gives no whole date",
                "columns: { a: { type: date, format: '' } } | columns.a.format | gives no whole date",
                "columns: { a: { timezone: x } } | columns.a.timezone | is no time zone",
                "constants: { a: $sorce } | constants.a | is not known here. Did you mean `$source`?",
                "constants: { a: $now } | constants.a | is not known here. Known: $source, $line.",
                "constants: { $a: 1 } | constants.$a | can't start with $",
                "constants: { a..b: 1 } | constants.a..b | can't be empty",
                "constants: { a: { $date: never } } | constants.a | is no value that BSON can hold",
                "constants: [a] | constants | must be a mapping of names to values, is a list.",
                "mode: replace | mode | `replace` is not allowed here.",
                "mode: merge | mode | merge finds documents by `key` or by `id`: name one of them.",
                "'mode: delete, key: a, id: b' | mode | name one of them, not both.",
                "'mode: upsert, key: a, onDuplicate: skip' | onDuplicate | the mode is upsert.",
                "onDuplicate: ignore | onDuplicate | `ignore` is not allowed here.",
                "ifChanged: true | ifChanged | only upsert and merge write to documents that are there",
                "'mode: delete, key: a, ifChanged: true' | ifChanged | the mode is delete.",
                "references: { a: b } | references.a | `b` is no collection of this plan.",
                "references: { a: c } | references.a | a collection can't refer to itself",
                "references: { a: { field: x } } | references.a | `collection` is missing.",
                "references: { a: { collection: b, field: x..y } } | references.a.field | can't be empty",
                "references: { a: [b] } | references.a | must be text or a mapping, is a list.",
                "indexes: { keys: { a: 1 } } | indexes | must be a list, is a mapping.",
                "indexes: [{ unique: true }] | indexes[0] | `keys` is missing.",
                "'indexes: [{ keys: { a: 1 } }, { keys: [a] }]' | indexes[1].keys | must be a mapping",
                "'indexes: [{ keys: { a: 1 }, uniqe: true }]' | indexes[0].uniqe | Did you mean `unique`?"
            })
    void mistakesInCollectionsAreSaid(String part, String path, String message) {
        assertThat(problems("database: d\ncollections:\n  c: { files: f, " + part + " }\n"))
                .as(part)
                .anySatisfy(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.path()).isEqualTo("collections.c." + path);
                    assertThat(problem.message()).contains(message);
                });
    }

    @Test
    void mistakesInSettingsAreSaid() {
        assertThat(problems("database: d\ncollections: { c: { files: f } }\nload: { lanes: 0, keyMemory: much }\n"))
                .extracting(PlanProblem::path)
                .containsExactlyInAnyOrder("load.lanes", "load.keyMemory");
    }

    @Test
    void cellsOfAColumnGoBeforeThoseOfTheCollection() {
        CollectionPlan plan = parse("""
                        database: d
                        collections:
                          c:
                            files: f
                            trim: true
                            nulls: NULL
                            blank: omit
                            columns: { a: { nulls: [], blank: keep }, n: { blank: null }, q: { blank: 'null' } }
                        """).collections().get(0);
        assertThat(plan.column("a").cells()).isEqualTo(new ColumnPlan.Cells(true, List.of(), Blank.KEEP, null));
        assertThat(plan.column("b").cells()).isEqualTo(new ColumnPlan.Cells(true, List.of("NULL"), Blank.OMIT, null));
        assertThat(plan.column("n").cells().blank()).isEqualTo(Blank.NULL);
        assertThat(plan.column("q")).isEqualTo(plan.column("n"));
    }

    private static Plan parse(String text) {
        return PlanReader.parse(text, "plan.yaml", Path.of("."));
    }

    private static List<PlanProblem> problems(String text) {
        return catchThrowableOfType(PlanException.class, () -> parse(text)).problems();
    }
}
