package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.ServerFaults;

/** No command shows a secret of its connection string, whatever goes wrong, and no process holds one in its threads' names. */
final class CommandSecretsIT {
    private static final String COMMANDS = "commands.txt";
    private static final String PLAN = """
            database: people
            collections:
              people:
                files: people.csv
                key: id
                types: string
            queries:
              all:
                collection: people
                pipeline: []
            """;

    @RegisterExtension
    static final RealMongod SERVER = RealMongod.builder().auth("root", "right").start();

    private final String host = "127.0.0.1:" + SERVER.port();

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inAFolderWithAPlan() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ann\n2\n");
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
    }

    @Test
    void noCommandShowsASecretWhateverIsWrong() throws IOException {
        String right = "mongodb://root:right@" + host + "/?authSource=admin";
        assertThat(sluice.run("load", "plan.yaml", "--uri", right).exitCode()).isEqualTo(1);
        Path password = folder.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, Hidden.PASSWORD);
        List<String> lines = new ArrayList<>();
        for (String command : commands()) {
            for (String failure : failures()) {
                lines.add("--verbose\t" + command + "\t--server-timeout\t0.1\t" + failure);
            }
        }
        Files.write(folder.resolve(COMMANDS), lines);

        Sluice.Result result = manyCommands();
        Files.delete(password);

        List<String> codes = result.out()
                .lines()
                .filter(line -> line.startsWith("exit code "))
                .toList();
        assertThat(codes).as(result::all).hasSameSizeAs(lines);
        for (int i = 0; i < codes.size(); i++) {
            assertThat(codes.get(i)).as(lines.get(i) + "\n" + result.all()).isIn("exit code 3", "exit code 64");
        }
        Hidden.assertIn(result.all());
        Hidden.assertInFolder(folder, COMMANDS);
        assertThat(result.err()).contains("refuses user or password", "does not answer within", "\tat ");
    }

    private List<String> commands() {
        String operation = String.valueOf(sluice.operation().getFileName());
        return List.of(
                "load\tplan.yaml",
                "load\t--rejects\t" + operation,
                "resume\t" + operation,
                "undo\t" + operation,
                "verify\t" + operation,
                "verify\tplan.yaml",
                "query\tplan.yaml\tall",
                "doc\tget\tplan.yaml\tpeople\t1",
                "compare\tplan.yaml",
                "compare\tplan.yaml\t--latency\t1ms",
                "tune\tplan.yaml",
                "hpnorton\t--all-products",
                "menu\tplan.yaml");
    }

    /** Options that name a server with a secret, and don't reach it. The environment has a wrong password too. */
    private List<String> failures() {
        String encoded = Hidden.encoded(Hidden.PASSWORD);
        String admin = "@" + host + "/?authSource=admin";
        return List.of(
                "--uri\tmongodb://root:" + encoded + admin,
                "--uri\tmongodb://root:" + Hidden.SHORT + admin,
                "--uri\tmongodb://root:" + Hidden.encoded(Hidden.SHORT_WIDE) + admin,
                "--uri\tmongodb://root" + admin,
                "--uri\tmongodb://root" + admin + "\t--password-file\tpassword",
                "--uri\tmongodb://root:" + encoded + admin + "&authMechanism=PLAIN",
                "--uri\tmongodb://root:" + encoded + "@127.0.0.1:1/",
                "--uri\tmongodb://root:" + Hidden.PASSWORD + "@" + host,
                "--uri\tmongodb://root:" + encoded + "@127.0.0.1:port",
                "--uri\tmongo://root:" + encoded + "@" + host,
                "--uri\troot:" + encoded + "@" + host,
                "--uri\tmongodb+srv://root:" + encoded + "@nowhere.invalid",
                "--uri\tmongodb://root:" + encoded + admin + "&w=0",
                "--uri\tmongodb://root:Xq7Zkp:Vw9Trs@" + host,
                "--uri\tmongodb://root:Xq7Zkp?Vw9Trs@" + host,
                "--uri\tmongodb://root:Xq7Zkp/a?b=Vw9Trs&c@" + host,
                "--uri\tmongodb://root:" + Hidden.SHORT + "?" + Hidden.SHORT_WIDE + "@" + host,
                "--uri\tmongodb://root:" + encoded + admin + "&tlsCertificateKeyFilePassword=" + encoded,
                "--uri\tmongodb://" + host + "/?proxyHost=127.0.0.1&proxyPort=1&proxyUsername=a&proxyPassword="
                        + encoded,
                "--uri\tmongodb://" + host + "/?authMechanism=GSSAPI&authMechanismProperties=" + encoded,
                "--uri\tmongodb://key:" + encoded + "@" + host
                        + "/?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:"
                        + Hidden.encoded(Hidden.TOKEN),
                "--urii\tmongodb://root:Xq7Zkp Vw9Trs@" + host);
    }

    private Sluice.Result manyCommands() {
        String classPath = Sluice.jars()
                + File.pathSeparator
                + Path.of("target", "test-classes").toAbsolutePath();
        return sluice.with("SLUICE_PASSWORD", Hidden.PASSWORD)
                .startCommand(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        ManyCommands.class.getName(),
                        COMMANDS)
                .endOfInput()
                .result();
    }

    @Test
    void aLoadThatLosesItsRightsOrItsServerHidesItsPassword() throws IOException {
        try (RealMongod fragile = RealMongod.builder().auth("root", "right").start()) {
            ServerFaults faults = new ServerFaults(fragile);
            faults.addUser("ann", Hidden.PASSWORD, "people");
            String uri = "mongodb://ann:" + Hidden.encoded(Hidden.PASSWORD) + "@127.0.0.1:" + fragile.port()
                    + "/?authSource=admin";
            writeRows();

            Sluice.Running load = sluice.start(arguments(uri, "load", "plan.yaml", "--max-docs-per-sec", "2000"));
            awaitRecords(1);
            String threads = threads(load.pid());
            faults.withdrawRights("ann", "people");
            Sluice.Result refused = load.result();
            faults.giveRights("ann", "people");
            Sluice.Running resumed = sluice.start(arguments(uri, "resume", "last", "--max-docs-per-sec", "2000"));
            awaitRecords(2);
            fragile.kill();
            Sluice.Result lost = resumed.result();
            Sluice.Result unreachable = sluice.run(arguments(uri, "resume", "last"));

            assertThat(threads).contains("worker-1");
            Hidden.assertIn(threads);
            for (Sluice.Result result : List.of(refused, lost, unreachable)) {
                assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
                Hidden.assertIn(result.all());
            }
            assertThat(refused.err() + refused.out()).contains("not authorized");
            assertThat(sluice.run("operations").out()).contains("sluice resume");
            Hidden.assertInFolder(folder, "");
        }
    }

    private static String[] arguments(String uri, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--uri",
                uri,
                "--verbose",
                "--server-timeout",
                "1",
                "--retry-for",
                "1s",
                "--workers",
                "1",
                "--chunk-size",
                "500"));
        return all.toArray(String[]::new);
    }

    /** Waits until so many starts of the operation have journaled a chunk. */
    private void awaitRecords(int starts) {
        Awaitility.await("a chunk in the journal")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    List<Path> operations = sluice.operations();
                    return operations.size() == 1
                            && Files.exists(operations.get(0).resolve("journal"))
                            && Files.readString(operations.get(0).resolve("journal"))
                                            .lines()
                                            .filter(line -> line.contains("\"records\""))
                                            .count()
                                    >= starts * 3L;
                });
    }

    private String threads(long pid) {
        return sluice.startCommand(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "Thread.print")
                .endOfInput()
                .result()
                .all();
    }

    private void writeRows() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("people.csv"))) {
            out.write("id,name\n");
            for (int i = 0; i < 100_000; i++) {
                out.write(i + ",Ann\n");
            }
        }
    }
}
