package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** What comes after a load: operations, resume, verify, rejects, undo, as a person types them. */
final class OperationsIT {
    @RegisterExtension
    final TestDatabase database = TestDatabase.on(RealMongod.shared());

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inItsFolder() {
        sluice.with("SLUICE_URI", RealMongod.shared().connectionString());
    }

    private String id() throws IOException {
        return String.valueOf(operation().getFileName());
    }

    /** The one begun last. */
    private Path operation() throws IOException {
        try (Stream<Path> operations = Files.list(folder.resolve("sluice-operations"))) {
            return operations.max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    @Test
    void rejectsGoBackInAndAllOfItCanBeVerifiedAndUndone() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "k,n\n1,5\n2,x\n3,7\n");
        Sluice.Result load = sluice.run(
                "load",
                "a.csv",
                "-d",
                database.name(),
                "--key",
                "k",
                "--type",
                "n=int",
                "--types",
                "string",
                "--verify");
        assertThat(load.exitCode()).as(load.all()).isEqualTo(1);
        String first = id();
        assertThat(load.out()).contains("Once they are corrected: sluice load --rejects " + first, "Equal: ");
        assertThat(operation().resolve("verification.json")).exists();
        assertThat(sluice.run("resume", "last").exitCode()).isEqualTo(1);
        assertThat(sluice.run("operations").out())
                .contains(first, "completed with rejects", "sluice load --rejects " + first);

        Files.writeString(operation().resolve("rejects/a.csv"), "k,n\n2,6\n");
        Sluice.Result again = sluice.run("load", "--rejects", "last");
        assertThat(again.exitCode()).as(again.all()).isZero();
        assertThat(database.documents("a"))
                .extracting(document -> document.get("n"))
                .containsExactlyInAnyOrder(5, 6, 7);
        Sluice.Result twice = sluice.run("load", "--rejects", first);
        assertThat(twice.exitCode()).isEqualTo(3);
        assertThat(twice.err()).contains("its rejects were loaded by");

        assertThat(sluice.run("verify", first).exitCode()).isZero();
        database.collection("a").updateOne(new Document("k", "3"), new Document("$set", new Document("n", 8)));
        Sluice.Result verify = sluice.run("verify", first);
        assertThat(verify.exitCode()).as(verify.all()).isEqualTo(1);
        assertThat(verify.out()).contains("Different", "7", "8");

        assertThat(verify.err()).contains("sluice verify " + id());

        String second = id();
        assertThat(sluice.run("operations").out()).contains("rejects of " + first, "rejects loaded by " + second);
        Sluice.Result undo = sluice.run("undo", first);
        assertThat(undo.exitCode()).as(undo.all()).isZero();
        assertThat(undo.out()).contains("what that inserted stays. To remove it too: sluice undo " + second);
        assertThat(sluice.run("operations").out()).contains("sluice undo " + second);
        assertThat(database.documents("a"))
                .extracting(document -> document.get("n"))
                .containsExactly(6);
        assertThat(sluice.run("resume", first).exitCode()).isEqualTo(3);
        assertThat(sluice.run("undo", second).exitCode()).isZero();
        assertThat(database.documents("a")).isEmpty();
        assertThat(sluice.run("undo", first).all()).doesNotContain(second);
    }

    @Test
    void aLoadThatStopsAtTheLimitGoesOnOrIsUndone() throws IOException {
        StringBuilder rows = new StringBuilder("k,n\n");
        for (int i = 0; i < 2_000; i++) {
            rows.append(i).append(i % 10 == 0 ? ",x\n" : ",1\n");
        }
        Files.writeString(folder.resolve("a.csv"), rows);
        String[] load = {
            "load",
            "a.csv",
            "-d",
            database.name(),
            "--type",
            "n=int",
            "--max-errors",
            "5",
            "--chunk-size",
            "10",
            "--linear"
        };
        Sluice.Result stopped = sluice.run(load);
        assertThat(stopped.exitCode()).as(stopped.all()).isEqualTo(2);
        assertThat(stopped.out()).contains("sluice resume " + id() + " --max-errors with a higher limit");

        Sluice.Result resumed = sluice.run("resume", "last", "--max-errors", "10%");
        assertThat(resumed.exitCode()).as(resumed.all()).isEqualTo(1);
        assertThat(database.count("a")).isEqualTo(1_800);
        assertThat(sluice.run("undo", "last").exitCode()).isZero();
        assertThat(database.count("a")).isZero();

        String[] undoing = Arrays.copyOf(load, load.length + 1);
        undoing[load.length] = "--undo-on-failure";
        Sluice.Result undone = sluice.run(undoing);
        assertThat(undone.exitCode()).as(undone.all()).isEqualTo(2);
        assertThat(undone.out()).contains("Undone: ");
        assertThat(database.count("a")).isZero();
    }

    @Test
    void aPipeCantBeResumedAndSaysSo() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "k\n1\n");
        Sluice.Result load = sluice.runWithInput("k\n1\n2\n", "load", "-", "-c", "p", "-d", database.name());
        assertThat(load.exitCode()).as(load.all()).isZero();
        assertThat(load.out()).contains("Can't be resumed if it ends early: standard input");
        assertThat(sluice.run("undo", "last").exitCode()).isZero();
        assertThat(database.count("p")).isZero();
    }

    @Test
    void whatIsNoOperationIsRefused() {
        for (String name : new String[] {"LOAD_20200101-000000-0000", "../../etc", "last"}) {
            Sluice.Result result = sluice.run("resume", name);
            assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
            assertThat(result.err()).doesNotContain("\tat ");
        }
        assertThat(sluice.run("operations").out()).contains("No operations in");
    }
}
