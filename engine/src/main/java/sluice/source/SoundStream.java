package sluice.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends where it can't be read on: what was read before is sound and can be used. Whoever comes to the end asks
 * {@link #requireSound}. Not thread-safe.
 */
final class SoundStream extends FilterInputStream {
    private @Nullable IOException failure;
    private @Nullable SourceException refusal;

    SoundStream(InputStream in) {
        super(in);
    }

    boolean isSound() {
        return failure == null && refusal == null;
    }

    /** Throws what ended the stream, if it was not its end. */
    void requireSound() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (!isSound()) {
            return -1;
        }
        try {
            return in.read(bytes, from, length);
        } catch (IOException e) {
            failure = e;
        } catch (SourceException e) {
            refusal = e;
        }
        return -1;
    }

    @Override
    public long skip(long count) {
        return Math.max(0, read(new byte[(int) Math.min(count, 1 << 16)]));
    }

    @Override
    public int read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
