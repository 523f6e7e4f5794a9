package sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.csv.ChunkSize;
import sluice.error.SluiceException;
import sluice.error.SluiceException.Category;
import sluice.load.ServerKind;
import sluice.plan.CollectionBuilder;
import sluice.plan.CollectionPlan;
import sluice.plan.Pace;
import sluice.plan.Plan;
import sluice.plan.QueryPlan;
import sluice.plan.ValueType;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.report.UndoSummary;
import sluice.scan.ScanOptions;
import sluice.scan.ScanQuery;
import sluice.scan.ScanResult;
import sluice.testkit.TestDatabase;
import sluice.verify.VerifyReport;

/** Everything that a program can ask of the front door, on a real mongod and on the embedded server. */
class SluiceTest {
    private static final int MANY = 6_000;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void listen() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void nothingWasPrinted() {
        System.setOut(out);
        System.setErr(err);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private Sluice connect(TestDatabase database) {
        return Sluice.builder()
                .uri(database.connectionString())
                .operations(folder.resolve("operations"))
                .workers(3)
                .connect();
    }

    private Plan plan(TestDatabase database, Consumer<CollectionBuilder> people) {
        return Plan.builder()
                .database(database.name())
                .directory(folder)
                .collection("people", people)
                .query(new QueryPlan(
                        "older",
                        "",
                        "people",
                        List.of(new QueryPlan.Parameter("age", ValueType.INT, "", null)),
                        new QueryPlan.Find(
                                BsonDocument.parse("{ age: { $gte: { $parameter: 'age' } } }"),
                                BsonDocument.parse("{ _id: 0, name: 1 }"),
                                BsonDocument.parse("{ name: 1 }"),
                                0)))
                .build();
    }

    private void people(String text) throws IOException {
        Files.writeString(folder.resolve("people.csv"), text);
    }

    private void manyPeople() throws IOException {
        people(IntStream.range(0, MANY)
                .mapToObj(i -> "p" + i + "," + i % 90 + "\n")
                .collect(Collectors.joining("", "name,age\n", "")));
    }

    @ParameterizedTest
    @EnumSource
    void loadsVerifiesQueriesAndUndoes(ServerKind kind) throws IOException {
        people("name,age\nAnn,41\nBob,x\nAnn,42\nCem,40\nDee,39\n");
        try (TestDatabase database = TestDatabase.on(kind.connectionString());
                Sluice sluice = connect(database)) {
            Plan plan = plan(
                    database, people -> people.files("people.csv").key("name").column("age", ValueType.INT));
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            LoadSummary summary = sluice.load(plan, new ProgressListener() {
                @Override
                public void progress(Progress progress) {
                    heard.add(progress.phase() + " " + progress.records());
                }

                @Override
                public void started(String operation, Path directory) {
                    heard.add(operation);
                }
            });

            assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
            assertThat(summary.inserted()).isEqualTo(3);
            assertThat(summary.rejectsByCode()).containsOnlyKeys("wrong-type", "duplicate-key");
            assertThat(heard).contains(summary.operation(), "LOADING 5");
            assertThat(sluice.operations())
                    .singleElement()
                    .returns(summary.operation(), OperationInfo::id)
                    .returns(OperationInfo.State.COMPLETED_WITH_REJECTS, OperationInfo::state)
                    .returns(List.of("people"), OperationInfo::collections)
                    .returns(5L, OperationInfo::records)
                    .returns(false, OperationInfo::resumable);
            assertThat(sluice.verify(summary.operation()).equal()).isTrue();
            assertThat(sluice.verify("last").equal()).isTrue();

            List<String> rows = new ArrayList<>();
            assertThat(sluice.query(plan, "older", Map.of("age", "40"), row -> rows.add(row.toJson())))
                    .isEqualTo(2);
            assertThat(rows).containsExactly("{\"name\": \"Ann\"}", "{\"name\": \"Cem\"}");
            assertThat(sluice.query(plan, "older", Map.of("age", "0"), row -> false))
                    .isEqualTo(1);

            database.collection("people").deleteOne(new org.bson.Document("name", "Cem"));
            VerifyReport report = sluice.verify("last");
            assertThat(report.equal()).isFalse();
            assertThat(report.collections().get(0).missing()).isEqualTo(1);

            UndoSummary undone = sluice.undo("last").orElseThrow();
            assertThat(undone.removed()).isEqualTo(2);
            assertThat(sluice.undo("last")).isEmpty();
            assertThat(sluice.operations().get(0).state()).isEqualTo(OperationInfo.State.UNDONE);
            assertThat(database.count("people")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatAnotherThreadCancelsIsResumed(ServerKind kind) throws IOException {
        manyPeople();
        try (TestDatabase database = TestDatabase.on(kind.connectionString());
                Sluice sluice = connect(database)) {
            Plan plan = plan(
                    database, people -> people.files("people.csv").key("name").column("age", ValueType.INT));
            Cancellation cancellation = new Cancellation();
            LoadSummary cancelled = sluice.load(
                    plan,
                    RunOptions.defaults()
                            .withCancellation(cancellation)
                            .withSettings(load -> load.withChunkSize(ChunkSize.records(100))
                                    .withPace(new Pace(Pace.DEFAULT_RETRY_FOR, 3000L, null)))
                            // By the thread that tells of the progress.
                            .withListener(progress -> {
                                if (progress.phase() == Progress.Phase.LOADING && progress.records() > 0) {
                                    cancellation.cancel();
                                }
                            }));

            assertThat(cancelled.status()).isEqualTo(LoadStatus.INTERRUPTED);
            assertThat(cancelled.records()).isBetween(1L, MANY - 1L);
            assertThat(sluice.operations().get(0).resumable()).isTrue();
            LoadSummary resumed = sluice.resume(
                            cancelled.operation(),
                            RunOptions.defaults().withSettings(load -> load.withPace(Pace.DEFAULT)))
                    .orElseThrow();
            assertThat(resumed.status()).isEqualTo(LoadStatus.COMPLETED);
            assertThat(database.count("people")).isEqualTo(MANY);
            assertThat(sluice.resume(cancelled.operation())).isEmpty();
            assertThat(sluice.verify(cancelled.operation()).equal()).isTrue();
        }
    }

    @Test
    void correctedRejectsAreLoaded() throws IOException {
        people("name,age\nAnn,41\nBob,x\n");
        try (TestDatabase database = TestDatabase.on(ServerKind.STANDALONE.connectionString());
                Sluice sluice = connect(database)) {
            LoadSummary summary = sluice.load(
                    plan(database, people -> people.files("people.csv").column("age", ValueType.INT)));
            Path rejects = Path.of(summary.directory(), "rejects", "people.csv");
            Files.writeString(rejects, Files.readString(rejects).replace("Bob,x", "Bob,7"));
            LoadSummary corrected = sluice.loadRejects("last", RunOptions.defaults());
            assertThat(corrected.status()).isEqualTo(LoadStatus.COMPLETED);
            assertThat(database.documents("people"))
                    .extracting(document -> document.get("age"))
                    .containsExactlyInAnyOrder(41, 7);
        }
    }

    @Test
    void standardInputIsGivenByTheCaller() throws IOException {
        try (TestDatabase database = TestDatabase.on(ServerKind.STANDALONE.connectionString());
                Sluice sluice = connect(database);
                InputStream in =
                        new java.io.ByteArrayInputStream("name,age\nAnn,41\n".getBytes(StandardCharsets.UTF_8))) {
            LoadSummary summary = sluice.load(
                    plan(database, people -> people.files("-")),
                    RunOptions.defaults().withStdin(in));
            assertThat(summary.inserted()).isEqualTo(1);
        }
    }

    @Test
    void scanNeedsNoServer() throws IOException {
        people("name,age\nAnn,41\nBob,41\nCem,7\n");
        ScanResult result = Sluice.scan(
                new ScanOptions(
                        CollectionPlan.of(
                                "rows", List.of(folder.resolve("people.csv").toString())),
                        ScanQuery.builder().countBy("age").build(),
                        null,
                        null,
                        ScanOptions.DEFAULT_MAX_GROUPS,
                        InputStream.nullInputStream()),
                RunOptions.defaults());
        assertThat(result.rows()).isEqualTo(3);
        assertThat(result.groupings().get(0).groups()).hasSize(2);
    }

    @Test
    void everyFaultIsOneExceptionWithACategory() throws IOException {
        people("name,age\nAnn,41\n");
        assertCategory(Category.PLAN, () -> Plan.read(folder.resolve("none.yaml")));
        assertCategory(Category.SERVER, () -> Sluice.connect("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50"));
        try (TestDatabase database = TestDatabase.on(ServerKind.STANDALONE.connectionString());
                Sluice sluice = connect(database)) {
            Plan plan = plan(database, people -> people.files("people.csv"));
            assertCategory(Category.PLAN, () -> sluice.load(plan(database, people -> people.files("none.csv"))));
            assertCategory(Category.QUERY, () -> sluice.query(plan, "none", Map.of(), row -> true));
            assertCategory(Category.OPERATION, () -> sluice.resume("last"));
            assertCategory(Category.OPERATION, () -> sluice.undo("none"));
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            RunOptions run = RunOptions.defaults().withCancellation(cancelled);
            assertCategory(Category.CANCELLED, () -> sluice.load(plan, run));
            assertThat(database.count("people")).isZero();
        }
    }

    private static void assertCategory(Category category, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        thrown -> assertThat(thrown.category()).isEqualTo(category));
    }

    @Test
    void aPasswordCompletesTheConnectionStringAndIsNeverShown() {
        assertThatThrownBy(() -> Sluice.builder()
                        .uri("mongodb://ann@127.0.0.1:1/?serverSelectionTimeoutMS=50")
                        .password("se:cr/et".toCharArray())
                        .connect())
                .isInstanceOf(SluiceException.class)
                .hasMessageNotContaining("se:cr/et");
        assertThatThrownBy(() -> Sluice.builder()
                        .uri("mongodb://127.0.0.1:1/")
                        .password("secret".toCharArray())
                        .connect())
                .hasMessageContaining("needs a user");
    }

    @Test
    void indexesOfABuiltPlanAreMade() throws IOException {
        people("name,age\nAnn,41\n");
        try (TestDatabase database = TestDatabase.on(ServerKind.STANDALONE.connectionString());
                Sluice sluice = connect(database)) {
            sluice.load(plan(
                    database,
                    people -> people.files("people.csv")
                            .index(new BsonDocument("age", new BsonInt32(-1)), new BsonDocument())));
            assertThat(database.collection("people").listIndexes())
                    .extracting(index -> index.get("name"))
                    .contains("age_-1");
        }
    }
}
