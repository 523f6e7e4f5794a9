package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loads that can't start: what is said, and that nothing was changed. */
final class StartIT {
    /** Rows enough for the format of a pipe to be found before it ends. */
    private static final int MORE_THAN_IS_LOOKED_AT = 60_000;

    private static final String ROWS = "id,name\n1,Ann\n2,Bob\n";

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inAFolderWithAFile() throws IOException {
        Files.writeString(folder.resolve("people.csv"), ROWS);
    }

    @Test
    void noServerIsSaidSoonWithItsAddress() throws IOException {
        int port = closedPort();
        Instant start = Instant.now();

        Sluice.Result result = sluice.run("load", "people.csv", "--uri", "mongodb://127.0.0.1:" + port);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(refusal(result))
                .startsWith("sluice: The server at 127.0.0.1:" + port + " does not answer within 5 s. ")
                .contains("Connection refused");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Instant start = Instant.now();

            Sluice.Result result =
                    sluice.run("load", "people.csv", "--uri", "mongodb://127.0.0.1:" + silent.getLocalPort());

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(refusal(result))
                    .contains("The server at 127.0.0.1:" + silent.getLocalPort() + " does not answer");
        }
    }

    @Test
    void verboseShowsTheStackTrace() throws IOException {
        Sluice.Result result = sluice.run(
                "load",
                "people.csv",
                "--verbose",
                "--server-timeout",
                "0.5",
                "--uri",
                "mongodb://127.0.0.1:" + closedPort());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("within 0.5 s.", "ServerException", "\tat sluice.");
    }

    @Test
    void everyMistakeOfAPlanIsListedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), """
                databse: shop
                collections:
                  people:
                    files: people.csv
                    typs: string
                    drop: maybe
                  other:
                    files: people.csv
                    columns:
                      id: { type: intt }
                load:
                  workers: many
                """);

        String message = refusal(sluice.run("load", "plan.yaml"));

        assertThat(message.lines())
                .containsExactly(
                        "sluice: plan.yaml:1: databse: unknown key. Did you mean `database`?",
                        "sluice: plan.yaml:1: `database` is missing. The database to load into.",
                        "sluice: plan.yaml:5: collections.people.typs: unknown key. Did you mean `types`?",
                        "sluice: plan.yaml:6: collections.people.drop: must be true, false or early, is `maybe`.",
                        "sluice: plan.yaml:10: collections.other.columns.id.type: `intt` is not allowed here."
                                + " Did you mean `int`?",
                        "sluice: plan.yaml:12: load.workers: 'many' is no number of workers; write 1 to 1024, or a"
                                + " multiple of the cores such as 0.5C");
    }

    @Test
    void everyMistakeAboutTheFilesIsListedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), """
                database: shop
                collections:
                  people:
                    files: people.csv
                    key: nam
                  other:
                    files: peple.csv
                """);

        assertThat(refusal(sluice.run("load", "plan.yaml")).lines())
                .containsExactly(
                        "sluice: plan.yaml:5: collections.people.key: `nam` is no column of people.csv."
                                + " Did you mean `name`?",
                        "sluice: plan.yaml:7: collections.other.files: peple.csv: no such file."
                                + " Did you mean `people.csv`?");
    }

    @Test
    void aMissingFileIsNamedWithASuggestion() {
        assertThat(refusal(sluice.run("load", "peple.csv")))
                .contains("peple.csv: no such file. Did you mean `people.csv`?");
    }

    @Test
    void aMissingPlanIsNamed() {
        assertThat(refusal(sluice.run("load", "plan.yaml"))).contains("plan.yaml: no such file");
    }

    @Test
    void aCompressedFileThatIsCutOffFails() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        int half = bytes.size() / 2;
        Files.write(folder.resolve("people.csv.gz"), Arrays.copyOf(bytes.toByteArray(), half));

        Sluice.Result result = sluice.run("load", "people.csv.gz");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.all())
                .contains(
                        "people.csv.gz: can't be read: its gzip data ends in the middle, at byte " + half,
                        "was it still being copied?");
    }

    @Test
    void anEmptyFileAndAFolderAreNoInput() throws IOException {
        Files.createFile(folder.resolve("empty.csv"));
        Files.createDirectory(folder.resolve("many"));

        assertThat(refusal(sluice.run("load", "empty.csv"))).contains("empty.csv: is empty");
        assertThat(refusal(sluice.run("load", "many"))).contains("many: the folder holds no .csv");
    }

    @Test
    void aDataDirectoryInUseIsLeftAloneAndItsOwnerNamed() throws IOException {
        Sluice.Running owner = sluice.start("load", "-", "-c", "people", "--columns", "id,name")
                .type("1,Ann\n".repeat(MORE_THAN_IS_LOOKED_AT))
                .awaitOut("Operation LOAD_");

        Sluice.Result second = sluice.run("load", "people.csv");
        Sluice.Result first = owner.type("2,Bob\n").endOfInput().result();

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.err())
                .contains("sluice-data is in use by process " + owner.pid(), "--data-dir", "--uri")
                .doesNotContain("\tat ");
        assertThat(first.exitCode()).as(first.all()).isZero();
        assertThat(first.out()).contains("every one accounted for");
    }

    @Test
    void aFileInPlaceOfAFolderIsSaid() throws IOException {
        Files.createFile(folder.resolve("file"));

        assertThat(refusal(sluice.run("load", "people.csv", "--operations-dir", "file")))
                .contains("file: no folder for the operation can be made there");
        assertThat(refusal(sluice.run("load", "people.csv", "--data-dir", "file/data")))
                .contains("file/data");
    }

    private String refusal(Sluice.Result result) {
        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.err()).startsWith("sluice: ").doesNotContain("\tat ");
        assertThat(sluice.operations()).isEmpty();
        return result.err();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
