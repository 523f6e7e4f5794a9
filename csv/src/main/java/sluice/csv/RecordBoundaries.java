package sluice.csv;

import java.util.Arrays;

/**
 * Finds where records end. Everything starts at a record boundary, so a line end is a boundary exactly when it stands
 * outside quotes. Not thread-safe.
 */
final class RecordBoundaries {
    /** No boundary was found. */
    static final int NOT_FOUND = -1;

    private final Scanner scanner;
    /** Whether quotes and line ends are all there is to know. */
    private final boolean simple;

    private final boolean recovers;
    private final int lookAhead;
    private final int lineByte;
    private final QuoteParity parity;
    private final boolean parityHolds;
    private final int delimiter;
    private final int quote;
    private final int escape;
    /** Empty for any. */
    private final byte[] lineEnd;

    private final boolean lineFeeds;
    private final boolean carriageReturns;

    /** Where quoted fields start and end, in turn. */
    private int[] quotes = new int[256];

    private int quoteCount;

    /** How many records the last scan found. */
    private int scanned;

    /** Whether {@link #parity} knows how many lines end before the boundary found last. */
    private boolean linesKnown;

    RecordBoundaries(Dialect dialect, ReadRules rules) {
        scanner = Scanner.of(dialect, rules);
        recovers = rules.recovers();
        lookAhead = recovers ? rules.lookAhead() : 0;
        simple = dialect.isPlain() && !recovers && dialect.comment() == Dialect.NONE;
        lineByte = dialect.lineByte();
        parity = new QuoteParity(dialect);
        parityHolds = dialect.escape() == dialect.quote() || dialect.escape() == Dialect.NONE;
        delimiter = dialect.delimiter().charAt(0);
        quote = dialect.quote();
        escape = dialect.escape();
        lineEnd = Dialect.utf8(dialect.lineEnd());
        lineFeeds = !dialect.lineEnd().equals("\r");
        carriageReturns = !dialect.lineEnd().equals("\n");
    }

    /** How many bytes behind a boundary must be at hand, or all there are, for it to be found. */
    int lookAhead() {
        return lookAhead;
    }

    /**
     * The last boundary in {@code (from, to]}.
     *
     * @param end the bytes that may be looked at; {@code to} at least
     * @param whole whether the source ends there
     */
    int last(byte[] bytes, int from, int to, int end, boolean whole) {
        if (!simple) {
            return scan(Integer.MAX_VALUE, bytes, from, to, end, whole);
        }
        // A CR as the last byte may be half of a CRLF: what follows will tell.
        boolean half = lineFeeds && carriageReturns && to > from && bytes[to - 1] == '\r';
        if (parityHolds && parity.scan(bytes, from, half ? to - 1 : to)) {
            linesKnown = parity.boundary() != NOT_FOUND;
            return parity.boundary();
        }
        findQuotes(bytes, from, to);
        // From the end backwards through the text between quoted fields.
        int outsideEnd = quoteCount % 2 == 0 ? to : quotes[--quoteCount];
        while (true) {
            int outsideStart = quoteCount == 0 ? from : quotes[quoteCount - 1];
            int boundary = lastLineEnd(bytes, outsideStart, outsideEnd, to);
            if (boundary != NOT_FOUND || quoteCount == 0) {
                return boundary;
            }
            outsideEnd = quotes[quoteCount - 2];
            quoteCount -= 2;
        }
    }

    /** How many lines end up to a boundary; to be asked for the one found last, before anything else is. */
    long lines(byte[] bytes, int from, int boundary) {
        if (linesKnown) {
            linesKnown = false;
            return parity.lines();
        }
        return ByteSearch.countLineEnds(bytes, from, boundary, lineByte);
    }

    /** The boundary after {@code count} records from {@code from}; parameters as for {@link #last}. */
    int after(int count, byte[] bytes, int from, int to, int end, boolean whole) {
        int boundary = scan(count, bytes, from, to, end, whole);
        return scanned == count ? boundary : NOT_FOUND;
    }

    /** The last boundary in {@code (from, to]} of a source that ends at {@code to}, perhaps within a record. */
    int lastClosed(byte[] bytes, int from, int to) {
        return simple ? last(bytes, from, to, to, false) : scan(Integer.MAX_VALUE, bytes, from, to, to, false);
    }

    /** The boundary after as many records as there are, up to {@code count}. */
    private int scan(int count, byte[] bytes, int from, int to, int end, boolean whole) {
        int limit = recovers ? end : to;
        boolean everything = whole && limit == end;
        int decided = recovers && !whole && end > to ? end - lookAhead : to;
        scanner.reset(bytes, from, to, limit, 1);
        int boundary = NOT_FOUND;
        scanned = 0;
        boolean found = true;
        while (found && scanned < count && scanner.position <= decided) {
            found = scanner.next();
            if ((scanner.endSeen && !everything) || scanner.position > to) {
                // Comments and blank lines before it are whole, however many there are.
                boundary = Math.max(boundary, scanner.begun);
                break;
            }
            boundary = scanner.position;
            scanned += found ? 1 : 0;
        }
        return boundary == from ? NOT_FOUND : boundary;
    }

    /** Where the line at an index ends, with its line end; not found if that takes more bytes. */
    int pastLine(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            boolean token = lineEnd.length > 0
                    && at + lineEnd.length <= to
                    && Arrays.equals(bytes, at, at + lineEnd.length, lineEnd, 0, lineEnd.length);
            if (token) {
                return at + lineEnd.length;
            }
            if (lineEnd.length == 0 && (bytes[at] == '\n' || (bytes[at] == '\r' && at + 1 < to))) {
                return bytes[at] == '\r' && bytes[at + 1] == '\n' ? at + 2 : at + 1;
            }
        }
        return NOT_FOUND;
    }

    /** The last line end in {@code [from, to)}, where bytes are known up to {@code end}. */
    private int lastLineEnd(byte[] bytes, int from, int to, int end) {
        for (int i = to - 1; i >= from; i--) {
            // A CR as the last byte may be half of a CRLF: what follows will tell.
            if ((bytes[i] == '\n' && lineFeeds)
                    || (bytes[i] == '\r' && carriageReturns && (i + 1 < end || !lineFeeds))) {
                return i + 1;
            }
        }
        return NOT_FOUND;
    }

    /** Notes where quoted fields start and end. A quote opens a field only behind a delimiter or a line end. */
    private void findQuotes(byte[] bytes, int from, int to) {
        quoteCount = 0;
        boolean separate = escape != quote && escape != Dialect.NONE;
        long quotePattern = Words.repeat(quote);
        long escapePattern = Words.repeat(separate ? escape : quote);
        // Of the bytes before it, nothing more is to be looked at.
        int next = from;
        boolean inside = false;
        for (int w = from; w < to; w += Long.BYTES) {
            long eight = Words.orFewer(bytes, w, to);
            long mask = Words.zeros(eight ^ quotePattern) | Words.zeros(eight ^ escapePattern);
            for (; mask != 0; mask &= mask - 1) {
                int at = w + Words.lowest(mask);
                if (at < next || at >= to) {
                    continue;
                }
                if (bytes[at] != quote) {
                    next = inside ? at + 2 : at;
                } else if (!inside) {
                    inside = at == from || endsField(bytes[at - 1]);
                    if (inside) {
                        note(at);
                    }
                } else if (escape == quote && at + 1 < to && bytes[at + 1] == quote) {
                    next = at + 2;
                } else if (at + 1 < to) {
                    note(at + 1);
                    inside = false;
                }
            }
        }
    }

    private boolean endsField(int b) {
        return b == delimiter || (b == '\n' && lineFeeds) || (b == '\r' && carriageReturns);
    }

    private void note(int at) {
        if (quoteCount == quotes.length) {
            quotes = Arrays.copyOf(quotes, 2 * quoteCount);
        }
        quotes[quoteCount++] = at;
    }
}
