package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A source's bytes from the first; what is not text by its first bytes is refused.
 *
 * @param stream the bytes
 * @param offset how many bytes of the source stand before them
 */
public record SourceStream(InputStream stream, long offset) implements AutoCloseable {
    private static final int HEAD_BYTES = 4;

    /** First bytes that tell another format; the order matters, the first that fits names it. */
    private enum Format {
        LZ4_LEGACY("LZ4 in its old form, without frames", "\u0002!L\u0018"),
        ZIP("a ZIP archive (or a spreadsheet)", "PK\u0003\u0004");

        private final String title;
        private final String magic;

        Format(String title, String magic) {
            this.title = title;
            this.magic = magic;
        }

        boolean matches(byte[] head) {
            return startsWith(head, magic.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * Opens a source.
     *
     * @throws SourceException where its first bytes say that it is no UTF-8 text
     * @throws IOException where it can't be read
     */
    public static SourceStream open(Source source) throws IOException {
        PushbackInputStream in = new PushbackInputStream(source.open(), HEAD_BYTES);
        try {
            byte[] head = in.readNBytes(HEAD_BYTES);
            for (Format format : Format.values()) {
                if (format.matches(head)) {
                    throw new SourceException(source.name() + ": is " + format.title
                            + ", not UTF-8 text; convert it first, or pipe it in:"
                            + " a file of `-` reads standard input.");
                }
            }
            Compression second = Compression.of(head);
            if (second != null) {
                throw new SourceException(source.name() + ": is compressed twice: what it holds is " + second.title()
                        + " again; decompress it once.");
            }
            in.unread(head);
            return new SourceStream(in, 0);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Opens a source at one of its bytes; nothing is passed over and nothing refused.
     *
     * @throws IOException where it can't be read, or ends before
     */
    public static SourceStream openAt(Source source, long offset) throws IOException {
        return new SourceStream(source.open(offset), offset);
    }

    /** The same stream, ended at a byte of the source. */
    public SourceStream until(long end) {
        return new SourceStream(new LimitedStream(stream, end - offset), offset);
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
