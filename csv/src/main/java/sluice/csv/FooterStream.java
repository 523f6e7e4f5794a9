package sluice.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A text without its last lines, which are held back until the end shows that they are the last. Memory: those lines, and
 * one block. Not thread-safe.
 */
public final class FooterStream extends FilterInputStream {
    private static final int BLOCK_BYTES = 64 << 10;

    private final int lines;
    private byte[] held = new byte[2 * BLOCK_BYTES];
    private int start;
    /** Up to here is text; what stands behind may be footer. */
    private int released;

    private int end;
    private boolean ended;

    private FooterStream(InputStream in, int lines) {
        super(in);
        this.lines = lines;
    }

    /** The text without a format's footer: the text itself if the format has none. */
    public static InputStream without(CsvFormat format, InputStream text) {
        int lines = format.layout().footerRows();
        return lines == 0 ? text : new FooterStream(text, lines);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (start == released && !ended) {
            fill();
        }
        int count = Math.min(length, released - start);
        System.arraycopy(held, start, target, offset, count);
        start += count;
        return count == 0 ? -1 : count;
    }

    private void fill() throws IOException {
        if (held.length - end < BLOCK_BYTES) {
            byte[] roomier = end - start > held.length / 2 ? new byte[2 * held.length] : held;
            System.arraycopy(held, start, roomier, 0, end - start);
            held = roomier;
            end -= start;
            released -= start;
            start = 0;
        }
        int read = in.read(held, end, BLOCK_BYTES);
        ended = read < 0;
        end += Math.max(read, 0);
        released = Math.max(released, footerStart());
    }

    /** Where the last lines start. More input can only move that on. */
    private int footerStart() {
        int at = end > start ? beforeLineEnd(end) : start;
        int left = lines;
        while (at > start) {
            if (!isLineEnd(at - 1)) {
                at--;
            } else if (--left == 0) {
                return at;
            } else {
                at = beforeLineEnd(at);
            }
        }
        return start;
    }

    private boolean isLineEnd(int at) {
        return held[at] == '\n' || held[at] == '\r';
    }

    /** Where the line end that stands before an index starts, or the index. */
    private int beforeLineEnd(int at) {
        if (held[at - 1] == '\n' && at - 2 >= start && held[at - 2] == '\r') {
            return at - 2;
        }
        return isLineEnd(at - 1) ? at - 1 : at;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        byte[] block = new byte[(int) Math.min(count, BLOCK_BYTES)];
        while (skipped < count) {
            int read = read(block, 0, (int) Math.min(block.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public int available() {
        return released - start;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
