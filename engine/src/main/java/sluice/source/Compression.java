package sluice.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * How a source's bytes are compressed, as its first bytes tell, whatever its name is. All of these may hold several compressed
 * parts one after the other; their contents are one text.
 */
public enum Compression {
    /** Made by gzip, pigz and many others. */
    GZIP("gzip", ".gz", 1, "\u001f\u008b"),
    /** Made by zstd; or by pzstd, which begins with a frame to be skipped. */
    ZSTANDARD("Zstandard", ".zst", 2, "(\u00b5/\u00fd", "P*M\u0018"),
    /** Made by bzip2; the other form is that of an empty text. */
    BZIP2("bzip2", ".bz2", 4, "BZh?1AY&SY", "BZh?\u0017rE8P\u0090"),
    /** Made by xz. */
    XZ("xz", ".xz", 1, "\u00fd7zXZ\u0000"),
    /** Made by lz4, in frames of blocks that don't depend on each other. */
    LZ4("LZ4", ".lz4", 1, "\u0004\"M\u0018");

    /** How many bytes tell a compression. */
    static final int HEAD_BYTES = 10;

    /** xz -9 needs 65 MiB; a file made to need more than this must not take the heap. */
    private static final int MAX_XZ_KIBIBYTES = 128 << 10;

    private final String title;
    private final String ending;
    private final int leastBytes;
    private final String magic;
    private final String otherMagic;

    Compression(String title, String ending, int leastBytes, String magic) {
        this(title, ending, leastBytes, magic, magic);
    }

    Compression(String title, String ending, int leastBytes, String magic, String otherMagic) {
        this.title = title;
        this.ending = ending;
        this.leastBytes = leastBytes;
        this.magic = magic;
        this.otherMagic = otherMagic;
    }

    /**
     * The compression that a source's first bytes tell, or null. A source that ends within them has it too: then it is cut off.
     *
     * @param head the first {@link #HEAD_BYTES}, or all there are
     */
    static @Nullable Compression of(byte[] head) {
        return Arrays.stream(values())
                .filter(one -> head.length >= one.leastBytes && one.fits(head))
                .findFirst()
                .orElse(null);
    }

    private boolean fits(byte[] head) {
        return matches(head, magic) || matches(head, otherMagic);
    }

    private static boolean matches(byte[] head, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < Math.min(head.length, bytes.length); i++) {
            // The digit in bzip2's head says how large its blocks are.
            if (bytes[i] == '?' ? head[i] < '1' || head[i] > '9' : head[i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first bytes, no more than tell: a pipe may not have more yet. */
    private static byte[] head(InputStream in) throws IOException {
        byte[] head = {};
        byte[] one = in.readNBytes(1);
        while (one.length > 0) {
            head = Arrays.copyOf(head, head.length + 1);
            head[head.length - 1] = one[0];
            byte[] soFar = head;
            boolean open = head.length < HEAD_BYTES && Arrays.stream(values()).anyMatch(value -> value.fits(soFar));
            one = open ? in.readNBytes(1) : new byte[0];
        }
        return head;
    }

    /** A stream's content: decompressed where its first bytes say that it is compressed. */
    static InputStream content(InputStream bytes) throws IOException {
        PushbackInputStream in = new PushbackInputStream(bytes, HEAD_BYTES);
        byte[] head = head(in);
        in.unread(head);
        Compression compression = of(head);
        return compression == null ? in : compression.decompress(in);
    }

    /** The content of compressed bytes, made as it is read; closing it closes {@code bytes}. */
    InputStream decompress(InputStream bytes) {
        return new DecompressedStream(title, bytes, this::decoder);
    }

    private InputStream decoder(InputStream bytes) throws IOException {
        return switch (this) {
            case GZIP -> new GzipStream(bytes);
            case ZSTANDARD -> new ZstdInputStreamNoFinalizer(bytes);
            case BZIP2 -> new BZip2CompressorInputStream(bytes, true);
            case XZ -> new XZInputStream(bytes, MAX_XZ_KIBIBYTES);
            case LZ4 -> new LZ4FrameInputStream(bytes);
        };
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** A file's name without the ending that says that it is compressed. */
    String withoutEnding(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending)
                ? name.substring(0, name.length() - ending.length())
                : name;
    }
}
