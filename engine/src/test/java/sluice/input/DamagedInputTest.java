package sluice.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.plan.CollectionPlan;
import sluice.source.Compression;
import sluice.source.CompressionTest;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class DamagedInputTest {
    private static final CollectionPlan PLAN = CollectionPlan.of("c", List.of("a.csv"));

    @TempDir
    Path folder;

    private record Case(Compression compression, String rows, double share, int chunk) {
        @Override
        public String toString() {
            return compression + ", " + rows.length() + " bytes, cut at " + share + ", in chunks of " + chunk;
        }
    }

    @Test
    void whatStandsBeforeTheDamageIsGivenInWholeRows() {
        Property.named("a source that is cut off gives the whole rows before the cut, then fails")
                .cases(60)
                .check(DamagedInputTest::random, one -> {
                    byte[] packed = CompressionTest.compress(
                            one.compression(), one.rows().getBytes(UTF_8));
                    int cut = (int) (packed.length * one.share());
                    Source source = source(Arrays.copyOf(packed, cut));
                    String sound = sound(source);
                    String rows = sound.substring(0, sound.lastIndexOf('\n') + 1);
                    if (rows.isEmpty()) {
                        assertThatThrownBy(() -> CsvInput.open(source, PLAN)).isInstanceOf(SourceException.class);
                        return;
                    }
                    ByteArrayOutputStream given = new ByteArrayOutputStream();
                    try (CsvInput input = CsvInput.open(source, PLAN)) {
                        given.writeBytes(input.header().bytes());
                        assertThatThrownBy(() -> readAll(input, one.chunk(), given))
                                .isInstanceOf(SourceException.class)
                                .hasMessageContaining("data ends in the middle, at byte " + cut);
                    }
                    String text = given.toString(UTF_8);
                    assertThat(rows.startsWith(text) && text.endsWith("\n")).isTrue();
                    assertThat(rows.length() - text.length()).isLessThanOrEqualTo(lost(one.compression()));
                    assertThat(soundPart(source, one.chunk()).equals(text)).isTrue();
                });
    }

    /** XZ's decoder loses what it has decoded for one read when the data ends. */
    private static int lost(Compression compression) {
        return compression == Compression.XZ ? 8 << 10 : 0;
    }

    private static Case random(Gen gen) {
        StringBuilder rows = new StringBuilder("id,name\n");
        for (int left = gen.between(0, 20_000); left > 0; left--) {
            rows.append(gen.between(0, 1_000_000))
                    .append(',')
                    .append(gen.anyInt())
                    .append('\n');
        }
        return new Case(
                gen.oneOf(Compression.GZIP, Compression.ZSTANDARD, Compression.BZIP2, Compression.XZ),
                rows.toString(),
                gen.between(30, 99) / 100.0,
                gen.between(1, 3000));
    }

    @Test
    void aHeaderThatIsCutOffIsNotAHeader() throws IOException {
        byte[] packed = CompressionTest.compress(Compression.GZIP, "id,name\n1,2\n".getBytes(UTF_8));
        Source source = source(Arrays.copyOf(packed, packed.length - 14));
        assertThatThrownBy(() -> CsvInput.open(source, PLAN))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("data ends in the middle");
    }

    private String soundPart(Source source, int chunk) {
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        try (CsvInput input = CsvInput.open(source, PLAN).soundPart()) {
            given.writeBytes(input.header().bytes());
            readAll(input, chunk, given);
        }
        return given.toString(UTF_8);
    }

    private static void readAll(CsvInput input, int size, ByteArrayOutputStream given) {
        for (Chunk chunk = input.next(ChunkSize.records(size));
                chunk != null;
                chunk = input.next(ChunkSize.records(size))) {
            given.writeBytes(chunk.bytes());
        }
    }

    /** Byte by byte, so that nothing that can be decoded is missing. */
    private static String sound(Source source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = source.open()) {
            for (int one = in.read(); one >= 0; one = in.read()) {
                bytes.write(one);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("data ends in the middle");
        }
        return bytes.toString(UTF_8);
    }

    private Source source(byte[] bytes) throws IOException {
        Files.write(folder.resolve("a.csv"), bytes);
        return Sources.find(folder, "a.csv", InputStream.nullInputStream()).get(0);
    }
}
