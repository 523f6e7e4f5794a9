package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** Linear against parallel. */
final class CompareIT {
    private static final String LINEAR = """
            Products count: 0
            Customers count: 0
            Rentals count: 0

            Added Products records: 2
            Error Products records: 1
            Elapsed Products time: N

            Added Customers records: 1
            Error Customers records: 0
            Elapsed Customers time: N

            Added Rentals records: 3
            Error Rentals records: 0
            Elapsed Rentals time: N

            Products count: 2
            Customers count: 1
            Rentals count: 3

            Elapsed program time: N
            Elapsed import time: N
            Elapsed overhead time: N
            """;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inItsFolder() throws IOException {
        Files.writeString(folder.resolve("products.csv"), "product_id,d\nP1,a\nP2,b\nP1,c\n");
        Files.writeString(folder.resolve("customers.csv"), "user_id,n\nC1,a\n");
        Files.writeString(folder.resolve("rentals.csv"), "user_id,p\nC1,P1\nC1,P1\nC2,P2\n");
    }

    @Test
    void bothTranscriptsArePrintedAndTheStatesAreEqual() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.run(
                    "compare",
                    "store",
                    "--uri",
                    database.connectionString(),
                    "-d",
                    database.name(),
                    "--runs",
                    "2",
                    "--latency",
                    "2ms");

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(result.out().replaceAll("\\d+\\.\\d{6}", "N")).contains("Linear\n" + LINEAR);
            assertThat(result.out())
                    .contains("Latency: 2.0 ms added to each round trip")
                    .containsSubsequence(
                            "Parallel\ninside import_products\ninside import_customers\ninside import_rentals\n",
                            "done with import_",
                            "done with import_",
                            "done with import_",
                            "Elapsed program time: ",
                            "Run 2 linear: ",
                            "Run 2 parallel: ")
                    .containsPattern("linear +2 +[0-9.]+ s")
                    .containsPattern("Parallel (saves|takes) [0-9.]+ %")
                    .contains("Every run ended in the same state: 6 documents, 1 record rejected in each")
                    .doesNotContain("Drop data?");
            assertThat(database.count("rentals")).isEqualTo(3);
            assertThat(Pattern.compile("(?<!test_)\\b[0-9a-f]{32}")
                            .matcher(result.out())
                            .results()
                            .map(match -> match.group())
                            .distinct())
                    .hasSize(3);
        }
    }

    @Test
    void theEmbeddedServerDoesTheSameAndDropsWhereToldTo() {
        Sluice.Result result = sluice.run("compare", "store", "--drop-after", "--no-warm-up");
        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out().replaceAll("\\d+\\.\\d{6}", "N"))
                .contains(LINEAR)
                .contains("Every run ended in the same state", "Dropped products, customers, rentals.");
        // Nothing is there any more, so the next one may begin.
        assertThat(sluice.run("compare", "store", "--keep").exitCode()).isZero();
    }

    @Test
    void whatIsThereIsNotDroppedUnasked() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            List<String> all = List.of("compare", "store", "--uri", database.connectionString(), "-d", database.name());
            database.collection("rentals").insertOne(new Document("mine", 1));

            Sluice.Result result = sluice.run(all.toArray(String[]::new));

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err())
                    .contains(".rentals holds 1 document, and both loads start from empty collections.");
            assertThat(database.count("rentals")).isEqualTo(1);
        }
    }

    @Test
    void nothingIsDroppedBeforeAllChecksHavePassed() throws IOException {
        Files.delete(folder.resolve("rentals.csv"));
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            database.collection("products").insertOne(new Document("mine", 1));

            Sluice.Result result = sluice.run(
                    "compare", "store", "--drop", "--uri", database.connectionString(), "-d", database.name());

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("rental*.csv: no file matches.");
            assertThat(database.documents("products")).hasSize(1);
            assertThat(sluice.run("compare", "store", "-d", "a b").err()).contains("a b");
            assertThat(sluice.run("compare", "store", "-d", "admin").exitCode()).isEqualTo(64);
        }
    }

    @Test
    void upsertsWhoseIdsTheServerMakesAreEqualToo() throws IOException {
        Files.writeString(folder.resolve("u.yaml"), """
                database: d
                collections: { u: { files: u.csv, key: k, mode: upsert } }
                load: { workers: 8, chunkSize: 10 }
                """);
        StringBuilder rows = new StringBuilder("k,v\n");
        for (int i = 0; i < 500; i++) {
            rows.append(i % 100).append(',').append(i).append('\n');
        }
        Files.writeString(folder.resolve("u.csv"), rows);
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result =
                    sluice.run("compare", "u.yaml", "--uri", database.connectionString(), "-d", database.name());
            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(result.out()).contains("Every run ended in the same state: 100 documents");
        }
    }

    @Test
    void onATerminalItAsksWhetherToDrop() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared());
                Pty pty = sluice.onTerminal(
                        "compare", "store", "--uri", database.connectionString(), "-d", database.name())) {
            pty.await("Every run ended in the same state")
                    .await("Drop data? [y/N]")
                    .enter("y")
                    .await("Dropped products");
            assertThat(pty.exitCode()).isZero();
            assertThat(database.count("products")).isZero();
        }
    }

    @Test
    void wrongWordsAreSaid() {
        assertThat(sluice.run("compare", "stor").err())
                .contains("no plan that comes with Sluice. Did you mean `store`?");
        assertThat(sluice.run("compare", "store", "--latency", "soon").exitCode())
                .isEqualTo(64);
        assertThat(sluice.run("compare", "store", "--runs", "0").exitCode()).isEqualTo(64);
    }
}
