package sluice.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.admission.Admission.Constraint;
import sluice.collection.TargetState;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.plan.Plan;
import sluice.plan.PlanReader;

/** What is decided on a collection's indexes, by its plan and by what it has. */
class IndexesTest {
    private static final String UNIQUE_V = "{name: 'v_1', key: {v: 1}, unique: true}";
    private static final String SPARSE_V = "{name: 'v_1', key: {v: 1}, unique: true, sparse: true}";
    private static final String PLAIN_V = "{name: 'v_1', key: {v: 1}}";
    private static final String KEY = "{name: 'k_1', key: {k: 1}, unique: true}";

    @TempDir
    Path folder;

    /** An index by the name that the table uses. */
    private static List<Document> indexes(String names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.split(" ")).stream()
                        .map(name -> switch (name) {
                            case "unique" -> UNIQUE_V;
                            case "sparse" -> SPARSE_V;
                            case "other" -> "{name: 'l_1_v_1', key: {l: 1, v: 1}, unique: true}";
                            case "plain" -> PLAIN_V;
                            case "key" -> KEY;
                            default -> throw new IllegalArgumentException(name);
                        })
                        .map(Document::parse)
                        .toList();
    }

    @ParameterizedTest(name = "{0} into [{1}] with options {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                // plan | indexes it has | options | records in free order | must be unique | only the key refuses
                "``                                   | `` | {}                          | true  | ``    | true",
                "key: k                               | `` | {}                          | true  | k     | true",
                "key: k, mode: upsert               | `` | {}                          | true  | k     | true",
                "id: k                                | `` | {}                          | true  | _id   | true",
                "key: [k, v]                          | `` | {}                          | true  | k+v   | true",
                "key: k                               | `key` | {}                       | true  | k     | true",
                "key: k                               | `plain` | {}                     | true  | k     | false",
                "key: k                               | `unique` | {}                    | true  | k v   | false",
                "key: k, mode: upsert               | `unique` | {}                    | false | k v   | false",
                "key: k                               | `sparse` | {}                    | false | k     | false",
                "key: k                               | `` | {collation: {locale: 'de'}} | false | ``    | false",
                "key: k, mode: merge                | `` | {collation: {locale: 'de'}} | false | ``    | false",
                "key: k                               | `` | {validator: {}}           | true  | k     | false",
                "key: k, columns: {k: {type: json}} | `` | {}                          | false | ``    | true",
                "key: k, columns: {v: {split: \";\"}} | `unique` | {}                  | false | k     | false",
                "key: k, indexes: [{keys: {v: 1}, unique: true}] | `other` | {}      | true  | k v l+v | false",
                "key: k, indexes: [{keys: {l: 1}, unique: true}, {keys: {v: 1}, unique: true}] | `unique` | {} | true | k l v | false",
            })
    void theServersVerdictIsForetoldOrNot(
            String plan, String has, String options, boolean free, String unique, boolean onlyKey) throws Exception {
        CollectionJob job = job(plan);
        TargetState state = new TargetState(Document.parse(options), indexes(has), 0);
        Indexes indexes = Indexes.of(job.plan(), state);
        assertThat(indexes.freeOrder(job, state)).isEqualTo(free);
        assertThat(indexes.constraints(job, state).stream()
                        .map(Constraint::fields)
                        .map(fields -> String.join("+", fields)))
                .containsExactlyElementsOf(unique.isEmpty() ? List.of() : List.of(unique.split(" ")));
        assertThat(indexes.onlyKeyRefuses(state)).isEqualTo(onlyKey);
    }

    @ParameterizedTest(name = "{0}, admitted {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                // plan | admitted | built before the load | built after it
                "key: k                                                      | true  | ``  | k_1",
                "key: k                                                      | false | k_1 | ``",
                "indexes: [{keys: {v: 1}}]                                 | false | ``  | v_1",
                "indexes: [{keys: {v: 1}, unique: true}]        | false | v_1 | ``",
                "key: k, indexes: [{keys: {v: 1}, unique: true}] | true | ``  | k_1 v_1",
            })
    void whatAdmissionProvesIsBuiltLast(String plan, boolean admitted, String first, String last) throws Exception {
        CollectionJob job = job(plan);
        Indexes.BuildOrder order = Indexes.of(job.plan(), new TargetState(new Document(), List.of(), 0))
                .buildOrder(admitted);
        assertThat(names(order.first())).isEqualTo(first);
        assertThat(names(order.last())).isEqualTo(last);
    }

    private static String names(List<Document> indexes) {
        return String.join(
                " ", indexes.stream().map(index -> index.getString("name")).toList());
    }

    private CollectionJob job(String plan) throws Exception {
        Files.writeString(folder.resolve("c.csv"), "k,v,l\n1,2,3\n", StandardCharsets.UTF_8);
        Path file = folder.resolve("plan.yaml");
        Files.writeString(
                file,
                "database: d\ncollections:\n  c: { files: c.csv, types: string" + (plan.isEmpty() ? "" : ", " + plan)
                        + " }\n");
        Plan read = PlanReader.read(file);
        return Preparation.of(read, InputStream.nullInputStream()).get(0);
    }
}
