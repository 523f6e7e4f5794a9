package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.testkit.RealMongod;

/** No part of a password in the environment is in anything that a run shows or leaves behind. */
final class SecretsIT {
    private static final String PASSWORD = Hidden.PASSWORD;
    private static final String ENCODED = Hidden.encoded(PASSWORD);

    @RegisterExtension
    static final RealMongod SERVER = RealMongod.builder().auth("root", PASSWORD).start();

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inAFolderWithAFile() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ann\n2\n");
    }

    /** A connection string with the password in it, and what becomes of a load with it. */
    record Try(String name, String uri, int exitCode) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Try> tries() {
        String host = "127.0.0.1:" + SERVER.port();
        return List.of(
                new Try("right", SERVER.connectionString(), 1),
                new Try("wrong user", "mongodb://ann:" + ENCODED + "@" + host + "/?authSource=admin", 3),
                new Try("wrong mechanism", SERVER.connectionString() + "&authMechanism=PLAIN", 3),
                new Try("unreachable", "mongodb://root:" + ENCODED + "@127.0.0.1:1/?authSource=admin", 3),
                new Try("password as it is", "mongodb://root:" + PASSWORD + "@" + host, 3),
                new Try("at sign as it is", "mongodb://root:Xq7Zkp@Vw9Trs@" + host, 3),
                new Try("slash as it is", "mongodb://root:Xq7Zkp/Vw9Trs@" + host, 3),
                new Try("blank as it is", "mongodb://root:Xq7Zkp Vw9Trs@" + host, 3),
                new Try("no percent encoding", "mongodb://root:Xq7Zkp%zzVw9Trs@" + host, 3),
                new Try(
                        "password of the key",
                        SERVER.connectionString() + "&tlsCertificateKeyFilePassword=" + ENCODED,
                        3));
    }

    @ParameterizedTest
    @MethodSource("tries")
    void thePasswordIsNowhere(Try one) throws IOException {
        Sluice.Result result = sluice.with("SLUICE_URI", one.uri())
                .run("load", "people.csv", "--types", "string", "--server-timeout", "1");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(one.exitCode());
        assertThat(result.all()).doesNotContain("\tat ");
        Hidden.assertIn(result.all());
        assertNothingLeftBehind();
    }

    @Test
    void aMisspeltOptionDoesNotShowIt() throws IOException {
        String uri = SERVER.connectionString();

        for (Sluice.Result result : List.of(
                sluice.run("load", "people.csv", "--urii", uri),
                sluice.run("load", "people.csv", "--ur=" + uri),
                sluice.run("load", "people.csv", "-u", uri),
                sluice.run("load", uri, "people.csv"),
                sluice.run(uri))) {
            assertThat(result.exitCode()).as(result.all()).isIn(3, 64);
            Hidden.assertIn(result.all());
        }
        assertNothingLeftBehind();
    }

    private void assertNothingLeftBehind() throws IOException {
        Hidden.assertInFolder(folder, "");
    }
}
