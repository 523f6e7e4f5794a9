package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.plan.PlanException;
import sluice.report.LoadSummary;
import sluice.source.SourceException;
import sluice.workers.StopSignal;

/** Headers as files have them: what is taken as it stands and said, and what is refused with the option that settles it. */
class NamesLoadTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    private final List<String> notes = new ArrayList<>();

    private LoadSummary load(String plan) {
        return load.load(
                load.plan(plan),
                new LoadListener() {
                    @Override
                    public void noted(String sentence) {
                        note(sentence);
                    }
                },
                new StopSignal());
    }

    /** All but what is said of the format of each file. */
    private void note(String sentence) {
        if (!sentence.contains(": delimiter ")) {
            notes.add(sentence);
        }
    }

    @Test
    void aColumnNamedIdIsTheIdAndThatIsSaid() {
        load.file("a.csv", "name,_id\nAnn,7\nBob,8\nEve,7\n");
        LoadSummary summary = load("c: { files: a.csv }");
        assertThat(load.documents("c"))
                .containsExactly(
                        new Document("_id", 7).append("name", "Ann"), new Document("_id", 8).append("name", "Bob"));
        assertThat(notes).containsExactly("c: the column `_id` becomes the _id of its documents.");
        assertThat(load.read(summary, "plan.yaml")).contains("id: _id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key: name | {name: 'Ann', _id: 7}",
                "key: _id | {name: 'Ann', _id: 7}",
                "mode: upsert, key: _id | {name: 'Ann', _id: 7}",
                "id: _id | {name: 'Ann', _id: 7}",
                "columns: { _id: { name: old } }, id: name | {_id: 'Ann', old: 7}",
                "columns: { _id: { type: skip } }, id: name | {_id: 'Ann'}",
                "columns: { _id: { type: string } } | {_id: '7', name: 'Ann'}"
            })
    void anIdIsWhatKeyAndPlanSay(String options, String json) {
        load.file("a.csv", "name,_id\nAnn,7\n");
        load("c: { files: a.csv, " + options + " }");
        assertThat(load.documents("c")).containsExactly(Document.parse(json));
    }

    @Test
    void anIdBesideTheKeyOfAnUpsertIsRefused() {
        load.file("a.csv", "name,_id\nAnn,7\n");
        assertThatThrownBy(() -> load("c: { files: a.csv, mode: upsert, key: name }"))
                .hasMessageContaining("becomes `_id`; say so with id: _id (--id _id)")
                .hasMessageContaining("--relabel name,_id_2");
    }

    @Test
    void aColumnWithoutANameThatIsEmptyIsPassedOverAndThatIsSaid() {
        load.file("a.csv", "id,name,\n1,Ann,\n2,Bob,\"\"\n");
        for (String types : List.of("infer", "string")) {
            notes.clear();
            load(types + ": { files: a.csv, types: " + types + " }");
            assertThat(load.documents(types))
                    .extracting(Document::keySet)
                    .allSatisfy(keys -> assertThat(keys).containsExactly("_id", "id", "name"));
            assertThat(notes)
                    .containsExactly("a.csv: column 3 has no name and is empty in every row; it is passed over.");
        }
    }

    @Test
    void severalColumnsWithoutANameArePassedOver() {
        load.file("a.csv", ",id,,name,\n,1,,Ann,\n");
        load("c: { files: a.csv }");
        assertThat(notes).hasSize(3);
        assertThat(load.documents("c"))
                .extracting(document -> document.get("name"))
                .containsExactly("Ann");
    }

    @Test
    void aCellInAColumnWithoutANameRefusesTheLoadBeforeAnythingIsChanged() {
        load.file("a.csv", "id,name,\n" + "1,Ann,\n".repeat(5_000) + "2,Bob,x y\n3,Eve,z\n");
        for (String options : List.of("", ", types: string", ", drop: true")) {
            assertThatThrownBy(() -> load("c: { files: a.csv" + options + " }"))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("a.csv, line 5002, column 3: holds `x y`, but the column has no name. Name the columns"
                            + " with --relabel id,name,c3 (relabel: in a plan). Nothing was changed.");
            assertThat(load.documents("c")).isEmpty();
        }
        load("c: { files: a.csv, relabel: [id, name, c3], columns: { c3: { type: skip } } }");
        assertThat(load.documents("c")).hasSize(5_002);
    }

    @Test
    void whatTheCollectionTakesForNoValueIsEmpty() {
        load.file("a.csv", "id,\n1,  \n2,NULL\n");
        load("c: { files: a.csv, trim: true, nulls: NULL }");
        assertThat(load.documents("c")).hasSize(2);
    }

    @Test
    void recordsOfStandardInputThatFillAColumnWithoutANameAreRejects() {
        String text = "id,name,\n1,Ann,\n2,Bob,x\n";
        LoadSummary summary = new Load(
                        new LoadOptions(
                                load.plan("c: { files: '-' }"),
                                null,
                                load.operations(),
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                                java.time.Instant.now()),
                        load.server(),
                        new LoadListener() {
                            @Override
                            public void noted(String sentence) {
                                note(sentence);
                            }
                        },
                        new StopSignal())
                .run();
        assertThat(summary.inserted()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .contains(
                                "column 3 has no name; it is passed over, and a record that holds something there is a"
                                        + " reject."));
    }

    @Test
    void manyNamesWithDotsAreOneMessageWithTheOptionThatNestsThem() {
        String header = IntStream.range(0, 300).mapToObj(i -> "a.f" + i).collect(Collectors.joining(","));
        load.file("a.csv", header + "\n" + "1,".repeat(299) + "1\n");
        PlanException e = catchThrowableOfType(PlanException.class, () -> load("c: { files: a.csv }"));
        assertThat(e.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith(
                                "a.csv: the names of 300 of 300 columns can't be those of fields: column 1: `a.f0`: a dot")
                        .contains(
                                "column 3: `a.f2`",
                                "and 297 more",
                                "--nested (nested: true in a plan)",
                                "--relabel a_f0,a_f1,")
                        .doesNotContain("`a.f3`"));
        load("c: { files: a.csv, nested: true }");
        assertThat(load.documents("c").get(0).get("a", Document.class)).hasSize(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,a,a | --relabel a,a_2,a_3",
                "a,a,a_2 | --relabel a,a_3,a_2",
                "$ref,$id,x | --relabel ref,id,x",
                "a.b,a.b,x | --relabel a_b,a_b_2,x",
                "a.b,a_b,x | --nested",
                "a,a.b,x | --relabel a,a_b,x",
                "a b,it's,a b | --relabel 'a b,it'\\''s,a b_2'",
                "$,x,x | --relabel c1,x,x_2",
                "a.b,,$c | --relabel a_b,c2,c"
            })
    void theOptionIsSpelledOutForTheHeader(String header, String option) {
        load.file("a.csv", header + "\n1,2,3\n");
        assertThatThrownBy(() -> load("c: { files: a.csv }")).hasMessageContaining(option);
    }

    @Test
    void nestedNamesNestAndNumbersStayNamesUnlessInBrackets() {
        load.file("a.csv", "k,c.0,c.1,d[0],d[1].x,plain\n1,2,3,4,5,6\n");
        load("c: { files: a.csv, id: k, nested: true }");
        assertThat(load.documents("c"))
                .containsExactly(new Document("_id", 1)
                        .append("c", new Document("0", 2).append("1", 3))
                        .append("d", List.of(4, new Document("x", 5)))
                        .append("plain", 6));
        load.file("b.csv", "k,d[0],price[EUR]\n1,2,3\n");
        load("plain: { files: b.csv, id: k }");
        assertThat(load.documents("plain"))
                .containsExactly(new Document("_id", 1).append("d[0]", 2).append("price[EUR]", 3));
    }

    @Test
    void nestedNamesThatClashAreRefused() {
        load.file("a.csv", "a.b,a\n1,2\n");
        assertThatThrownBy(() -> load("c: { files: a.csv, nested: true }"))
                .hasMessageContaining("`a.b` lies inside `a`")
                .hasMessageContaining("--relabel a.b,a_2");
        load.file("a.csv", "a..b,c\n1,2\n");
        assertThatThrownBy(() -> load("c: { files: a.csv, nested: true }"))
                .hasMessageContaining("a field's name can't be empty")
                .hasMessageContaining("--relabel a__b,c");
    }
}
