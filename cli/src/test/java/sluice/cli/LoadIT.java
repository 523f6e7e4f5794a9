package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.embedded.EmbeddedServer;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** Loads that run to their end. */
final class LoadIT {
    private static final String PLAN =
            Sluice.examples().resolve("hpnorton/plan.yaml").toString();
    private static final String BAD_ROWS = """
            id,name,age
            1,Ann,31
            2,Bob
            3,"Cleo" x,40
            4,Dora,29
            1,Eve,35
            """;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void theExampleLoadsIntoTheEmbeddedServer() throws IOException {
        Sluice.Result result = sluice.run("load", PLAN);

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Server: embedded server, data in ./sluice-data (for trying out")
                .containsPattern("collection +added +error +elapsed +rows/s +count before +count after")
                .containsPattern("customers +1,000 +0 .* 0 +1,000")
                .contains("Elapsed program ", "Throughput ", "Write latency   p50 ")
                .contains("Report          sluice-operations/LOAD_")
                .contains("Loaded: 3,000 of 3,000 records are in HPNorton, every one accounted for.");
        try (EmbeddedServer server = EmbeddedServer.open(folder.resolve("sluice-data"));
                MongoClient client = MongoClients.create(server.connectionString())) {
            assertExampleIsIn(client.getDatabase("HPNorton"));
        }
        assertThat(sluice.operation())
                .isDirectoryContaining("glob:**/operation.log")
                .isDirectoryContaining("glob:**/plan.yaml")
                .isDirectoryContaining("glob:**/summary.json")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryNotContaining("glob:**/rejects");
        assertThat(summary().getString("status")).isEqualTo("completed");
    }

    @Test
    void theExampleLoadsIntoARealServerInEitherOrder() throws IOException {
        for (String order : List.of("--parallel", "--linear")) {
            try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
                Sluice.Result result =
                        sluice.run("load", PLAN, "--uri", database.connectionString(), "-d", database.name(), order);

                assertThat(result.exitCode()).as(result.all()).isZero();
                assertThat(result.out())
                        .contains("Server: MongoDB 6.", ", standalone, at 127.0.0.1:")
                        .contains("3,000 of 3,000 records are in " + database.name());
                assertExampleIsIn(database.database());
            }
        }
        assertThat(folder.resolve("sluice-data")).doesNotExist();
    }

    @Test
    void changesAreUpsertedMergedAndDeletedAndCounted() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,name,city\n1,Ann,Rome\n2,Bob,Bonn\n3,Cid,Graz\n");
        Files.writeString(folder.resolve("b.csv"), "id,name,city\n2,Bob,Kiel\n4,Dan,Oslo\n4,Dan,Lyon\n");
        Files.writeString(folder.resolve("c.csv"), "id,city\n1,Nice\n3,Graz\n");
        Files.writeString(folder.resolve("d.csv"), "id\n4\n9\n");
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            List<String> target = List.of("--uri", database.connectionString(), "-d", database.name(), "-c", "people");
            assertThat(load(target, "a.csv", "--key", "id").exitCode()).isZero();
            assertThat(load(target, "b.csv", "--key", "id", "--mode", "upsert").out())
                    .containsPattern("people +1 +2 +0 ")
                    .contains("Loaded: 3 of 3 records took effect in " + database.name() + " (1 added, 2 modified)");
            assertThat(load(target, "c.csv", "--key", "id", "--mode", "merge").out())
                    .containsPattern("added +modified +matched +error")
                    .containsPattern("people +0 +1 +1 +0 ");
            assertThat(load(target, "d.csv", "--key", "id", "--mode", "delete").out())
                    .containsPattern("added +deleted +skipped +error")
                    .contains("1 of 2 records took effect in " + database.name() + " (1 deleted), 1 skipped");
            assertThat(load(target, "a.csv", "--key", "id", "--on-duplicate", "skip")
                            .exitCode())
                    .isZero();
            assertThat(load(target, "a.csv", "--key", "id", "--on-duplicate", "error")
                            .exitCode())
                    .isEqualTo(3);
            assertThat(database.documents("people"))
                    .extracting(document -> document.get("id") + " " + document.get("city"))
                    .containsExactlyInAnyOrder("1 Nice", "2 Kiel", "3 Graz");
        }
    }

    private Sluice.Result load(List<String> target, String... arguments) {
        List<String> all = new ArrayList<>(List.of("load"));
        all.addAll(List.of(arguments));
        all.addAll(target);
        return sluice.run(all.toArray(String[]::new));
    }

    @Test
    void modesThatFindNoDocumentAreWrongUsage() {
        for (List<String> wrong : List.of(
                List.of("load", "a.csv", "--mode", "upsert"),
                List.of("load", "a.csv", "--mode", "merge", "--key", "a", "--id", "b"),
                List.of("load", "a.csv", "--mode", "upsrt", "--key", "a"),
                List.of("load", "a.csv", "--mode", "delete", "--key", "a", "--on-duplicate", "skip"),
                List.of("load", "a.csv", "--if-changed"),
                List.of("load", "a.csv", "--lanes", "0"),
                List.of("load", "a.csv", "--key-memory", "much"))) {
            Sluice.Result result = sluice.run(wrong.toArray(String[]::new));
            assertThat(result.exitCode()).as(wrong + result.all()).isEqualTo(64);
            assertThat(result.err()).startsWith("sluice: ").doesNotContain("Exception");
        }
    }

    private static void assertExampleIsIn(MongoDatabase database) throws IOException {
        for (String name : List.of("customers", "product", "rental")) {
            List<Document> loaded = new ArrayList<>();
            database.getCollection(name).find().forEach(document -> {
                document.remove("_id");
                loaded.add(document);
            });
            assertThat(loaded).hasSize(1000).containsExactlyInAnyOrderElementsOf(example(name));
        }
        List<String> indexes = new ArrayList<>();
        database.getCollection("rental").listIndexes().forEach(index -> {
            if (index.getBoolean("unique", false)) {
                indexes.add(index.get("key", Document.class).toJson());
            }
        });
        assertThat(indexes).containsExactly("{\"user_id\": 1, \"product_id\": 1}");
    }

    /** The rows as documents; the example has commas in quotes, and nothing harder. */
    private static List<Document> example(String name) throws IOException {
        List<String> lines = Files.readAllLines(Sluice.examples().resolve("hpnorton/" + name + ".csv"));
        List<String> header = fields(lines.get(0));
        List<Document> documents = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Document document = new Document();
            List<String> values = fields(line);
            for (int i = 0; i < header.size(); i++) {
                document.append(header.get(i), values.get(i));
            }
            documents.add(document);
        }
        return documents;
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(field -> field.replace("\"", ""))
                .toList();
    }

    @Test
    void badRowsGoToTheRejectFilesAndTheRestIsLoaded() throws IOException {
        write("people.csv", BAD_ROWS);

        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.run(
                    "load", "people.csv", "--id", "id", "--uri", database.connectionString(), "-d", database.name());

            assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
            assertThat(result.out())
                    .containsPattern("people +2 +3 ")
                    .contains(
                            "1 ragged, first: people.csv, line 3",
                            "1 malformed, first: people.csv, line 4, column name")
                    .contains("1 duplicate-key, first: people.csv, line 6")
                    .contains("Loaded with rejects: 2 of 5 records are in " + database.name())
                    .contains("3 records in the reject files.");
            assertThat(database.documents("people"))
                    .containsExactly(
                            new Document("_id", 1).append("name", "Ann").append("age", 31),
                            new Document("_id", 4).append("name", "Dora").append("age", 29));
        }
        assertThat(sluice.operation().resolve("rejects/people.csv"))
                .hasContent("id,name,age\n2,Bob\n3,\"Cleo\" x,40\n1,Eve,35\n");
        List<Document> reasons = Files.readAllLines(sluice.operation().resolve("rejects/people.reasons.jsonl")).stream()
                .map(Document::parse)
                .toList();
        assertThat(reasons)
                .extracting(reason -> reason.get("source") + " " + reason.get("line") + " " + reason.get("code"))
                .containsExactly(
                        "people.csv 3 ragged", //
                        "people.csv 4 malformed",
                        "people.csv 6 duplicate-key");
        assertThat(summary().getString("status")).isEqualTo("completed with rejects");
    }

    @Test
    void correctedRejectsLoadAfterwards() throws IOException {
        write("people.csv", BAD_ROWS);
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            String[] server = {"--uri", database.connectionString(), "-d", database.name()};
            sluice.run("load", "people.csv", "--id", "id", server[0], server[1], server[2], server[3]);
            Path rejects = sluice.operation().resolve("rejects/people.csv");
            Files.writeString(rejects, "id,name,age\n2,Bob,50\n3,Cleo,40\n5,Eve,35\n");

            Sluice.Result result =
                    sluice.run("load", rejects.toString(), "--id", "id", server[0], server[1], server[2], server[3]);

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(database.documents("people"))
                    .extracting(person -> person.getInteger("_id"))
                    .containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void tooManyRejectsStopTheLoad() throws IOException {
        StringBuilder rows = new StringBuilder("id,name\n");
        for (int i = 0; i < 5_000; i++) {
            rows.append(i % 2 == 0 ? i + ",x\n" : i + "\n");
        }
        write("people.csv", rows.toString());

        Sluice.Result result =
                sluice.run("load", "people.csv", "--max-errors", "10", "--linear", "--chunk-size", "100");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(2);
        assertThat(result.out()).contains("Stopped at the error limit: ", "what was not read by then was not loaded.");
        assertThat(summary().getString("status")).isEqualTo("stopped at the error limit");
        assertThat(summary().get("totals", Document.class).getInteger("records"))
                .isBetween(11, 4_000);
        assertNoStackTrace(result);
    }

    @Test
    void asManyRejectsAsAllowedDoNotStopTheLoad() throws IOException {
        write("people.csv", BAD_ROWS);

        assertThat(sluice.run("load", "people.csv", "--id", "id", "--max-errors", "3")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void aCompressedFileLoadsIntoTheCollectionOfItsName() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("people.csv.gz")))) {
            out.write(BAD_ROWS.getBytes(StandardCharsets.UTF_8));
        }

        Sluice.Result result = sluice.run("load", "people.csv.gz", "--id", "id");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern("people +2 +3 ");
        assertThat(folder.resolve("sluice-operations")).isDirectoryRecursivelyContaining("glob:**/rejects/people.csv");
    }

    @Test
    void standardInputLoadsWithTheColumnsNamed() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.runWithInput(
                    "1,Ann\n2,Zoë\n",
                    "load",
                    "-",
                    "-c",
                    "people",
                    "--columns",
                    "id,name",
                    "--id",
                    "id",
                    "--uri",
                    database.connectionString(),
                    "-d",
                    database.name());

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(database.documents("people"))
                    .containsExactly(
                            new Document("_id", "1").append("name", "Ann"),
                            new Document("_id", "2").append("name", "Zoë"));
        }
    }

    @Test
    void anotherProcessFindsWhatTheFirstLoaded() throws IOException {
        assertThat(sluice.run("load", PLAN).exitCode()).isZero();

        Sluice.Result again = sluice.run("load", PLAN);

        assertThat(again.exitCode()).as(again.all()).isEqualTo(1);
        assertThat(again.out())
                .containsPattern("customers +0 +1,000 .* 1,000 +1,000")
                .contains("3,000 duplicate-key, first: ", "Loaded with rejects: 0 of 3,000 records are in HPNorton");
        Path second = sluice.operations().stream()
                .filter(operation -> Files.exists(operation.resolve("rejects")))
                .findFirst()
                .orElseThrow();
        assertThat(second.resolve("rejects/rental.csv"))
                .hasSameTextualContentAs(Sluice.examples().resolve("hpnorton/rental.csv"));
    }

    @Test
    void emptyingFirstMakesRoomForTheSameRows() {
        assertThat(sluice.run("load", PLAN).exitCode()).isZero();

        Sluice.Result again = sluice.run("load", PLAN, "--drop");

        assertThat(again.exitCode()).as(again.all()).isZero();
        assertThat(again.out()).containsPattern("customers +1,000 +0 .* 0 +1,000");
    }

    @Test
    void outputThatIsNoTerminalHoldsNoEscapeSequences() {
        Sluice.Result result = sluice.with("TERM", "xterm-256color").run("load", PLAN);

        assertThat(result.exitCode()).isZero();
        assertThat(result.all()).doesNotContain("\u001b", "\r");
    }

    @Test
    void quietPrintsNothing() throws IOException {
        Sluice.Result good = sluice.run("load", PLAN, "--quiet");
        write("people.csv", BAD_ROWS);
        Sluice.Result rejects = sluice.run("load", "people.csv", "--quiet");

        assertThat(good).isEqualTo(new Sluice.Result(0, "", ""));
        assertThat(rejects).isEqualTo(new Sluice.Result(1, "", ""));
    }

    @Test
    void generatedDataLoads() {
        Sluice.Result generated = sluice.run("generate", "social", "--rows", "50", "--out", "data");
        Sluice.Result loaded = sluice.run("load", "data/accounts.csv", "data/status_updates.csv", "--types", "string");

        assertThat(generated.exitCode()).as(generated.all()).isZero();
        assertThat(loaded.exitCode()).as(loaded.all()).isZero();
        assertThat(loaded.out()).containsPattern("accounts +50 ").containsPattern("status_updates +5,000 ");
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private Document summary() throws IOException {
        return Document.parse(Files.readString(sluice.operation().resolve("summary.json")));
    }

    private static void assertNoStackTrace(Sluice.Result result) {
        assertThat(result.all()).doesNotContain("\tat ");
    }
}
