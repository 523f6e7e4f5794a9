package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** What a load writes about itself can be read by its owner only, even where the process's mask takes no right away. */
final class OwnerOnlyIT {
    private static final int ROWS = 2_000;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void everyFileOfAnOperationIsItsOwnersOnly() throws IOException {
        StringBuilder rows = new StringBuilder("id,name\n1,Ann\n1,Bob\n2\n");
        for (int i = 2; i < ROWS; i++) {
            rows.append(i).append(",Ann\n");
        }
        Files.writeString(folder.resolve("people.csv"), rows);
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Files.writeString(folder.resolve("plan.yaml"), "database: " + database.name() + """

                    collections:
                      people:
                        files: people.csv
                        key: id
                        types: string
                    """);
            database.collection("people").createIndex(new Document("name", 1));

            Sluice.Running load = start(
                    database, "load", "plan.yaml", "--drop=early", "--max-docs-per-sec", "500", "--chunk-size", "100");
            Awaitility.await("a duplicate's key")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !load.isAlive() || names().contains("duplicates-0.bson"));
            assertOwnerOnly();
            load.signal("KILL").result();
            assertThat(start(database, "resume", "last").result().exitCode()).isEqualTo(1);
            Sluice.Result verified = start(database, "load", "plan.yaml", "--drop=early", "--verify")
                    .result();
            assertThat(verified.exitCode()).as(verified.all()).isEqualTo(1);
            database.collection("people").deleteOne(new Document("id", "5"));
            Path differences = sluice.operations().get(1).resolve("differences.jsonl");
            assertThat(start(database, "verify", "last", "--differences", differences.toString())
                            .result()
                            .exitCode())
                    .isEqualTo(1);
            Sluice.Result again = start(database, "load", "--rejects", "last").result();
            assertThat(again.exitCode()).as(again.all()).isEqualTo(1);

            assertThat(names())
                    .contains("journal", "lock", "operation.log", "plan.yaml", "indexes.json", "summary.json")
                    .contains("report.html", "verification.json", "differences.jsonl")
                    .contains("people.csv", "people.reasons.jsonl");
            assertOwnerOnly();
        }
    }

    private Sluice.Running start(TestDatabase database, String... command) {
        List<String> arguments = new ArrayList<>(List.of("-c", "umask 000; exec \"$0\" \"$@\"", sluice.program()));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--uri", database.connectionString(), "--workers", "1"));
        return sluice.startCommand("/bin/sh", arguments.toArray(String[]::new)).endOfInput();
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path path : all()) {
            names.add(String.valueOf(path.getFileName()));
        }
        return names;
    }

    private void assertOwnerOnly() throws IOException {
        for (Path path : all()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }

    private List<Path> all() throws IOException {
        Path operations = folder.resolve("sluice-operations");
        if (!Files.exists(operations)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(operations)) {
            return paths.toList();
        }
    }
}
