package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody else chose, a file's name, header and values, does nothing but be shown. */
final class HostileInputIT {
    private static final String ESCAPE = "\u001b";
    private static final String CLEAR = ESCAPE + "[2J" + ESCAPE + "]0;mine\u0007";
    private static final String SCRIPT = "<script>alert(1)</script>";

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void aTerminalObeysNoneOfIt() throws IOException {
        String name = "a" + ESCAPE + "[2J.csv";
        Files.writeString(folder.resolve(name), "id," + CLEAR + "\n1,x\n1," + CLEAR + "\n2\n3," + CLEAR + ",4\n");

        for (String types : new String[] {"string", "infer"}) {
            Sluice.Result result = load(name, "--key", CLEAR, "--types", types);
            assertThat(result.all()).doesNotContain(ESCAPE, "\u0007");
        }
        for (String column : new String[] {"id", CLEAR}) {
            assertThat(load(name, "--key", column).all()).doesNotContain(ESCAPE, "\u0007");
        }
        Sluice.Result verified = sluice.run(
                "verify", name, "-c", "people", "--delimiter", ",", "--header-rows", "1", "--types", "string");
        assertThat(verified.out()).contains("different people", "a\u241b[2J.csv, line 2");
        assertThat(verified.all()).doesNotContain(ESCAPE, "\u0007");
        assertThat(sluice.run("load", name, "-c", CLEAR).all()).doesNotContain(ESCAPE, "\u0007");
        assertThat(sluice.run("load", CLEAR + ".csv").all()).doesNotContain(ESCAPE, "\u0007");
        assertThat(sluice.run("scan", name, "--count-by", "2").all()).doesNotContain(ESCAPE, "\u0007");
    }

    /** Loads the file anew; the options say what nobody could find out about it. */
    private Sluice.Result load(String name, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("load", name, "-c", "people", "--delimiter", ",", "--header-rows", "1", "--drop"));
        arguments.addAll(List.of(options));
        return sluice.run(arguments.toArray(String[]::new));
    }

    @Test
    void theReportRunsNoneOfIt() throws IOException {
        String name = "a" + SCRIPT.replace("/", "") + ".csv";
        Files.writeString(folder.resolve(name), "id,x" + SCRIPT + "\n1,a\n1," + SCRIPT + "\n2\n");

        Sluice.Result result = sluice.run("load", name, "-c", "c" + SCRIPT, "--key", "id");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        String page = Files.readString(sluice.operation().resolve("report.html"));
        assertThat(page).doesNotContain("<script>alert").contains("alert(1)");
    }

    @Test
    void aNameLeadsOutOfNoFolder() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("..x.csv"), "id\n1\n1,2\n");
        Files.writeString(data.resolve("..x.csv"), "id\n2\n2,3\n");

        Sluice.Result result =
                sluice.run("load", "data/../..x.csv", "data/..x.csv", "-c", "people", "--delimiter", ",");

        assertThat(sluice.run("load", "data/..x.csv", "-c", "../../people").exitCode())
                .isEqualTo(64);
        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> path.toString().endsWith(".reasons.jsonl")))
                    .hasSize(2)
                    .allMatch(path -> path.startsWith(sluice.operation().resolve("rejects")));
        }
    }

    @Test
    void whatAnOperationLeavesIsItsOwnersAlone() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id\n1\n1,2\n");

        // Whatever the mask is.
        Sluice.Result result = sluice.startCommand(
                        "sh",
                        "-c",
                        "umask 000; exec \"$0\" load people.csv --delimiter , --key id --data-dir data/new",
                        sluice.program())
                .endOfInput()
                .result();

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(rights(folder.resolve("data/new"))).isEqualTo("rwx------");
        try (Stream<Path> all = Files.walk(folder.resolve("sluice-operations"))) {
            assertThat(all)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(path ->
                            assertThat(rights(path)).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
