package sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFingerprintTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    @TempDir
    Path folder;

    @Test
    void aFileThatStaysHasNoDifference() throws IOException {
        for (int size : new int[] {0, 1, 1 << 16, (1 << 16) + 1, 1 << 17, 300_000}) {
            assertThat(of(new byte[size]).differenceTo(of(new byte[size]))).isNull();
        }
    }

    @Test
    void everyDifferenceIsSaid() throws IOException {
        SourceFingerprint then = of(new byte[300_000]);

        assertThat(then.differenceTo(of(new byte[1_300_000]))).isEqualTo("it had 300,000 bytes and has 1,300,000 now");
        assertThat(then.differenceTo(of(with(0)))).isEqualTo("it has as many bytes as before, but others");
        assertThat(then.differenceTo(of(with(299_999)))).isEqualTo("it has as many bytes as before, but others");
        Path file = folder.resolve("a.csv");
        Files.write(file, new byte[300_000]);
        Files.setLastModifiedTime(file, FileTime.from(TIME.plusSeconds(1)));
        assertThat(then.differenceTo(SourceFingerprint.of(file)))
                .isEqualTo(
                        "it was written to: last at 2026-01-02T03:04:06.678901Z, before that at 2026-01-02T03:04:05.678901Z");
    }

    @Test
    void theHashIsThirtyTwoDigits() throws IOException {
        assertThat(of(new byte[0]).hash()).matches("[0-9a-f]{32}");
        assertThat(of(with(1)).hash()).matches("[0-9a-f]{32}");
    }

    private static byte[] with(int changed) {
        byte[] bytes = new byte[300_000];
        bytes[changed] = 1;
        return bytes;
    }

    private SourceFingerprint of(byte[] bytes) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(TIME));
        return SourceFingerprint.of(file);
    }
}
