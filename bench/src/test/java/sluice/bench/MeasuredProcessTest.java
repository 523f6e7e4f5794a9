package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {
    @TempDir
    private Path folder;

    @Test
    void processIsTimedAndItsMemorySeen() throws IOException, InterruptedException {
        Measurement measurement = MeasuredProcess.run(List.of("sh", "-c", "sleep 0.2; pwd"), folder);

        assertThat(measurement.seconds()).isBetween(0.2, 20.0);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(measurement.peakRss().orElse(0)).isBetween(1L << 16, 1L << 28);
        }
        assertThat(folder.resolve("output.txt")).hasContent(folder.toRealPath().toString());
    }

    @Test
    void failureShowsWhatWasPrinted() {
        assertThatThrownBy(() -> MeasuredProcess.run(List.of("sh", "-c", "echo no luck >&2; exit 3"), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("no luck");
    }
}
