package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.plan.PlanException;
import sluice.report.LoadSummary;

/** What the shapes of values and documents come to on a real mongod. */
class ShapedLoadTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void cellsAreReadAsThePlanSays() {
        load.file("a.csv", """
                id,age,tags,born,note
                1, 41 ,a; b ;c,01.02.1985 08:30,N/A
                2,N/A,,,
                3,x,,,
                 ,5,,,
                """);
        LoadSummary summary = load.load("""
                c:
                  files: a.csv
                  id: id
                  trim: true
                  nulls: N/A
                  timezone: Europe/Berlin
                  columns:
                    age: { type: int }
                    tags: { split: ';' }
                    born: { type: date, format: 'dd.MM.yyyy HH:mm' }
                    note: { blank: omit, nulls: [] }
                """);
        assertThat(load.documents("c"))
                .containsExactlyInAnyOrder(
                        new Document("_id", 1)
                                .append("age", 41)
                                .append("tags", List.of("a", "b", "c"))
                                .append("born", Date.from(Instant.parse("1985-02-01T07:30:00Z")))
                                .append("note", "N/A"),
                        new Document("_id", 2)
                                .append("age", null)
                                .append("tags", List.of())
                                .append("born", null));
        assertThat(summary.rejectsByCode()).containsOnlyKeys("wrong-type", "empty-key");
    }

    @Test
    void typesAreInferredFromWhatIsEncoded() {
        load.file(
                "a.csv",
                "i,n,s,e,t\n" + " 1 ,5,1;2,,x\n".repeat(500) + "2,NULL,3000000000; 4;;NULL,  ,y\n" + "3,7,,NULL,z\n");
        LoadSummary summary = load.load(
                "c: { files: a.csv, trim: true, nulls: 'NULL', columns: { s: { split: ';' } } }",
                s -> s.withChunkSize(ChunkSize.records(100)));
        assertThat(summary.rejected()).isZero();
        assertThat(summary.collections().get(0).types())
                .containsExactly(
                        Map.entry("i", "int"),
                        Map.entry("n", "int"),
                        Map.entry("s", "long"),
                        Map.entry("e", "string"),
                        Map.entry("t", "string"));
        Document odd = load.documents("c").stream()
                .filter(document -> document.getInteger("i") == 2)
                .findFirst()
                .orElseThrow();
        assertThat(odd.get("s")).isEqualTo(Arrays.asList(3_000_000_000L, 4L, null, null));
        assertThat(odd.get("n")).isNull();
    }

    @Test
    void constantsAreFieldsOfEveryDocument() {
        load.file("a.csv", "x,y\n1,2\n\n3,4\n").file("b.csv", "x,y\n5,6\n");
        load.load("""
                c:
                  files: [a.csv, b.csv]
                  columns: { x: { name: deep.x } }
                  constants:
                    batch: 7
                    deep.source: $source
                    deep.line: $line
                    loaded: { $date: "2026-01-01T00:00:00Z" }
                """);
        assertThat(load.documents("c").stream().map(document -> document.get("deep", Document.class)))
                .containsExactlyInAnyOrder(deep(1, "a.csv", 2L), deep(3, "a.csv", 4L), deep(5, "b.csv", 2L));
        assertThat(load.documents("c"))
                .allSatisfy(document -> assertThat(document)
                        .containsEntry("batch", 7)
                        .containsEntry("loaded", Date.from(Instant.parse("2026-01-01T00:00:00Z"))));
    }

    private static Document deep(int x, String source, long line) {
        return new Document("x", x).append("source", source).append("line", line);
    }

    @Test
    void childrenHaveTheTypeOfTheirParentsKey() {
        load.file("parents.csv", "id,p\n1,1\n00501,2\n").file("children.csv", "n,of\n1,1\n2,501\n3,\n");
        LoadSummary summary = load.load("""
                parents: { files: parents.csv, key: id }
                children: { files: children.csv, references: { of: parents } }
                """);
        assertThat(summary.collections().get(0).types()).containsEntry("id", "string");
        assertThat(summary.collections().get(1).types()).containsEntry("of", "string");
        assertThat(load.documents("children"))
                .extracting(document -> document.get("of"))
                .containsExactlyInAnyOrder("1", "");
        assertThat(summary.rejectsByCode()).containsOnlyKeys("orphan");
    }

    @Test
    void upsertedAndMergedAndDeletedRecordsHaveTheirForm() {
        load.file("a.csv", "k,x,y\n1,1,old\n2,2,old\n3,3,old\n");
        load.load("c: { files: a.csv, key: k, columns: { x: { name: in.x }, y: { name: in.y } } }");
        load.file("b.csv", "k,x,y\n1,,new\n4,4,\n");
        load.load("c: { files: b.csv, key: k, mode: merge, blank: omit,"
                + " columns: { x: { name: in.x, type: int }, y: { name: in.y } }, constants: { in.b: $source } }");
        load.file("d.csv", "k,z\n2,9\n");
        load.load("c: { files: d.csv, key: k, mode: upsert }");
        load.file("e.csv", "k,x,$y\n3,anything,\n");
        load.load("c: { files: e.csv, key: k, mode: delete, columns: { x: { type: int } } }");
        List<Document> documents = load.documents("c");
        documents.forEach(document -> document.remove("_id"));
        assertThat(documents)
                .containsExactlyInAnyOrder(
                        new Document("k", 1)
                                .append(
                                        "in",
                                        new Document("x", 1).append("y", "new").append("b", "b.csv")),
                        new Document("k", 2).append("z", 9),
                        new Document("k", 4).append("in", new Document("b", "b.csv").append("x", 4)));
    }

    @Test
    void mistakesOfShapesAreSaidWithLinesAndFixes() {
        load.file("a.csv", "id,key,name,deep,tags,ref,a.b\n");
        load.file("p.csv", "p\n");
        PlanException e = catchThrowableOfType(PlanException.class, () -> load.load("""
                c:
                  files: a.csv
                  key: tags
                  columns:
                    tags: { split: ';' }
                    ref: { split: ';' }
                    id: { type: skip }
                    deep: { name: x.deep }
                    key: { name: x.deep.key }
                    a.b: { type: skip }
                  constants:
                    name: 1
                    x: 2
                    name.first: 3
                    x.y: fine
                    _id: 4
                  references:
                    nam: p
                    ref: p
                    id: p
                p: { files: p.csv, key: p }
                """));
        List<String> problems = e.problems().stream()
                .map(problem -> problem.describe("plan.yaml"))
                .toList();
        assertThat(problems)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:7: collections.c.columns.tags.split: `tags` is the key or the id"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:6: collections.c.columns: a.csv, column 4: ")
                        .contains("`x.deep.key` lies inside `x.deep`", "column 2 (`key`)", "name: ..."))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:14: collections.c.constants.name: a.csv: ")
                        .contains("the field `name`, which is what column 3 (`name`) becomes", "another name"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:15: collections.c.constants.x: ")
                        .contains("lies inside `x`"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:17: collections.c.constants.x.y: ")
                        .contains("`x.y` lies inside `x`, which is what another constant is"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:16: collections.c.constants.name.first: ")
                        .contains("`name.first` lies inside `name`"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:18: collections.c.constants._id: `_id` can't be a constant"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:20: collections.c.references.nam: `nam` is no column of a.csv.")
                        .contains("Did you mean `name`?"))
                .anySatisfy(text ->
                        assertThat(text).startsWith("plan.yaml:21: collections.c.references.ref: `ref` is split"))
                .anySatisfy(text ->
                        assertThat(text).startsWith("plan.yaml:22: collections.c.references.id: `id` is skipped"))
                .noneSatisfy(text -> assertThat(text).contains("a.b"));
    }

    @Test
    void namesThatHurtAreSaidWithFileColumnAndFix() {
        load.file("a.csv", "_id,$x,,b,y\n");
        PlanException e = catchThrowableOfType(
                PlanException.class, () -> load.load("c: { files: a.csv, columns: { y: { name: b } } }"));
        assertThat(e.problems().stream().map(problem -> problem.describe("plan.yaml")))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .contains("a.csv, column 2: `$x`", "can't start with $", "--relabel _id,x,c3,b,y"))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "a.csv, column 5: ",
                                "two columns become the field `b`",
                                "columns: { \"y\": { name: ... } }"));
    }

    @Test
    void namesOfColumnsThatAreNoFieldsDontMatter() {
        load.file("a.csv", "a.b,$x,v\n1,2,3\n");
        load.load("c: { files: a.csv, id: a.b, columns: { $x: { type: skip } } }");
        assertThat(load.documents("c")).containsExactly(new Document("_id", 1).append("v", 3));
    }
}
