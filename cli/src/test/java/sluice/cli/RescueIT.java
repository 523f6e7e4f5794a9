package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Damage to the embedded server's data, and what is left after it. */
final class RescueIT {
    private static final int ROWS = 2000;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path pages = sluice.folder().resolve("sluice-data/sluice.mv");

    @Test
    void soundDataAreExportedWithTheirTypes() throws IOException {
        load();

        Sluice.Result result = sluice.run("rescue", "sluice-data", "out");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .contains("shop.people: 2,000 documents in shop.people.ndjson.")
                .contains("Everything was read");
        List<String> lines = Files.readAllLines(sluice.folder().resolve("out/shop.people.ndjson"));
        assertThat(lines).hasSize(ROWS);
        BsonDocument last = BsonDocument.parse(lines.get(ROWS - 1));
        assertThat(last.getInt32("k").getValue()).isEqualTo(ROWS - 1);
        assertThat(last.isObjectId("_id")).isTrue();
        assertThat(sluice.folder().resolve("out/rescue-report.txt")).content().contains("Everything was read");
        Sluice.Result again = sluice.run("rescue", "sluice-data", "out");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("out is not empty");
    }

    @Test
    void aFlippedBitIsRefusedByEveryCommandAndTheRestIsExported() throws IOException {
        load();
        byte[] bytes = Files.readAllBytes(pages);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("name 1000\0");
        bytes[at] ^= 1;
        Files.write(pages, bytes);

        assertRefused("sluice.mv has changed since it was written, at byte ", "load", "people.csv", "-d", "shop");
        assertRefused("sluice.mv has changed since it was written, at byte ", "verify", "people.csv", "-d", "shop");

        Sluice.Result result = sluice.run("rescue", "sluice-data", "out");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern("shop.people: 1,[0-9]+ documents in .*, [0-9]+ can't be read\\.");
        assertThat(Files.readAllLines(sluice.folder().resolve("out/shop.people.ndjson")))
                .hasSizeBetween(1000, ROWS - 1)
                .noneMatch(line -> line.contains("name 1000\""));
    }

    @Test
    void aFileThatIsCutShortOrMissingIsNoEmptyDatabase() throws IOException {
        load();
        byte[] bytes = Files.readAllBytes(pages);
        for (int length : new int[] {0, 10_000, bytes.length / 2, bytes.length - 1}) {
            Files.write(pages, Arrays.copyOf(bytes, length));
            assertRefused(
                    "sluice.mv is cut short: it has " + length + " bytes and needs " + bytes.length,
                    "load",
                    "people.csv",
                    "-d",
                    "shop");
        }
        Files.delete(pages);
        assertRefused("sluice.mv is missing", "load", "people.csv", "-d", "shop");
        assertThat(pages).doesNotExist();
    }

    private void load() throws IOException {
        StringBuilder rows = new StringBuilder("k,name\n");
        for (int row = 0; row < ROWS; row++) {
            rows.append(row).append(",name ").append(row).append('\n');
        }
        Files.writeString(sluice.folder().resolve("people.csv"), rows);
        Sluice.Result result = sluice.run("load", "people.csv", "-d", "shop");
        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    private void assertRefused(String message, String... command) {
        Sluice.Result result = sluice.run(command);
        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.err())
                .contains(message)
                .contains("sluice rescue ")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }
}
