package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallsTest {

    @TempDir
    private Path directory;

    @Test
    void rowsHaveSevenPlausibleColumnsAndNoHeader() throws IOException {
        DataSets.calls(GenerateOptions.into(directory).rows(3000).build());

        assertThat(NaiveCsv.read(directory.resolve("calls.csv"))).hasSize(3000).allSatisfy(r -> {
            assertThat(r.fields()).hasSize(7);
            assertThat(r.get(0)).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(r.get(1)).matches("\\d{3}-555-01\\d\\d");
            assertThat(r.get(2)).isNotBlank();
            assertThat(r.get(3)).matches("\\d+");
            assertThat(r.get(4)).matches("\\d+\\.\\d\\d");
            assertThat(r.get(5)).matches("(0[1-9]|1[0-2])/[0-3]\\d/20(1\\d|20)");
            assertThat(r.get(6)).isNotBlank();
        });
    }

    @Test
    void foundCountsAreThoseOfTheFile() throws IOException {
        FileSummary summary = DataSets.calls(GenerateOptions.into(directory)
                        .rows(20_000)
                        .badRows(0.05)
                        .duplicateKeys(0.05)
                        .quotedNewlines(0.1)
                        .nonAscii(0.1)
                        .build())
                .get(0);
        Map<String, Long> found = new TreeMap<>();
        List<NaiveCsv.Row> sound =
                NaiveCsv.read(summary.file()).stream().filter(r -> !r.bad(7)).toList();
        sound.forEach(r -> found.merge(r.get(5).substring(6), 1L, Long::sum));
        found.put("ao", sound.stream().filter(r -> r.get(6).contains("ao")).count());

        assertThat(summary.found()).isEqualTo(found);
    }

    @Test
    void oneToThreePercentOfTheTextsHoldTheSearchedLetters() {
        FileSummary summary = DataSets.calls(
                        GenerateOptions.into(directory).rows(50_000).build())
                .get(0);

        assertThat(summary.found().get("ao")).isBetween(500L, 1500L);
    }

    @Test
    void idsAreUnique() throws IOException {
        DataSets.calls(GenerateOptions.into(directory).rows(100_000).build());

        assertThat(NaiveCsv.read(directory.resolve("calls.csv")).stream()
                        .map(r -> r.get(0).substring(24))
                        .distinct())
                .hasSize(100_000);
    }
}
