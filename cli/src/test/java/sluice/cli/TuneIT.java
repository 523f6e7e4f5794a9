package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** Measurements of a plan. */
final class TuneIT {
    private static final int ROWS = 3_000;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inItsFolder() throws IOException {
        Files.createDirectory(folder.resolve("tmp"));
        sluice.with("SLUICE_JAVA_OPTS", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    }

    @Test
    void settingsAreMeasuredAndTheBestIsWrittenIntoThePlan() throws IOException {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            String plan = writePlan(database.name(), ROWS);
            database.collection("people").insertOne(new Document("_id", "mine"));

            Sluice.Result result = tune(database, "--runs", "1", "--apply", "--json", "tune.json");

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains("Every run loads into the database " + database.name() + "_tune_")
                    .contains("Warming up", "Run 1 of 6 ", "Run 6 of 6 ", "ETA 0:00")
                    .containsPattern("setting +rows/s +slowest +fastest +seconds +speed-up")
                    .containsPattern("baseline: 1 worker, one chunk .* 1\\.00\n")
                    .contains("default: ", "1 worker, 100 rows", "2 workers, 1,000 rows")
                    .contains("The recommended setting, ", "Plan            plan.yaml has it now")
                    .contains("Report          tune.html")
                    .doesNotContain("\u001b");
            assertThat(Files.readString(folder.resolve("tune.html"))).contains("uPlot", "recommended</span>");
            Document json = Document.parse(Files.readString(folder.resolve("tune.json")));
            Document best = json.getList("results", Document.class).get(json.getInteger("recommended"));
            assertThat(Files.readString(folder.resolve("plan.yaml")))
                    .startsWith(plan + "load:\n  workers: " + best.getInteger("workers") + "\n  chunkSize: ");
            assertThat(json.getInteger("rejected")).isEqualTo(1);
            assertThat(result.out()).contains("in every run 1 record of 3,001 was rejected");
            assertThat(database.documents("people")).containsExactly(new Document("_id", "mine"));
            assertNothingIsLeft(database);
        }
    }

    @Test
    void anInterruptLeavesNothingBehind() throws IOException {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            String plan = writePlan(database.name(), 100_000);
            Sluice.Running running = sluice.start(arguments(database, "--runs", "100", "--apply"))
                    .endOfInput()
                    .awaitOut("Run   2 of 600");

            Sluice.Result result = running.signal("INT").result();

            assertThat(result.exitCode()).as(result.all()).isEqualTo(4);
            assertThat(result.err()).contains("Stopping: ").doesNotContain("\tat ");
            assertThat(folder.resolve("plan.yaml")).hasContent(plan);
            assertThat(folder.resolve("tune.html")).doesNotExist();
            assertNothingIsLeft(database);
        }
    }

    @Test
    void theEmbeddedServerCanBeMeasuredToo() throws IOException {
        writePlan("shop", ROWS);

        Sluice.Result result = sluice.run(
                "tune", "plan.yaml", "--runs", "1", "--chunk-sizes", "64KiB", "--worker-counts", "1", "--quiet");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.all()).isEmpty();
        assertThat(folder.resolve("tune.html")).exists();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void whatCantBeMeasuredIsSaidBefore() throws IOException {
        Files.writeString(folder.resolve("in.yaml"), "database: a\ncollections:\n  b: { files: '-', header: [x] }\n");
        writePlan("shop", 1);
        for (List<String> wrong : List.of(
                List.of("in.yaml", "standard input, which can be read only once"),
                List.of("hpnorton", "can't be changed; leave --apply out", "--apply"),
                List.of("plan.yaml", "'x' is no chunk size", "--chunk-sizes", "1,x"),
                List.of("plan.yaml", "'0' is no number of workers", "--worker-counts", "0"),
                List.of("plan.yaml", "--runs is from 1 to 1000", "--runs", "0"),
                List.of("plan.yaml", "no/such/tune.html can't be written", "--out", "no/such/tune.html"))) {
            List<String> arguments = new ArrayList<>(List.of("tune", wrong.get(0)));
            arguments.addAll(wrong.subList(2, wrong.size()));

            Sluice.Result result = sluice.run(arguments.toArray(String[]::new));

            assertThat(result.exitCode()).as(wrong + result.all()).isEqualTo(64);
            assertThat(result.err())
                    .startsWith("sluice: ")
                    .contains(wrong.get(1))
                    .doesNotContain("Exception");
        }
    }

    /** Rows of which one is a duplicate. */
    private String writePlan(String database, int rows) throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(",Ann\n");
        }
        Files.writeString(folder.resolve("people.csv"), text.append("0,Bob\n"));
        String plan = "# Ours.\ndatabase: " + database + "\ncollections:\n  people: { files: people.csv, key: id }\n";
        Files.writeString(folder.resolve("plan.yaml"), plan);
        return plan;
    }

    private Sluice.Result tune(TestDatabase database, String... more) {
        return sluice.run(arguments(database, more));
    }

    private static String[] arguments(TestDatabase database, String... more) {
        List<String> all = new ArrayList<>(List.of("tune", "plan.yaml", "--uri", database.connectionString()));
        all.addAll(List.of("--chunk-sizes", "100,1000", "--worker-counts", "2,1"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void assertNothingIsLeft(TestDatabase database) {
        List<String> databases = new ArrayList<>();
        try (MongoClient client = MongoClients.create(database.connectionString())) {
            client.listDatabaseNames().into(databases);
        }
        assertThat(databases).noneMatch(name -> name.startsWith(database.name() + "_tune_"));
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }
}
