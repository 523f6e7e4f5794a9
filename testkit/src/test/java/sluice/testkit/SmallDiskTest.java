package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SmallDiskTest {
    /** Not every machine lets its users mount; there the reason has to be told. */
    @Test
    void fullDiskTakesNothingUntilItIsCleared() {
        try (SmallDisk disk = SmallDisk.of(1 << 20)) {
            Path file = disk.folder().resolve("file");
            disk.fill(0);
            assertThatThrownBy(() -> Files.write(file, new byte[10_000])).hasMessageContaining("No space left");

            disk.clear();

            Files.write(file, new byte[10_000]);
            assertThat(file).hasSize(10_000);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("unshare -rm");
        }
    }
}
