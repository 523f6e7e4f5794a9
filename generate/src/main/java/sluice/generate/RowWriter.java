package sluice.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as bytes, quotes only where RFC 4180 asks for it, breaks a row where it is told to, and counts what it
 * wrote. Hot: plain arrays, nothing allocated per row. One thread.
 */
final class RowWriter {
    private static final int FLUSH_AT = 1 << 20;

    /** More than any row takes, twice: a field may grow while it is quoted. */
    private static final int ROOM = 1 << 14;

    private static final byte[] SURPLUS = Pool.bytes("surplus");

    private final WritableByteChannel channel;
    private final byte[] lineEnd;
    private final Table.Shape shape;
    private final byte[] buffer = new byte[FLUSH_AT + ROOM];
    private int position;
    private int fieldStart;
    private int column;
    private @Nullable Damage damage;
    private boolean newlineInRow;
    private boolean nonAsciiInRow;

    private long flushed;
    private long rowsWithNewline;
    private long rowsWithNonAscii;

    RowWriter(WritableByteChannel channel, Table.Shape shape, boolean crlf) {
        this.channel = channel;
        this.shape = shape;
        lineEnd = crlf ? new byte[] {'\r', '\n'} : new byte[] {'\n'};
    }

    void header(List<String> names) throws IOException {
        begin(null);
        for (String name : names) {
            add(Pool.bytes(name)).field();
        }
        end();
    }

    void begin(@Nullable Damage damage) {
        this.damage = damage;
        column = 0;
        fieldStart = position;
        newlineInRow = false;
        nonAsciiInRow = false;
    }

    RowWriter add(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, position, bytes.length);
        position += bytes.length;
        return this;
    }

    RowWriter add(char ascii) {
        buffer[position++] = (byte) ascii;
        return this;
    }

    /** ASCII letters in lower case. */
    RowWriter lower(byte[] letters, int length) {
        for (int i = 0; i < length; i++) {
            buffer[position++] = (byte) (letters[i] | 0x20);
        }
        return this;
    }

    /** A number from 0 up, with leading zeros to the given width. */
    RowWriter number(long value, int width) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int length = Math.max(width, digits);
        long rest = value;
        for (int i = position + length - 1; i >= position; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        position += length;
        return this;
    }

    /** The low {@code digits} hexadecimal digits. */
    RowWriter hex(long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            buffer[position++] = (byte) Character.forDigit((int) (value >>> shift) & 15, 16);
        }
        return this;
    }

    /** Ends a field. */
    void field() {
        boolean text = column == shape.textColumn();
        if (damage == Damage.EMPTY_KEY && column == 0) {
            position = fieldStart;
        } else if (damage == Damage.TOO_FEW_FIELDS && column == shape.columns() - 1) {
            position = fieldStart - 1;
            return;
        }
        quote(text && damage == Damage.TEXT_AFTER_QUOTE);
        if (text && damage == Damage.TEXT_AFTER_QUOTE) {
            add('x');
        } else if (text && damage == Damage.INVALID_UTF8) {
            invalid();
        }
        column++;
        if (column < shape.columns()) {
            add(',');
        }
        fieldStart = position;
    }

    /** A lead byte that UTF-8 never has, and one that Windows-1252 doesn't have either. */
    private void invalid() {
        boolean quoted = buffer[position - 1] == '"';
        if (quoted) {
            position--;
        }
        buffer[position++] = (byte) 0xFF;
        buffer[position++] = (byte) 0x81;
        if (quoted) {
            add('"');
        }
    }

    private void quote(boolean always) {
        int quotes = 0;
        boolean needed = always;
        byte all = 0;
        for (int i = fieldStart; i < position; i++) {
            byte b = buffer[i];
            all |= b;
            if (b == '"') {
                quotes++;
            } else if (b == '\n' || b == '\r') {
                newlineInRow = true;
                needed = true;
            } else if (b == ',') {
                needed = true;
            }
        }
        nonAsciiInRow |= all < 0;
        if (!needed && quotes == 0) {
            return;
        }
        int to = position + quotes + 2;
        int from = position;
        position = to;
        buffer[--to] = '"';
        while (from > fieldStart) {
            byte b = buffer[--from];
            buffer[--to] = b;
            if (b == '"') {
                buffer[--to] = '"';
            }
        }
        buffer[--to] = '"';
    }

    void end() throws IOException {
        if (damage == Damage.TOO_MANY_FIELDS) {
            add(',').add(SURPLUS);
        }
        add(lineEnd);
        rowsWithNewline += newlineInRow ? 1 : 0;
        rowsWithNonAscii += nonAsciiInRow ? 1 : 0;
        if (position >= FLUSH_AT) {
            flush();
        }
    }

    void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        flushed += position;
        position = 0;
    }

    long bytes() {
        return flushed + position;
    }

    long rowsWithNewline() {
        return rowsWithNewline;
    }

    long rowsWithNonAscii() {
        return rowsWithNonAscii;
    }
}
