package sluice.csv;

/**
 * Finds where records end without looking at what they hold. Everything starts at a record boundary, so a line end is
 * a boundary exactly when it stands outside quotes. Stateless but for its tables; one thread at a time is not required.
 */
final class RecordBoundaries {
    /** No boundary was found. */
    static final int NOT_FOUND = -1;

    private final int quote;
    private final int escape;
    private final byte[] kinds;

    RecordBoundaries(Dialect dialect) {
        quote = dialect.quote();
        escape = dialect.escape();
        kinds = Kinds.of(dialect);
    }

    /** The last boundary in {@code (from, to]}, where more bytes follow {@code to}. */
    int last(byte[] bytes, int from, int to) {
        if (quote == Dialect.NONE || !ByteSearch.contains(bytes, from, to, quote)) {
            return lastLineEnd(bytes, from, to);
        }
        int boundary = NOT_FOUND;
        int next = from;
        while (next != NOT_FOUND) {
            boundary = next;
            next = next == to ? NOT_FOUND : skip(bytes, next, to);
        }
        return boundary == from ? NOT_FOUND : boundary;
    }

    /** The boundary after {@code count} records from {@code from}, where more bytes follow {@code to}. */
    int after(int count, byte[] bytes, int from, int to) {
        int boundary = from;
        int records = 0;
        while (records < count && boundary != NOT_FOUND) {
            if (boundary == to) {
                return NOT_FOUND;
            }
            records += Kinds.isLineEnd(kinds[bytes[boundary] & 0xff]) ? 0 : 1;
            boundary = skip(bytes, boundary, to);
        }
        return boundary;
    }

    private static int lastLineEnd(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            // A CR as the last byte may be half of a CRLF: what follows will tell.
            if (bytes[i] == '\n' || (bytes[i] == '\r' && i + 1 < to)) {
                return i + 1;
            }
        }
        return NOT_FOUND;
    }

    /** The boundary after the record (or blank line) at {@code from}. */
    private int skip(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if ((bytes[i] & 0xff) == quote) {
                i = skipQuoted(bytes, i + 1, to);
            }
            while (i < to && kinds[bytes[i] & 0xff] == Kinds.TEXT) {
                i++;
            }
            if (i == to) {
                return NOT_FOUND;
            }
            byte kind = kinds[bytes[i++] & 0xff];
            if (kind == Kinds.LF) {
                return i;
            }
            if (kind == Kinds.CR) {
                return i == to ? NOT_FOUND : bytes[i] == '\n' ? i + 1 : i;
            }
        }
        return NOT_FOUND;
    }

    /** Where the quoted field whose value starts at {@code from} ends, or {@code to} where that can't be told yet. */
    private int skipQuoted(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i] & 0xff;
            if (b == escape && escape != quote) {
                i += 2;
            } else if (b == quote) {
                if (i + 1 == to) {
                    return to;
                }
                if (escape != quote || (bytes[i + 1] & 0xff) != quote) {
                    return i + 1;
                }
                i += 2;
            } else {
                i++;
            }
        }
        return to;
    }
}
