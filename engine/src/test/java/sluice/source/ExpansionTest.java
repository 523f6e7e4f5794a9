package sluice.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpansionTest {
    private static final int ZEROS = (int) Expansion.HARMLESS_BYTES + (1 << 20);

    @TempDir
    Path folder;

    @Test
    void zerosThatWereZippedAreRefused() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve("bomb.zip")))) {
            out.putNextEntry(new ZipEntry("a.csv"));
            zeros(out, ZEROS);
        }
        refused("bomb.zip", "ZIP");
    }

    @Test
    void zerosThatZstandardCompressedAreRefused() throws IOException {
        Files.write(folder.resolve("a.csv.zst"), CompressionTest.compress(Compression.ZSTANDARD, new byte[ZEROS]));
        refused("a.csv.zst", "Zstandard");
    }

    @Test
    void rowsThatAreAllTheSameAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < ZEROS / 10; i++) {
                out.write("1,a,2,b,3\n".getBytes(US_ASCII));
            }
        }
        Files.write(folder.resolve("rows.csv.gz"), bytes.toByteArray());
        assertThat(count("rows.csv.gz")).isEqualTo(ZEROS / 10 * 10);
    }

    @Test
    void whatIsSmallMayBeAnyTimesAsMuch() throws IOException {
        Files.write(folder.resolve("a.csv.zst"), CompressionTest.compress(Compression.ZSTANDARD, new byte[30 << 20]));
        assertThat(count("a.csv.zst")).isEqualTo(30 << 20);
    }

    private void refused(String name, String title) {
        assertThatThrownBy(() -> count(name))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        title + " data have become more than",
                        "over 1,000 times as much",
                        "decompression bomb",
                        "decompress it first");
    }

    private long count(String name) throws IOException {
        try (InputStream in = Sources.find(folder, name, new ByteArrayInputStream(new byte[0]))
                .get(0)
                .open()) {
            byte[] buffer = new byte[1 << 20];
            long count = 0;
            for (int read = 0; read >= 0; read = in.read(buffer)) {
                count += read;
            }
            return count;
        }
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        byte[] some = new byte[1 << 20];
        for (int i = 0; i < count; i += some.length) {
            out.write(some);
        }
    }
}
