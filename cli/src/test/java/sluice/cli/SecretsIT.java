package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.testkit.RealMongod;

/** No part of a password is in anything that a run shows or leaves behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecretsIT {
    /** Each part between special characters can be told from anything else, in whatever way the whole is written. */
    private static final List<String> PARTS = List.of("Xq7Zkp", "Vw9Trs", "Hj3Mnb", "Lf5Gdc");

    private static final String PASSWORD = "Xq7Zkp@Vw9Trs:Hj3Mnb/Lf5Gdc%41";
    private static final String ENCODED = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);

    private final RealMongod server =
            RealMongod.builder().auth("root", PASSWORD).start();

    @TempDir
    private Path folder;

    private Sluice sluice = new Sluice(Path.of(""));

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void inAFolderWithAFile() throws IOException {
        sluice = new Sluice(folder);
        Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ann\n2\n");
    }

    /** A connection string with the password in it, and what becomes of a load with it. */
    record Try(String name, String uri, int exitCode) {
        @Override
        public String toString() {
            return name;
        }
    }

    List<Try> tries() {
        String host = "127.0.0.1:" + server.port();
        return List.of(
                new Try("right", server.connectionString(), 1),
                new Try("wrong user", "mongodb://ann:" + ENCODED + "@" + host + "/?authSource=admin", 3),
                new Try("wrong password", "mongodb://root:x" + ENCODED + "@" + host + "/?authSource=admin", 3),
                new Try("wrong mechanism", server.connectionString() + "&authMechanism=PLAIN", 3),
                new Try("unreachable", "mongodb://root:" + ENCODED + "@127.0.0.1:1/?authSource=admin", 3),
                new Try("unknown host", "mongodb://root:" + ENCODED + "@nowhere.invalid", 3),
                new Try("no SRV record", "mongodb+srv://root:" + ENCODED + "@nowhere.invalid", 3),
                new Try("password as it is", "mongodb://root:" + PASSWORD + "@" + host, 3),
                new Try("colon as it is", "mongodb://root:Xq7Zkp:Vw9Trs@" + host, 3),
                new Try("at sign as it is", "mongodb://root:Xq7Zkp@Vw9Trs@" + host, 3),
                new Try("slash as it is", "mongodb://root:Xq7Zkp/Vw9Trs@" + host, 3),
                new Try("blank as it is", "mongodb://root:Xq7Zkp Vw9Trs@" + host, 3),
                new Try("no percent encoding", "mongodb://root:Xq7Zkp%zzVw9Trs@" + host, 3),
                new Try("wrong port", "mongodb://root:" + ENCODED + "@127.0.0.1:port", 3),
                new Try("wrong scheme", "mongo://root:" + ENCODED + "@" + host, 3),
                new Try("no scheme", "root:" + ENCODED + "@" + host, 3),
                new Try("unknown option", server.connectionString() + "&tlsKeyPassword=" + ENCODED, 3),
                new Try("unacknowledged", server.connectionString() + "&w=0", 3),
                new Try(
                        "password of the key",
                        server.connectionString() + "&tlsCertificateKeyFilePassword=" + ENCODED,
                        3));
    }

    @ParameterizedTest
    @MethodSource("tries")
    void thePasswordIsNowhere(Try one) throws IOException {
        Sluice.Running option = start("-c", "one", "--uri", one.uri());
        Sluice.Running verboseOption = start("-c", "two", "--verbose", "--uri", one.uri());
        sluice.with("SLUICE_URI", one.uri());
        Sluice.Running variable = start("-c", "three");
        Sluice.Running verboseVariable = start("-c", "four", "--verbose");

        for (Sluice.Running running : List.of(option, variable)) {
            assertSecret(running.result(), one.exitCode()).doesNotContain("\tat ");
        }
        for (Sluice.Running running : List.of(verboseOption, verboseVariable)) {
            assertSecret(running.result(), one.exitCode());
        }
        assertNothingLeftBehind();
    }

    @Test
    void aMisspeltOptionDoesNotShowIt() throws IOException {
        String uri = server.connectionString();

        for (Sluice.Result result : List.of(
                sluice.run("load", "people.csv", "--urii", uri),
                sluice.run("load", "people.csv", "--ur=" + uri),
                sluice.run("load", "people.csv", "-u", uri),
                sluice.run("load", uri, "people.csv"),
                sluice.run(uri))) {
            assertThat(result.exitCode()).as(result.all()).isIn(3, 64);
            assertThat(result.all()).doesNotContain(PARTS);
        }
        assertNothingLeftBehind();
    }

    private Sluice.Running start(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("load", "people.csv", "--types", "string", "--server-timeout", "1"));
        arguments.addAll(List.of(more));
        return sluice.start(arguments.toArray(String[]::new)).endOfInput();
    }

    private static AbstractStringAssert<?> assertSecret(Sluice.Result result, int exitCode) {
        assertThat(result.exitCode()).as(result.all()).isEqualTo(exitCode);
        return assertThat(result.all()).doesNotContain(PARTS);
    }

    private void assertNothingLeftBehind() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                assertThat(file.toString()).doesNotContain(PARTS);
                if (Files.isRegularFile(file)) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(PARTS);
                }
            }
        }
    }
}
