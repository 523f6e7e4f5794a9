package sluice.csv;

/**
 * Scans sources whose delimiter, quote and escape are one ASCII character each.
 *
 * <p>Hot path: every byte of every file passes here. {@link SpecialBytes} finds the bytes that may end or quote a field, and
 * this walks over them, one step for most fields. Each is looked at before it is believed.
 */
final class FastScanner extends Scanner {
    private final int delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final int lineFeed;
    private final int carriageReturn;
    private final boolean escaping;
    private final SpecialBytes specials;
    private final int[] found;
    /** How many of the special bytes found were looked at. */
    private int cursor;

    FastScanner(Dialect dialect) {
        super(dialect);
        delimiter = dialect.delimiter().charAt(0);
        quote = dialect.quote();
        escape = dialect.escape();
        comment = dialect.comment();
        boolean any = dialect.lineEnd().equals(Dialect.ANY_LINE_END);
        lineFeed = any || dialect.lineEnd().equals("\n") ? '\n' : Dialect.NONE;
        carriageReturn = any || dialect.lineEnd().equals("\r") ? '\r' : Dialect.NONE;
        escaping = escape != quote && escape != Dialect.NONE;
        specials = new SpecialBytes(delimiter, quote, escape);
        found = specials.found;
    }

    @Override
    void reset(byte[] source, int from, int recordLimit, int lookAheadEnd, long firstLine) {
        super.reset(source, from, recordLimit, lookAheadEnd, firstLine);
        specials.reset(source, from, lookAheadEnd);
        cursor = 0;
    }

    @Override
    boolean next() {
        if (!skipToRecord()) {
            return false;
        }
        record.begin(position, line);
        passOver(position);
        int at = readFields();
        record.rawEnd = at;
        if (at == end) {
            position = end;
            endSeen = true;
        } else {
            position = pastLineEnd(at);
        }
        return true;
    }

    /** Reads the record at the position and returns where it ends: at a line end, or {@link #end}. */
    private int readFields() {
        // Everything that the loop needs is a local variable, so that it stays in registers.
        byte[] source = bytes;
        int[] places = found;
        CsvRecord fields = record;
        long[] spans = fields.spans();
        int count = specials.count;
        int i = cursor;
        int n = 0;
        int start = position;
        while (true) {
            if (i == count) {
                i = 0;
                cursor = 0;
                if (!specials.refill()) {
                    return lastField(n, start, end);
                }
                count = specials.count;
            }
            while (spans.length - n < count - i) {
                spans = fields.grow();
            }
            int at = places[i];
            int b = source[at];
            // Most fields take this turn, so nothing else stands in it.
            while (b == delimiter) {
                spans[n++] = CsvRecord.span(start, at);
                start = at + 1;
                if (++i == count) {
                    break;
                }
                at = places[i];
                b = source[at];
            }
            if (i == count) {
                continue;
            }
            i++;
            if (b == lineFeed || b == carriageReturn) {
                cursor = i;
                return lastField(n, start, at);
            } else if (b == quote && at == start) {
                cursor = i;
                fields.fieldCount = n;
                int close = quoted(at);
                if (close == end || source[close] != delimiter) {
                    return close;
                }
                start = close + 1;
                passOver(start);
                i = cursor;
                count = specials.count;
                n++;
                spans = fields.spans();
            } else if (b == '\n' || b == '\r') {
                countLineEnd(at);
            }
        }
    }

    private int lastField(int before, int start, int at) {
        record.fieldCount = before;
        record.add(start, at);
        return at;
    }

    /** Forgets the special bytes before an index. */
    private void passOver(int index) {
        if (index > specials.next) {
            specials.seek(index);
            cursor = 0;
        }
        while (cursor < specials.count && found[cursor] < index) {
            cursor++;
        }
    }

    /** Passes over blank lines and comments; false at the limit. */
    private boolean skipToRecord() {
        int at = position;
        while (at < limit) {
            begun = at;
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
        byte[] source = bytes;
        int start = opening + 1;
        int next = start;
        boolean escaped = false;
        for (int at = nextSpecial(); at < end; at = nextSpecial()) {
            int b = source[at];
            if (at < next) {
                continue;
            }
            if (b == quote) {
                if (escape != quote || at + 1 == end || source[at + 1] != quote) {
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
        if (cursor == specials.count) {
            cursor = 0;
            if (!specials.refill()) {
                return end;
            }
        }
        return found[cursor++];
    }
}
