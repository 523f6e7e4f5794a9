package sluice.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes records as RFC 4180 in UTF-8 with line feeds. Cells stay as they are. Only those are quoted that hold a comma, a
 * quote or a line end, or start with a byte order mark; and the one cell of a record that would be a blank line. Not
 * thread-safe.
 */
final class CleanCsv {
    private static final int INITIAL_BYTES = 1 << 16;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;
    private int recordStart;
    private int cells;

    /** Adds a record of these cells. */
    void record(List<String> cells) {
        for (String cell : cells) {
            byte[] utf8 = cell.getBytes(StandardCharsets.UTF_8);
            cell(utf8, 0, utf8.length);
        }
        endRecord();
    }

    /** Adds a cell to the record. */
    void cell(byte[] source, int from, int to) {
        // Twice for quotes that are doubled, and the quotes around, a comma and a line end.
        reserve(2L * (to - from) + 4);
        if (cells++ > 0) {
            bytes[length++] = ',';
        }
        if (needsQuotes(source, from, to)) {
            quoted(source, from, to);
        } else {
            System.arraycopy(source, from, bytes, length, to - from);
            length += to - from;
        }
    }

    /** Ends the record. */
    void endRecord() {
        reserve(3);
        if (length == recordStart) {
            bytes[length++] = '"';
            bytes[length++] = '"';
        }
        bytes[length++] = '\n';
        recordStart = length;
        cells = 0;
    }

    /** What was written since the last call. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        recordStart = 0;
        return taken;
    }

    private static boolean needsQuotes(byte[] source, int from, int to) {
        if (startsWithMark(source, from, to)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithMark(byte[] source, int from, int to) {
        int length = BYTE_ORDER_MARK.length;
        return to - from >= length && Arrays.equals(source, from, from + length, BYTE_ORDER_MARK, 0, length);
    }

    private void quoted(byte[] source, int from, int to) {
        bytes[length++] = '"';
        for (int i = from; i < to; i++) {
            if (source[i] == '"') {
                bytes[length++] = '"';
            }
            bytes[length++] = source[i];
        }
        bytes[length++] = '"';
    }

    private void reserve(long more) {
        long wanted = length + more;
        if (wanted > bytes.length) {
            long doubled = Math.min(2L * bytes.length, MAX_BYTES);
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(wanted, doubled)));
        }
    }
}
