package sluice.csv;

/**
 * Scans sources whose delimiter, quote and escape are one ASCII character each.
 *
 * <p>Hot path: every byte of every file passes here. Eight bytes at a time become a mask of those that may end or quote a
 * field, and only the set bits are walked; most fields cost one step. {@code ParserBenchmark} shows what that gains over
 * a table look-up per byte. The mask may have a bit too many (see {@link Words#maybeZeros}), so each byte is looked at
 * before it is believed.
 */
final class FastScanner extends Scanner {
    private final int delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final int lineFeed;
    private final int carriageReturn;
    private final long delimiters;
    private final long quotes;
    private final long escapes;
    private final boolean escaping;
    private final long lineFeeds;
    private final long carriageReturns;

    /** Where the word starts whose special bytes are in {@link #mask}. */
    private int word;
    /** The high bits of the special bytes that were not looked at yet. */
    private long mask;

    FastScanner(Dialect dialect) {
        super(dialect);
        delimiter = dialect.delimiter().charAt(0);
        quote = dialect.quote();
        escape = dialect.escape();
        comment = dialect.comment();
        boolean any = dialect.lineEnd().equals(Dialect.ANY_LINE_END);
        lineFeed = any || dialect.lineEnd().equals("\n") ? '\n' : Dialect.NONE;
        carriageReturn = any || dialect.lineEnd().equals("\r") ? '\r' : Dialect.NONE;
        delimiters = Words.repeat(delimiter);
        // What a dialect hasn't is looked for as a second delimiter, and found as one.
        quotes = Words.repeat(quote == Dialect.NONE ? delimiter : quote);
        escaping = escape != quote && escape != Dialect.NONE;
        escapes = Words.repeat(escaping ? escape : delimiter);
        // Line ends count as lines even if they end no record, so both are looked for.
        lineFeeds = Words.repeat('\n');
        carriageReturns = Words.repeat('\r');
    }

    @Override
    void reset(byte[] source, int from, int recordLimit, int lookAheadEnd, long firstLine) {
        super.reset(source, from, recordLimit, lookAheadEnd, firstLine);
        word = from;
        mask = special(from);
    }

    @Override
    boolean next() {
        if (!skipToRecord()) {
            return false;
        }
        byte[] source = bytes;
        CsvRecord fields = record;
        int fieldStart = position;
        fields.begin(fieldStart, line);
        int w = word;
        long m = mask;
        while (true) {
            while (m == 0) {
                w += Long.BYTES;
                if (w >= end) {
                    return endOfInput(fieldStart);
                }
                m = w + Long.BYTES <= end ? classify(Words.at(source, w)) : special(w);
            }
            int at = w + Words.lowest(m);
            m &= m - 1;
            int b = source[at];
            if (b == delimiter) {
                if (at >= fieldStart) {
                    fields.add(fieldStart, at);
                    fieldStart = at + 1;
                }
            } else if (b == quote) {
                if (at == fieldStart) {
                    word = w;
                    mask = m;
                    int close = quoted(at);
                    w = word;
                    m = mask;
                    if (close == end) {
                        fields.rawEnd = end;
                        position = end;
                        endSeen = true;
                        return true;
                    }
                    if (source[close] != delimiter) {
                        fields.rawEnd = close;
                        return endLine(close, w, m);
                    }
                    fieldStart = close + 1;
                }
            } else if ((b == lineFeed || b == carriageReturn) && at >= fieldStart) {
                fields.add(fieldStart, at);
                fields.rawEnd = at;
                return endLine(at, w, m);
            } else if ((b == '\n' || b == '\r') && at >= fieldStart) {
                countLineEnd(at);
            }
        }
    }

    /** Passes over blank lines and comments; false at the limit. */
    private boolean skipToRecord() {
        int at = position;
        while (at < limit) {
            int b = bytes[at] & 0xff;
            if (b == lineFeed || b == carriageReturn) {
                at = pastLineEnd(at);
            } else if (b == comment) {
                at = commentEnd(at);
            } else {
                break;
            }
        }
        position = at;
        return at < limit;
    }

    private int commentEnd(int from) {
        int at = from;
        while (at < end) {
            int b = bytes[at] & 0xff;
            if (b == lineFeed || b == carriageReturn) {
                return pastLineEnd(at);
            }
            countLineEnd(at);
            at++;
        }
        endSeen = true;
        return end;
    }

    private boolean endOfInput(int fieldStart) {
        record.add(fieldStart, end);
        record.rawEnd = end;
        position = end;
        word = end;
        mask = 0;
        endSeen = true;
        return true;
    }

    private boolean endLine(int at, int w, long m) {
        word = w;
        mask = m;
        position = pastLineEnd(at);
        return true;
    }

    /** Where the line after the line end at an index starts. */
    private int pastLineEnd(int at) {
        line++;
        if (bytes[at] == '\r' && lineFeed != Dialect.NONE) {
            if (at + 1 == end) {
                endSeen = true;
            } else if (bytes[at + 1] == '\n') {
                return at + 2;
            }
        }
        return at + 1;
    }

    /**
     * Reads a quoted field.
     *
     * @param opening where its opening quote stands
     * @return where it ends: at a delimiter, a line end, or {@link #end}
     */
    private int quoted(int opening) {
        int start = opening + 1;
        int next = start;
        boolean escaped = false;
        for (int at = nextSpecial(); at < end; at = nextSpecial()) {
            if (at < next) {
                continue;
            }
            int b = bytes[at];
            if (b == quote) {
                if (escape != quote || at + 1 == end || bytes[at + 1] != quote) {
                    return close(opening, at, escaped);
                }
                escaped = true;
                next = at + 2;
            } else if (b == escape && escaping) {
                escaped = true;
                next = at + 2;
                if (at + 1 < end) {
                    countLineEnd(at + 1);
                }
            } else {
                countLineEnd(at);
            }
        }
        record.fail(CsvProblem.UNCLOSED_QUOTE, record.fieldCount);
        record.addQuoted(opening, start, end);
        return end;
    }

    private int close(int opening, int closing, boolean escaped) {
        int at = closing + 1;
        if (at < end && !endsField(at)) {
            do {
                at = nextSpecial();
            } while (at < end && (at <= closing || !endsField(at)));
            record.fail(CsvProblem.TEXT_AFTER_QUOTE, record.fieldCount);
            record.addQuoted(opening, opening, at);
            return at;
        }
        if (escaped) {
            record.addEscaped(opening, opening + 1, closing, escape);
        } else {
            record.addQuoted(opening, opening + 1, closing);
        }
        return at;
    }

    private boolean endsField(int at) {
        int b = bytes[at] & 0xff;
        return b == delimiter || b == lineFeed || b == carriageReturn;
    }

    /** The next byte that may be special, or {@link #end}. */
    private int nextSpecial() {
        long m = mask;
        int w = word;
        while (m == 0) {
            w += Long.BYTES;
            if (w >= end) {
                word = end;
                mask = 0;
                return end;
            }
            m = special(w);
        }
        word = w;
        mask = m & (m - 1);
        return w + Words.lowest(m);
    }

    private long special(int from) {
        if (from + Long.BYTES <= end) {
            return classify(Words.at(bytes, from));
        }
        long tail = 0;
        int count = end - from;
        for (int i = 0; i < count; i++) {
            tail |= (bytes[from + i] & 0xffL) << (Byte.SIZE * i);
        }
        return count <= 0 ? 0 : classify(tail) & (-1L >>> (Long.SIZE - Byte.SIZE * count));
    }

    private long classify(long eight) {
        long found = Words.maybeZeros(eight ^ delimiters)
                | Words.maybeZeros(eight ^ lineFeeds)
                | Words.maybeZeros(eight ^ carriageReturns)
                | Words.maybeZeros(eight ^ quotes);
        if (escaping) {
            found |= Words.maybeZeros(eight ^ escapes);
        }
        return found & Words.HIGH_BITS;
    }
}
