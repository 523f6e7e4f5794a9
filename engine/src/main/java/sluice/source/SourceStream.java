package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import sluice.csv.ByteOrderMark;
import sluice.csv.TextEncoding;

/**
 * A source's bytes from the first; what is not text by its first bytes is refused.
 *
 * @param stream the bytes
 * @param offset how many bytes of the source stand before them
 * @param sound what knows whether the bytes end because the source ends
 */
public record SourceStream(InputStream stream, long offset, SoundStream sound) implements AutoCloseable {
    /**
     * Opens a source.
     *
     * @throws SourceException if its first bytes say that it is something else
     * @throws IOException where it can't be read
     */
    public static SourceStream open(Source source) throws IOException {
        SoundStream sound = new SoundStream(source.open());
        PushbackInputStream in = new PushbackInputStream(sound, FileFormat.HEAD_BYTES);
        try {
            byte[] head = in.readNBytes(FileFormat.HEAD_BYTES);
            FileFormat other = FileFormat.of(withoutMark(head));
            if (other != null) {
                throw new SourceException(source.name() + ": " + other.refusal());
            }
            Compression second = Compression.of(head);
            if (second != null) {
                throw new SourceException(source.name() + ": is compressed twice: what it holds is " + second.title()
                        + " again; decompress it once.");
            }
            in.unread(head);
            return new SourceStream(in, 0, sound);
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
        SoundStream sound = new SoundStream(source.open(offset));
        return new SourceStream(sound, offset, sound);
    }

    /** The same stream, ended at a byte of the source. */
    public SourceStream until(long end) {
        return new SourceStream(new LimitedStream(stream, end - offset), offset, sound);
    }

    /** Whether nothing has kept it from being read so far. If something has, the bytes end there. */
    public boolean isSound() {
        return sound.isSound();
    }

    /**
     * Throws what kept it from being read on, if something did.
     *
     * @throws SourceException if it is no longer what was found
     * @throws IOException if it is damaged, cut off, or can't be reached
     */
    public void requireSound() throws IOException {
        sound.requireSound();
    }

    /** The bytes behind a UTF-8 byte order mark. */
    private static byte[] withoutMark(byte[] head) {
        ByteOrderMark mark = TextEncoding.byteOrderMark(head);
        return mark != null && mark.encoding().equals(TextEncoding.UTF_8)
                ? Arrays.copyOfRange(head, mark.length(), head.length)
                : head;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
