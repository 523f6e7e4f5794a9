package sluice.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file (RFC 1952), all its members. The platform's own {@code GZIPInputStream} takes the end of a member for the
 * end of the file where its buffer happens to end there and the stream says that nothing is available. Not thread-safe.
 */
final class GzipStream extends InputStream {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int BUFFER_BYTES = 32 << 10;

    private final InputStream in;
    private final byte[] buffer;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 content = new CRC32();
    private final CRC32 header = new CRC32();
    private int next;
    private int end;
    private boolean inMember;
    private boolean first = true;

    GzipStream(InputStream in) {
        this(in, BUFFER_BYTES);
    }

    /** Reads {@code bufferBytes} at a time. */
    GzipStream(InputStream in, int bufferBytes) {
        this.in = in;
        buffer = new byte[bufferBytes];
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
        try {
            while (inMember || beginMember()) {
                int read = inflater.inflate(bytes, from, length);
                if (read > 0) {
                    content.update(bytes, from, read);
                    return read;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new IOException("it needs a dictionary");
                } else if (inflater.needsInput()) {
                    fill();
                    inflater.setInput(buffer, next, end - next);
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage() == null ? "no deflated data" : e.getMessage(), e);
        }
    }

    /** Reads a member's header; false where there is no further member. Zeros may follow the last one: tapes have them. */
    private boolean beginMember() throws IOException {
        int one = nextOrEnd();
        boolean padded = false;
        while (one == 0 && !first) {
            padded = true;
            one = nextOrEnd();
        }
        if (one < 0 && !first) {
            return false;
        }
        header.reset();
        header.update(one);
        if (padded || one != (MAGIC & 0xff) || headerByte() != MAGIC >> 8) {
            throw new IOException("what follows is no gzip");
        }
        if (headerByte() != DEFLATE) {
            throw new IOException("its method is unknown");
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw new IOException("its header has unknown flags");
        }
        // Time, level and system.
        skipHeader(6);
        if ((flags & HAS_EXTRA) != 0) {
            skipHeader(headerByte() | headerByte() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        int checksum = (int) header.getValue() & 0xffff;
        if ((flags & HAS_HEADER_CHECKSUM) != 0 && checksum != (nextByte() | nextByte() << 8)) {
            throw new IOException("its header has another checksum");
        }
        first = false;
        inMember = true;
        content.reset();
        inflater.reset();
        inflater.setInput(buffer, next, end - next);
        return true;
    }

    private void endMember() throws IOException {
        long length = inflater.getBytesWritten() & 0xffffffffL;
        next = end - inflater.getRemaining();
        if (number() != content.getValue()) {
            throw new IOException("what it holds has another checksum");
        }
        if (number() != length) {
            throw new IOException("what it holds has another length");
        }
        inMember = false;
    }

    private void skipHeader(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headerByte();
        }
    }

    private void skipText() throws IOException {
        int one = headerByte();
        while (one != 0) {
            one = headerByte();
        }
    }

    private int headerByte() throws IOException {
        int one = nextByte();
        header.update(one);
        return one;
    }

    private long number() throws IOException {
        long number = 0;
        for (int i = 0; i < Integer.SIZE; i += Byte.SIZE) {
            number |= (long) nextByte() << i;
        }
        return number;
    }

    private int nextByte() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    private int nextOrEnd() throws IOException {
        return next < end || more() ? buffer[next++] & 0xff : -1;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
    }

    private boolean more() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
