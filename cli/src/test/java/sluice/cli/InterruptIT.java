package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** Loads that a person, or the machine's shutdown, ends. */
final class InterruptIT {
    private static final int ROWS = 400_000;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void whatIsInFlightIsFinishedAndCounted(String signal) throws IOException {
        writeRows();
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Running load = start(database, "people.csv", "--batch-size", "50");
            awaitRows(database);

            Sluice.Result result = load.signal(signal).result();

            assertThat(result.exitCode()).as(result.all()).isEqualTo(4);
            assertThat(result.err())
                    .contains("Stopping: finishing what is in flight. Again to stop at once.")
                    .doesNotContain("\tat ");
            assertThat(result.out())
                    .contains(
                            "Interrupted: ",
                            " read so far are in " + database.name(),
                            " To go on: sluice resume LOAD_");
            Document summary = summary();
            Document totals = summary.get("totals", Document.class);
            assertThat(summary.getString("status")).isEqualTo("interrupted");
            assertThat(summary.getList("problems", String.class)).isEmpty();
            assertThat(database.count("people"))
                    .isEqualTo(totals.get("inserted", Number.class).longValue())
                    .isEqualTo(totals.get("records", Number.class).longValue())
                    .isBetween(1L, ROWS - 1L);
            assertThat(sluice.operation()).isDirectoryContaining("glob:**/report.html");
        }
    }

    @Test
    void theSecondSignalEndsAtOnce() throws IOException {
        writeRows();
        try (RealMongod server = RealMongod.builder().start()) {
            Sluice.Running load;
            try (TestDatabase database = TestDatabase.on(server)) {
                load = start(database, "people.csv", "--batch-size", "50");
                awaitRows(database);
                // A server that stands still keeps what is in flight in flight.
                signal("STOP", server.pid());
                load.signal("INT").awaitErr("Stopping: ");
                assertThat(load.isAlive()).isTrue();

                Sluice.Result result = load.signal("INT").result();

                assertThat(result.exitCode()).as(result.all()).isEqualTo(4);
                assertThat(result.all()).doesNotContain("\tat ");
                signal("CONT", server.pid());
            }
        }
    }

    @Test
    void anInterruptBeforeTheFirstWriteIsAnInterruptToo() throws IOException {
        writeRows();
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Running load = sluice.start(
                            "load",
                            "people.csv",
                            "--workers",
                            "1",
                            "--chunk-size",
                            "10",
                            "--uri",
                            database.connectionString(),
                            "-d",
                            database.name())
                    .awaitOut("Inferring types");

            Sluice.Result result = load.signal("INT").result();

            assertThat(result.exitCode()).as(result.all()).isEqualTo(4);
            assertThat(result.err()).doesNotContain("\tat ");
        }
    }

    private Sluice.Running start(TestDatabase database, String input, String... more) {
        String[] arguments = {
            "load",
            input,
            "-c",
            "people",
            "--types",
            "string",
            "--workers",
            "1",
            "--uri",
            database.connectionString(),
            "-d",
            database.name()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return sluice.start(all);
    }

    private static void awaitRows(TestDatabase database) {
        Awaitility.await("rows in the database")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.count("people") > 0);
    }

    private void writeRows() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("people.csv"))) {
            out.write("id,name\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(i + ",Ann\n");
            }
        }
    }

    private Document summary() throws IOException {
        return Document.parse(Files.readString(sluice.operation().resolve("summary.json")));
    }

    private static void signal(String name, long pid) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }
}
