package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.TestCertificate;
import sluice.testkit.TestDatabase;

/** Which server a command goes to, and how. */
final class ServerIT {
    private static final String NOWHERE = "mongodb://127.0.0.1:1";

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inAFolderWithAFile() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ann\n2,Bob\n");
    }

    @Test
    void theVariableNamesTheServer() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.with("SLUICE_URI", database.connectionString())
                    .run("load", "people.csv", "-d", database.name());

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(database.count("people")).isEqualTo(2);
            assertThat(folder.resolve("sluice-data")).doesNotExist();
        }
    }

    @Test
    void theDatabaseIsThatOfTheOptionOrThePlanOrTheUriOrTest() throws IOException {
        try (TestDatabase first = TestDatabase.on(RealMongod.shared());
                TestDatabase second = TestDatabase.on(RealMongod.shared())) {
            String uri = first.connectionString().replaceFirst("/*$", "/") + first.name();
            Files.writeString(
                    folder.resolve("plan.yaml"),
                    "database: " + second.name()
                            + "\ncollections: { people: { files: people.csv, key: id, types: string } }\n"
                            + "queries: { all: { collection: people } }\n");
            Sluice.Result ofUri = sluice.run("load", "people.csv", "--uri", uri);
            assertThat(ofUri.out()).contains("Database: " + first.name() + ", as the connection string says");
            assertThat(first.count("people")).isEqualTo(2);
            assertThat(sluice.run("verify", "people.csv", "--uri", uri).exitCode())
                    .isZero();
            assertThat(sluice.run("undo", "last", "--uri", uri).out())
                    .contains("Database: " + first.name() + ", as the plan says");

            Sluice.Result ofPlan = sluice.run("load", "plan.yaml", "--uri", uri);
            assertThat(ofPlan.out()).contains("Database: " + second.name() + ", as the plan says");
            assertThat(second.count("people")).isEqualTo(2);
            assertThat(first.count("people")).isZero();
            for (String[] command : List.of(
                    new String[] {"query", "plan.yaml", "all"},
                    new String[] {"doc", "get", "plan.yaml", "people", "1"},
                    new String[] {"menu", "plan.yaml"},
                    new String[] {"compare", "plan.yaml", "--runs", "1", "--drop", "--keep"})) {
                List<String> arguments = new ArrayList<>(List.of(command));
                arguments.addAll(List.of("--uri", uri, "-d", second.name()));
                assertThat(sluice.run(arguments.toArray(String[]::new)).all())
                        .as(String.join(" ", command))
                        .contains("Database: " + second.name() + ", as -d says");
            }
            Sluice.Result ofOption = sluice.run("load", "plan.yaml", "--uri", uri, "-d", first.name());
            assertThat(ofOption.out()).contains("Database: " + first.name() + ", as -d says");
            assertThat(first.count("people")).isEqualTo(2);
        }
        assertThat(sluice.run("load", "people.csv").out()).contains("Database: test, the default; -d names another");
        assertThat(sluice.run(
                                "load",
                                "people.csv",
                                "--dry-run",
                                "--uri",
                                RealMongod.shared().connectionString() + "/admin")
                        .out())
                .contains("Database: test, the default; -d names another");
    }

    @Test
    void theCommandLineGoesBeforeTheVariable() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.with("SLUICE_URI", NOWHERE)
                    .run("load", "people.csv", "-d", database.name(), "--uri", database.connectionString());

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(database.count("people")).isEqualTo(2);
        }
    }

    @Test
    void aBlankVariableIsNone() {
        Sluice.Result result = sluice.with("SLUICE_URI", " ").run("load", "people.csv");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).startsWith("Server: embedded server, data in ./sluice-data");
    }

    @Test
    void aCertificateAuthorityIsTrustedWhereNamed() {
        try (TestCertificate certificate = TestCertificate.create();
                RealMongod server = RealMongod.builder().tls(certificate).start();
                TestDatabase database = TestDatabase.on(server)) {
            String ca = certificate.caFile().toString();
            String uri = server.connectionString();
            String withCa = uri + "&tlsCAFile=" + URLEncoder.encode(ca, StandardCharsets.UTF_8);

            Sluice.Result option =
                    sluice.run("load", "people.csv", "-d", database.name(), "--uri", uri, "--tls-ca", ca);
            Sluice.Result inUri = sluice.run("load", "people.csv", "-d", database.name(), "--uri", withCa);

            assertThat(option.exitCode()).as(option.all()).isZero();
            assertThat(inUri.exitCode()).as(inUri.all()).isZero();
            assertThat(database.count("people")).isEqualTo(4);
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsSaidWithWhatToDo() throws IOException {
        Files.writeString(folder.resolve("no.pem"), "no certificate\n");
        try (TestCertificate certificate = TestCertificate.create();
                TestCertificate another = TestCertificate.create();
                RealMongod server = RealMongod.builder().tls(certificate).start()) {
            String uri = server.connectionString();
            String host = "127.0.0.1:" + server.port();

            assertThat(refusal(uri))
                    .startsWith("sluice: No TLS connection to the server at " + host)
                    .contains("--tls-ca FILE");
            assertThat(refusal(uri, "--tls-ca", another.caFile().toString()))
                    .startsWith("sluice: No TLS connection to the server at " + host);
            assertThat(refusal(uri, "--tls-ca", "missing.pem")).contains("missing.pem: can't be read");
            assertThat(refusal(uri, "--tls-ca", "no.pem")).contains("no.pem: holds no certificate in PEM form");
            assertThat(refusal("mongodb://" + host)).contains(host, "options such as tls");
        }
    }

    private String refusal(String uri, String... more) {
        String[] arguments = {"load", "people.csv", "--server-timeout", "2", "--uri", uri};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        Sluice.Result result = sluice.run(all);
        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.err()).doesNotContain("\tat ");
        return result.err();
    }
}
