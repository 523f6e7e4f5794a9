package sluice.csv;

/**
 * Reads the records of a chunk one after the other. Not thread-safe; one parser reads any number of chunks, and makes
 * no object per record.
 *
 * <p>Blank lines are no records and are passed over. Format: RFC 4180, with what {@link Dialect} adds.
 *
 * <p>Hot path: every byte of every file passes here once. A table look-up per byte keeps the loop free of branches on
 * the dialect.
 */
public final class CsvParser {
    private final int quote;
    private final int escape;
    private final byte[] kinds;
    private final CsvRecord record = new CsvRecord();

    private byte[] bytes = new byte[0];
    private int position;
    private long base;
    private long line;

    /** A parser for one dialect. */
    public CsvParser(Dialect dialect) {
        quote = dialect.quote();
        escape = dialect.escape();
        kinds = Kinds.of(dialect);
    }

    /** Starts to read a chunk. */
    public void reset(Chunk chunk) {
        bytes = chunk.bytes();
        record.bytes = bytes;
        position = 0;
        base = chunk.offset();
        line = chunk.firstLine();
    }

    /** The record that {@link #next()} moved to; always the same object. */
    public CsvRecord record() {
        return record;
    }

    /** The number of the line that comes next, from 1. */
    public long line() {
        return line;
    }

    /**
     * Moves to the next record.
     *
     * @return whether there is one
     */
    public boolean next() {
        int limit = bytes.length;
        while (position < limit && Kinds.isLineEnd(kinds[bytes[position] & 0xff])) {
            endLine(position);
        }
        if (position == limit) {
            return false;
        }
        record.begin(position, base + position, line);
        while (true) {
            int end = bytes[position] == (byte) quote && quote != Dialect.NONE ? quoted() : plain(position);
            if (end == limit) {
                record.rawEnd = end;
                position = end;
                return true;
            }
            if (kinds[bytes[end] & 0xff] != Kinds.DELIMITER) {
                record.rawEnd = end;
                endLine(end);
                return true;
            }
            position = end + 1;
            if (position == limit) {
                record.add(limit, limit, false);
                record.rawEnd = limit;
                return true;
            }
        }
    }

    private int plain(int start) {
        int end = skipText(start);
        record.add(start, end, false);
        return end;
    }

    private int skipText(int from) {
        byte[] source = bytes;
        byte[] table = kinds;
        int i = from;
        while (i < source.length && table[source[i] & 0xff] == Kinds.TEXT) {
            i++;
        }
        return i;
    }

    /** Reads the quoted field at the position and returns where it ends, after its closing quote. */
    private int quoted() {
        int limit = bytes.length;
        int start = position + 1;
        boolean escaped = false;
        int i = start;
        while (i < limit) {
            int b = bytes[i] & 0xff;
            if (b == escape && escape != quote) {
                escaped = true;
                i++;
                if (i < limit) {
                    countLineEnd(i);
                }
            } else if (b == quote) {
                if (escape != quote || i + 1 == limit || (bytes[i + 1] & 0xff) != quote) {
                    return close(start, i, escaped);
                }
                escaped = true;
                i++;
            } else {
                countLineEnd(i);
            }
            i++;
        }
        record.fail(CsvProblem.UNCLOSED_QUOTE, record.fieldCount);
        record.add(start, limit, true);
        return limit;
    }

    private int close(int start, int closing, boolean escaped) {
        int end = skipText(closing + 1);
        if (end != closing + 1) {
            record.fail(CsvProblem.TEXT_AFTER_QUOTE, record.fieldCount);
            record.add(start - 1, end, true);
        } else if (escaped) {
            record.addEscaped(start, closing, escape);
        } else {
            record.add(start, closing, true);
        }
        return end;
    }

    private void countLineEnd(int at) {
        byte b = bytes[at];
        if (b == '\n' || (b == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n'))) {
            line++;
        }
    }

    private void endLine(int at) {
        boolean crlf = bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n';
        position = at + (crlf ? 2 : 1);
        line++;
    }
}
