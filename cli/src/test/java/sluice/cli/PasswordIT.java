package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;

/** A password comes from a file, the environment or a person, and never has to stand on the command line. */
final class PasswordIT {
    private static final String PASSWORD = "Xq7 Zkp@Vw9+Trs:%41";

    @RegisterExtension
    static final RealMongod SERVER = RealMongod.builder().auth("root", PASSWORD).start();

    private final String uri = "mongodb://root@127.0.0.1:" + SERVER.port() + "/?authSource=admin";

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inAFolderWithAFile() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ann\n");
    }

    @Test
    void aFileSaysIt() throws IOException {
        file(PASSWORD + "\n", "rw-------");
        assertLoaded(load("--password-file", "secret"));

        file(PASSWORD + "\r\n", "r--------");
        assertLoaded(load("--password-file", "secret"));
    }

    @Test
    void theEnvironmentSaysIt() {
        sluice.with("SLUICE_PASSWORD", PASSWORD);
        assertLoaded(load());
    }

    @Test
    void aFileCountsMoreThanTheConnectionStringAndThatMoreThanTheEnvironment() throws IOException {
        file(PASSWORD, "rw-------");
        String wrong = uri.replace("root@", "root:wrong@");
        assertLoaded(sluice.run("load", "people.csv", "--drop", "--uri", wrong, "--password-file", "secret"));

        sluice.with("SLUICE_PASSWORD", "wrong");
        assertLoaded(sluice.run("load", "people.csv", "--drop", "--uri", SERVER.connectionString()));
        assertLoaded(load("--password-file", "secret"));
    }

    @Test
    void aPersonIsAskedWithoutEcho() {
        try (Pty pty = sluice.onTerminal("load", "people.csv", "--drop", "--uri", uri)) {
            pty.await("Password of root: ").enter(PASSWORD).await("Loaded: 1 of 1 record");
            assertThat(pty.exitCode()).isZero();
            assertThat(pty.plain()).doesNotContain("Zkp", "Vw9", "Trs");
        }
    }

    @Test
    void aQuestionCanBeLeft() {
        try (Pty pty = sluice.onTerminal("load", "people.csv", "--drop", "--uri", uri)) {
            pty.await("Password of root: ").type("\u0003");
            assertThat(pty.exitCode()).isEqualTo(4);
        }
    }

    @Test
    void whereNobodyCanBeAskedTheWaysToSayItAreNamed() {
        Sluice.Result result = load();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("user root but no password", "--password-file", "SLUICE_PASSWORD");
    }

    @Test
    void aFileThatOthersCanReadOrChangeIsRefused() throws IOException {
        for (String rights : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            file(PASSWORD, rights);
            Sluice.Result result = load("--password-file", "secret");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains(rights, "chmod 600 secret").doesNotContain("Zkp");
        }
    }

    @Test
    void aFileThatHoldsNoPasswordIsRefused() throws IOException {
        file("\n", "rw-------");
        assertThat(load("--password-file", "secret").err()).contains("secret: holds no password");

        file(PASSWORD + "\nmore", "rw-------");
        assertThat(load("--password-file", "secret").err())
                .contains("secret: holds more than one line")
                .doesNotContain("Zkp");

        file("x".repeat(5000), "rw-------");
        assertThat(load("--password-file", "secret").err()).contains("secret: is longer than 4096 bytes");

        Sluice.Result missing = load("--password-file", "nothing");
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.err()).contains("nothing: ", "there is no such file");
    }

    @Test
    void aFileWithoutAUserOrAServerIsRefused() throws IOException {
        file(PASSWORD, "rw-------");
        String nobody = uri.replace("root@", "");

        assertThat(sluice.run("load", "people.csv", "--uri", nobody, "--password-file", "secret")
                        .err())
                .contains("--password-file needs a user");
        assertThat(sluice.run("load", "people.csv", "--password-file", "secret").err())
                .contains("--password-file is for a server");
    }

    private Sluice.Result load(String... more) {
        String[] first = {"load", "people.csv", "--drop", "--uri", uri};
        String[] all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return sluice.run(all);
    }

    private void file(String text, String rights) throws IOException {
        Path file = folder.resolve("secret");
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private static void assertLoaded(Sluice.Result result) {
        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.all()).contains("Loaded: 1 of 1 record").doesNotContain("Zkp", "Vw9", "Trs");
    }
}
