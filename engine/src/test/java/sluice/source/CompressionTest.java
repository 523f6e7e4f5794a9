package sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

public class CompressionTest {
    private static final byte[] ROWS = "id,name\n1,Ann\n2,\"B\nob\"\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aFileIsReadAsWhatItHolds(Compression compression) throws IOException {
        for (byte[] content : new byte[][] {{}, ROWS, large()}) {
            Source source = source("a.csv", compress(compression, content));

            assertThat(source.open().readAllBytes()).isEqualTo(content);
            assertThat(source.open().readAllBytes()).isEqualTo(content);
            assertThat(source.size()).isEqualTo(-1);
            assertThat(source.repeatable()).isTrue();
            assertThat(source.change()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalPartsAreOneText(Compression compression) throws IOException {
        byte[] parts =
                join(compress(compression, ROWS), compress(compression, new byte[0]), compress(compression, ROWS));

        assertThat(source("a.csv", parts).open().readAllBytes()).isEqualTo(join(ROWS, ROWS));
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsOpenedAtAByteOfWhatItHolds(Compression compression) throws IOException {
        byte[] content = large();
        Source source = source("a.csv", compress(compression, content));

        for (int offset : new int[] {0, 1, 65_537, content.length - 1, content.length}) {
            assertThat(source.open(offset).readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(content, offset, content.length));
        }
        assertThatThrownBy(() -> source.open(content.length + 1L)).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsCutOffAnywhereNeverSucceeds(Compression compression) throws IOException {
        byte[] bytes = compress(compression, ROWS);
        for (int length = compression == Compression.BZIP2 ? 4 : 2; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> source("a.csv", part).open().readAllBytes())
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(IOException.class)
                    .hasMessage("its " + compression.title() + " data ends in the middle, at byte " + length
                            + " of the compressed file; was it still being copied?");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileNeverSucceeds(Compression compression) throws IOException {
        byte[] content = large();
        byte[] bytes = compress(compression, content);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = bytes.clone();
            int at = 30 + random.nextInt(bytes.length - 60);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> source("a.csv", damaged).open().readAllBytes())
                    .as("byte %d", at)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?s)its " + compression.title() + " data (is damaged|ends in the middle).*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsTheCompressedDataIsSaid(Compression compression) throws IOException {
        byte[] bytes = join(compress(compression, ROWS), "3,Carl\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> source("a.csv", bytes).open().readAllBytes()).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aPipeIsRecognisedToo(Compression compression) throws IOException {
        InputStream pipe = new ByteArrayInputStream(compress(compression, ROWS));

        assertThat(new StandardInput(pipe).open().readAllBytes()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @EnumSource
    void theLabelSaysNothingOfTheCompression(Compression compression) throws IOException {
        byte[] bytes = compress(compression, ROWS);
        String ending = switch (compression) {
            case GZIP -> ".gz";
            case ZSTANDARD -> ".zst";
            case BZIP2 -> ".bz2";
            case XZ -> ".xz";
            case LZ4 -> ".lz4";
        };

        assertThat(source("a.csv", bytes).label()).isEqualTo("a.csv");
        assertThat(source("a.csv" + ending, bytes).label()).isEqualTo("a.csv");
        assertThat(source("b.csv" + ending, ROWS).label()).isEqualTo("b.csv" + ending);
    }

    @Test
    void noBufferSizeLosesAMember() throws IOException {
        byte[] members = {};
        byte[] content = {};
        for (int i = 0; i < 12; i++) {
            byte[] rows = Arrays.copyOf(large(), i * i * 7);
            members = join(members, compress(Compression.GZIP, rows));
            content = join(content, rows);
        }
        for (int size = 1; size < 700; size++) {
            InputStream one = new GzipStream(new ByteArrayInputStream(members), size);
            assertThat(one.readAllBytes()).as("buffer of %d bytes", size).isEqualTo(content);
            InputStream few = new GzipStream(slowly(members, size), 512);
            assertThat(few.readAllBytes()).as("%d bytes at a time", size).isEqualTo(content);
        }
    }

    @Test
    void theFieldsOfAGzipHeaderArePassedOver() throws IOException {
        byte[] plain = compress(Compression.GZIP, ROWS);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(Arrays.copyOf(plain, 3));
        header.write(2 | 4 | 8 | 16);
        header.write(new byte[6]);
        header.write(new byte[] {3, 0, 'x', 0, 'y'});
        header.write("a.csv\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        CRC32 checksum = new CRC32();
        checksum.update(header.toByteArray());
        header.write((int) checksum.getValue());
        header.write((int) checksum.getValue() >> 8);
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(source("a.gz", join(header.toByteArray(), rest)).open().readAllBytes())
                .isEqualTo(ROWS);
        assertThatThrownBy(() -> source("a.gz", join(header.toByteArray(), new byte[] {1}, rest))
                        .open()
                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void zerosMayFollowAGzipMember() throws IOException {
        byte[] bytes = join(compress(Compression.GZIP, ROWS), new byte[1000]);

        assertThat(source("a.csv", bytes).open().readAllBytes()).isEqualTo(ROWS);
    }

    @Test
    void aFrameToBeSkippedMayStandBeforeZstandardData() throws IOException {
        byte[] skipped = {'P', '*', 'M', 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
        byte[] part = join(skipped, compress(Compression.ZSTANDARD, ROWS));

        assertThat(source("a.csv", join(part, part)).open().readAllBytes()).isEqualTo(join(ROWS, ROWS));
    }

    @Test
    void aNameSaysNothing() throws IOException {
        Source source = source("a.csv.gz", ROWS);

        assertThat(source.open().readAllBytes()).isEqualTo(ROWS);
        assertThat(source.size()).isEqualTo(ROWS.length);
    }

    @Test
    void whatIsAppendedIsNotRead() throws IOException {
        byte[] bytes = compress(Compression.GZIP, ROWS);
        Source source = source("a.csv", bytes);
        Files.write(folder.resolve("a.csv"), bytes, StandardOpenOption.APPEND);

        assertThat(source.open().readAllBytes()).isEqualTo(ROWS);
        assertThat(source.change()).startsWith("had " + bytes.length + " bytes");
    }

    private Source source(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return Sources.find(folder, name, InputStream.nullInputStream()).get(0);
    }

    private static byte[] large() {
        StringBuilder text = new StringBuilder("id,name\n");
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(',').append(random.nextInt()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] compress(Compression compression, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder(compression, bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static OutputStream encoder(Compression compression, OutputStream out) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(out);
            case ZSTANDARD -> new ZstdOutputStream(out).setChecksum(true);
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(3));
            // As the lz4 command does; without a checksum damage may go unseen.
            case LZ4 ->
                new LZ4FrameOutputStream(
                        out, BLOCKSIZE.SIZE_4MB, FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM);
        };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A stream that gives at most so many bytes at a time and never says that more are there. */
    private static InputStream slowly(byte[] bytes, int atMost) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atMost));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }
}
