package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkCutterTest {

    @Test
    void chunksOfRecordsHoldExactlySoMany() throws IOException {
        assertThat(texts("a\nb\n\nc\nd\ne", ChunkSize.records(2))).containsExactly("a\nb\n", "\nc\nd\n", "e");
    }

    @Test
    void chunksOfBytesHoldWholeRecords() throws IOException {
        assertThat(texts("aa\nbb\ncc\n", ChunkSize.bytes(7))).containsExactly("aa\nbb\n", "cc\n");
    }

    @Test
    void aRecordLargerThanTheChunkStaysWhole() throws IOException {
        assertThat(texts("a\n" + "b".repeat(100) + "\nc\n", ChunkSize.bytes(4)))
                .containsExactly("a\n", "b".repeat(100) + "\n", "c\n");
    }

    @Test
    void aLineEndInQuotesIsNoBoundary() throws IOException {
        assertThat(texts("\"a\nb\"\nc\n", ChunkSize.records(1))).containsExactly("\"a\nb\"\n", "c\n");
    }

    @Test
    void crlfIsNeverCutInHalf() throws IOException {
        assertThat(texts("a\r\nb\r\n", ChunkSize.bytes(2))).containsExactly("a\r\n", "b\r\n");
    }

    @Test
    void anEmptyStreamHasNoChunk() throws IOException {
        assertThat(texts("", ChunkSize.bytes(10))).isEmpty();
        assertThat(texts("", ChunkSize.records(10))).isEmpty();
    }

    @Test
    void largeFilesAreCutAcrossManyReads() throws IOException {
        String line = "0123456789,\"quoted, text\",abcdef\n";
        String text = line.repeat(100_000);
        assertThat(String.join("", texts(text, ChunkSize.bytes(100_000)))).isEqualTo(text);
        List<String> byRecords = texts(text, ChunkSize.records(30_000));
        assertThat(byRecords).hasSize(4);
        assertThat(byRecords.get(0)).hasSize(30_000 * line.length());
    }

    @Test
    void aRecordWithoutEndIsRefusedWithItsPlace() {
        ChunkCutter cutter = new ChunkCutter(
                "open.csv",
                new ByteArrayInputStream(("a\nb\n\"" + "x\n".repeat(2_000_000)).getBytes(UTF_8)),
                Dialect.RFC_4180,
                ReadRules.STRICT,
                TextEncoding.UTF_8,
                new ChunkCutter.Place(0, 1),
                1 << 20);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 3; i++) {
                        cutter.next(ChunkSize.records(1));
                    }
                })
                .isInstanceOfSatisfying(CsvException.class, e -> {
                    assertThat(e.source()).isEqualTo("open.csv");
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.offset()).isEqualTo(4);
                })
                .hasMessageContaining("open.csv, line 3 (byte 4)")
                .hasMessageContaining("quote left open");
    }

    @Test
    void recordsThatFillTheLimitAreCutEarlier() throws IOException {
        String text = "xxxxxxxxx\n".repeat(300_000);
        ChunkCutter cutter = new ChunkCutter(
                "long.csv",
                new ByteArrayInputStream(text.getBytes(UTF_8)),
                Dialect.RFC_4180,
                ReadRules.STRICT,
                TextEncoding.UTF_8,
                new ChunkCutter.Place(0, 1),
                1 << 20);
        long bytes = 0;
        for (Chunk chunk = cutter.next(ChunkSize.records(1_000_000));
                chunk != null;
                chunk = cutter.next(ChunkSize.records(1_000_000))) {
            bytes += chunk.length();
        }
        assertThat(bytes).isEqualTo(text.length());
    }

    private static List<String> texts(String text, ChunkSize size) throws IOException {
        ChunkCutter cutter =
                new ChunkCutter("test.csv", new ByteArrayInputStream(text.getBytes(UTF_8)), Dialect.RFC_4180, 0);
        List<String> chunks = new ArrayList<>();
        for (Chunk chunk = cutter.next(size); chunk != null; chunk = cutter.next(size)) {
            chunks.add(new String(chunk.bytes(), UTF_8));
        }
        return chunks;
    }
}
