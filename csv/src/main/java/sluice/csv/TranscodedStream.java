package sluice.csv;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A source's text as UTF-8, made as it is read, in constant memory. What was sound before a failure is given before it is
 * thrown. Not thread-safe.
 */
final class TranscodedStream extends InputStream {
    private static final int BUFFER_BYTES = 32 << 10;

    private final InputStream source;
    private final String encoding;
    private final Codec.Transcoder transcoder;
    private final byte[] in = new byte[BUFFER_BYTES];
    private final Utf8Output out;
    /** How many source bytes were transcoded. */
    private long taken;

    private int inEnd;
    private int next;
    private boolean ended;
    private @Nullable IOException failure;

    TranscodedStream(InputStream source, String encoding, Codec codec) {
        this.source = source;
        this.encoding = encoding;
        transcoder = codec.transcoder();
        out = new Utf8Output(BUFFER_BYTES * codec.growth());
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
        while (next == out.end && !ended) {
            fill();
        }
        if (next == out.end) {
            if (failure != null) {
                throw failure;
            }
            return -1;
        }
        int given = Math.min(length, out.end - next);
        System.arraycopy(out.bytes, next, bytes, from, given);
        next += given;
        return given;
    }

    private void fill() {
        next = 0;
        out.end = 0;
        try {
            int read = source.read(in, inEnd, in.length - inEnd);
            ended = read < 0;
            inEnd += Math.max(0, read);
            int used = transcoder.transcode(in, 0, inEnd, ended, out);
            System.arraycopy(in, used, in, 0, inEnd - used);
            inEnd -= used;
            taken += used;
        } catch (InexactTextException e) {
            fail(new InexactTextException(encoding, taken + e.offset()));
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        failure = e;
        ended = true;
    }

    @Override
    public int available() {
        return out.end - next;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
