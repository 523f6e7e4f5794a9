package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.csv.ChunkSize;

final class PlanEditTest {
    private static final String HEAD = """
            # Ours. \uD83D\uDE00
            database: shop # the shop
            collections:
              people: { files: a.csv, key: id }
            """;

    @Test
    void aPlanWithoutLoadGetsOne() {
        assertThat(edited(HEAD)).isEqualTo(HEAD + "load:\n  workers: 4\n  chunkSize: 8000\n");
    }

    @Test
    void aLastLineWithoutAnEndGetsOne() {
        assertThat(edited(HEAD.stripTrailing())).isEqualTo(HEAD + "load:\n  workers: 4\n  chunkSize: 8000\n");
    }

    @Test
    void valuesAreReplacedWhereTheyStand() {
        assertThat(edited("""
                load: # how
                    # so many
                    workers:   2C   # twice
                    batchSize: 100
                    chunkSize: "1MiB" # large
                """ + HEAD)).isEqualTo("""
                load: # how
                    # so many
                    workers:   4   # twice
                    batchSize: 100
                    chunkSize: 8000 # large
                """ + HEAD);
    }

    @Test
    void missingSettingsFollowTheLastOne() {
        assertThat(edited(HEAD + "load:\n    batchSize: 100 # few\n\n# end\n"))
                .isEqualTo(HEAD + "load:\n    batchSize: 100 # few\n    workers: 4\n    chunkSize: 8000\n\n# end\n");
        assertThat(edited("load:\n  chunkSize: 10\n" + HEAD))
                .isEqualTo("load:\n  chunkSize: 8000\n  workers: 4\n" + HEAD);
    }

    @Test
    void flowStyleStaysFlowStyle() {
        assertThat(edited(HEAD + "load: { batchSize: 100, workers: 1 } # so\n"))
                .isEqualTo(HEAD + "load: { batchSize: 100, workers: 4, chunkSize: 8000 } # so\n");
        assertThat(edited(HEAD + "load: {batchSize: 100,}\n"))
                .isEqualTo(HEAD + "load: {batchSize: 100, workers: 4, chunkSize: 8000,}\n");
        assertThat(edited(HEAD + "load: {}\n")).isEqualTo(HEAD + "load: { workers: 4, chunkSize: 8000 }\n");
    }

    @Test
    void windowsLinesStayWindowsLines() {
        String windows = HEAD.replace("\n", "\r\n");
        assertThat(edited(windows)).isEqualTo(windows + "load:\r\n  workers: 4\r\n  chunkSize: 8000\r\n");
        assertThat(edited(windows + "load:\r\n  batchSize: 7 # x\r\n"))
                .isEqualTo(windows + "load:\r\n  batchSize: 7 # x\r\n  workers: 4\r\n  chunkSize: 8000\r\n");
    }

    @Test
    void anIndentedPlanStaysIndented() {
        String indented = HEAD.indent(2);
        assertThat(edited(indented)).isEqualTo(indented + "  load:\n    workers: 4\n    chunkSize: 8000\n");
    }

    @Test
    void sizesInBytesAreWrittenAsPeopleDo() {
        assertThat(PlanEdit.withLoad(HEAD, "plan", 1, ChunkSize.bytes(65_536))).endsWith("chunkSize: 64KiB\n");
        assertThat(PlanEdit.withLoad(HEAD, "plan", 1, ChunkSize.bytes(3 << 20))).endsWith("chunkSize: 3MiB\n");
        assertThat(PlanEdit.withLoad(HEAD, "plan", 1, ChunkSize.bytes(1001))).endsWith("chunkSize: 1001B\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ database: shop, collections: { people: { files: a.csv } } }",
                "database: shop\ncollections:\n  people: { files: a.csv }\nload:\n  lanes: &n 4\n  workers: *n\n",
                "database: shop\ncollections:\n  people: { files: a.csv }\n...\n"
            })
    void whatCantBeChangedIsRefusedWithWhatToWrite(String text) {
        PlanReader.parse(text, "plan.yaml", Path.of(""));
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> edited(text))
                .withMessageContaining("plan.yaml")
                .withMessageContaining("write by hand: load: { workers: 4, chunkSize: 8000 }");
    }

    private static String edited(String text) {
        return PlanEdit.withLoad(text, "plan.yaml", 4, ChunkSize.records(8_000));
    }
}
