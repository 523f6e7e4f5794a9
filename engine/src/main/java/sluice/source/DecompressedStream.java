package sluice.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What compressed bytes hold. Whatever a decoder throws at damaged ones becomes an {@link IOException} that says where and
 * what. Not thread-safe.
 */
final class DecompressedStream extends InputStream {
    private static final int BUFFER_BYTES = 64 << 10;
    /** Some decoders lose what they have decoded for one read when they come upon damage. */
    private static final int PIECE_BYTES = 8 << 10;

    private final String title;
    private final Compressed compressed;
    private final Opener opener;
    private final Expansion expansion;
    private @Nullable InputStream decoder;

    /** Makes a decoder; may read the first bytes. */
    interface Opener {
        InputStream open(InputStream compressed) throws IOException;
    }

    /** A decoder's content; the decoder is opened when the first byte is asked for. */
    DecompressedStream(String title, InputStream bytes, Opener opener) {
        this.title = title;
        compressed = new Compressed(bytes);
        this.opener = opener;
        expansion = new Expansion(title, () -> compressed.count);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = decoded(bytes, from, Math.min(length, PIECE_BYTES));
        expansion.add(Math.max(0, read));
        return read;
    }

    private int decoded(byte[] bytes, int from, int length) throws IOException {
        try {
            InputStream in = decoder;
            if (in == null) {
                in = opener.open(compressed);
                decoder = in;
            }
            int read = in.read(bytes, from, length);
            while (read == 0) {
                read = in.read(bytes, from, length);
            }
            return read;
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (LinkageError e) {
            throw new IOException(
                    title + " can't be read on this machine (" + e.getMessage()
                            + "); decompress it first, or pipe it in",
                    e);
        }
    }

    private IOException failed(Exception e) {
        if (compressed.failure != null) {
            return compressed.failure;
        }
        return compressed.ended || e instanceof EOFException
                ? new IOException(
                        "its " + title + " data ends in the middle, at byte " + compressed.count
                                + " of the compressed file; was it still being copied?",
                        e)
                : new IOException(
                        "its " + title + " data is damaged, or of a kind that isn't known, at or shortly before byte "
                                + compressed.count + " of the compressed file: " + e.getMessage(),
                        e);
    }

    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
        compressed.close();
    }

    /** The compressed bytes, counted as a decoder takes them, in pieces small enough to tell about where it is. */
    private static final class Compressed extends FilterInputStream {
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int next;
        private int end;
        private long count;
        private boolean ended;
        private @Nullable IOException failure;

        Compressed(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            if (next == end) {
                fill();
            }
            if (ended) {
                return -1;
            }
            count++;
            return buffer[next++] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (next == end && length > 0) {
                fill();
            }
            if (ended) {
                return -1;
            }
            int given = Math.min(length, end - next);
            System.arraycopy(buffer, next, bytes, from, given);
            next += given;
            count += given;
            return given;
        }

        private void fill() throws IOException {
            try {
                next = 0;
                end = Math.max(0, in.read(buffer, 0, buffer.length));
                ended = end == 0;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public long skip(long wanted) throws IOException {
            return read(new byte[(int) Math.min(wanted, BUFFER_BYTES)]);
        }

        @Override
        public int available() {
            return end - next;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
