package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversions, as a person runs them. */
final class ConvertIT {
    private static final int ROWS = 3_000_000;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void aPipeIsConvertedIntoAPipe() {
        Sluice.Result result = sluice.runWithInput("a;b\n1;\"2,5\"\n1;2;3\n", "convert", "-", "-", "--delimiter", ";");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("a,b\n1,\"2,5\"\n");
        assertThat(result.err()).contains("standard input, line 3: has 3 cells", "2 records, 1 written, 1 rejected.");
    }

    @Test
    void anExistingFileEndsTheCommand() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Files.writeString(folder.resolve("b.csv"), "mine");

        Sluice.Result result = sluice.run("convert", "a.csv", "b.csv");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("sluice: b.csv: is there already; --force replaces it.");
    }

    @Test
    void memoryDoesNotGrowWithTheFile() throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("big.csv"))) {
            writer.write("id;text;place\n");
            for (int i = 0; i < ROWS; i++) {
                writer.write(
                        i + ";\"some text, with commas, and\na line end, for all these many rows of it\";north side\n");
            }
        }

        Sluice.Result result = sluice.with("SLUICE_JAVA_OPTS", "-Xmx64m")
                .run("convert", "big.csv", "clean.csv", "--delimiter", ";", "--workers", "2");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.err()).contains("3,000,000 records, 3,000,000 written, 0 rejected.");
        assertThat(Files.size(folder.resolve("clean.csv"))).isEqualTo(Files.size(folder.resolve("big.csv")));
    }
}
