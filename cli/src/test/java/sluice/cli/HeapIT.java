package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** A load that doesn't fit into memory ends cleanly. */
final class HeapIT {
    @TempDir
    private Path folder;

    @Test
    void memoryThatRunsOutEndsTheLoadAndSaysWhatToLower() throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("people.csv"))) {
            writer.write("id,text\n");
            for (int i = 0; i < 60_000; i++) {
                writer.write(i + "," + "x".repeat(1000) + "\n");
            }
        }
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice sluice = new Sluice(folder).with("SLUICE_JAVA_OPTS", "-Xmx40m");
            Sluice.Result result = sluice.run(
                    "load",
                    "people.csv",
                    "--types",
                    "string",
                    "--workers",
                    "2",
                    "--chunk-size",
                    "32MiB",
                    "--uri",
                    RealMongod.shared().connectionString(),
                    "-d",
                    database.name());

            assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
            assertThat(result.err())
                    .contains("memory ran out", "SLUICE_JAVA_OPTS=-Xmx", "--workers", "--chunk-size")
                    .doesNotContain("\tat ", "defect");
            Document summary =
                    Document.parse(Files.readString(sluice.operation().resolve("summary.json")));
            assertThat(summary.getString("status")).isEqualTo("failed");
            assertThat(database.collection("people").countDocuments())
                    .isGreaterThanOrEqualTo(summary.getEmbedded(List.of("totals", "inserted"), 0));
        }
    }
}
