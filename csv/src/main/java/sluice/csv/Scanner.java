package sluice.csv;

/** Finds the records of a range of bytes that starts at a record boundary. Not thread-safe. */
abstract sealed class Scanner permits FastScanner, TokenScanner {
    final CsvRecord record = new CsvRecord();

    /** What is scanned. */
    byte[] bytes = new byte[0];
    /** Where the next record starts, if it is not a blank line or a comment. */
    int position;
    /** Where the record, comment or blank line starts that was looked at last: always a boundary. */
    int begun;
    /** Records start before it. */
    int limit;
    /** Nothing is looked at from here on. */
    int end;
    /** The number of the line at {@link #position}, from 1. */
    long line;
    /** Whether what stands at {@link #end} could change what was found: the last record may not be whole. */
    boolean endSeen;

    private final int lineByte;

    Scanner(Dialect dialect) {
        lineByte = dialect.lineByte();
    }

    /** A scanner for records that follow a dialect as rules say. */
    static Scanner of(Dialect dialect, ReadRules rules) {
        if (rules.recovers()) {
            return new RecoveringScanner(dialect, rules);
        }
        return dialect.isPlain() ? new FastScanner(dialect) : new TokenScanner(dialect);
    }

    /**
     * Starts to scan.
     *
     * @param firstLine the number of the line that starts at {@code from}
     */
    void reset(byte[] source, int from, int recordLimit, int lookAheadEnd, long firstLine) {
        bytes = source;
        record.bytes = source;
        position = from;
        begun = from;
        limit = recordLimit;
        end = lookAheadEnd;
        line = firstLine;
        endSeen = false;
    }

    /** Counts the line that ends at an index, if one does. */
    final void countLineEnd(int at) {
        byte b = bytes[at];
        if (lineByte != Dialect.NONE) {
            line += b == lineByte ? 1 : 0;
        } else if (b == '\n' || (b == '\r' && (at + 1 == end || bytes[at + 1] != '\n'))) {
            line++;
        }
    }

    /** Moves to the next record, if there is one. */
    abstract boolean next();

    /** The scanner's kinds of {@link Recovery} of the record; bits by ordinal. */
    int recoveries() {
        return 0;
    }
}
