package sluice.csv;

/**
 * Scans records that may break their dialect. What it decides about a record depends on the record's own bytes and on at
 * most {@link ReadRules#lookAhead} from its start, so a chunk that carries so many bytes behind its end is read as
 * the whole source would be.
 *
 * <p>A quote closes a field only before a delimiter, a line end or the end of the input; any other quote is content. A
 * field that holds such a quote, or line ends, is quoted only if the record then has the right number of cells, or if
 * reading the quote as content would not give that number either. A record that has another number of cells is read
 * again with other tokens ({@link OtherTokens}), and such a reading is taken only if it gives exactly the right number.
 */
final class RecoveringScanner extends TokenScanner {
    private static final int NONE = -1;
    private static final int CRLF_BYTES = 2;
    private static final byte BACKSLASH = '\\';
    private static final byte[] ANY_LINE_END = {};

    private final int width;
    private final int lookAhead;
    private final boolean doubled;
    private final byte[] ownLineEnd;
    /** How many bytes the longest token has that ends a field. */
    private final int reach;

    private final OtherTokens others;
    private int recoveries;

    /** What {@link #look} found: the closing quote of a quoted field, or {@link #NONE}. */
    private int closing;

    private boolean strayQuotes;
    private boolean lineEnds;

    RecoveringScanner(Dialect dialect, ReadRules rules) {
        super(dialect);
        width = rules.width();
        lookAhead = rules.lookAhead();
        doubled = dialect.quote() == dialect.escape();
        ownLineEnd = lineEnd;
        reach = Math.max(Math.max(delimiter.length, lineEnd.length), CRLF_BYTES);
        others = new OtherTokens(this, width, doubled);
    }

    @Override
    int recoveries() {
        return recoveries;
    }

    @Override
    boolean next() {
        recoveries = 0;
        boolean found = super.next();
        setLineEnd(ownLineEnd);
        if (found && width > 0) {
            if (record.fieldCount != width) {
                mendWidth();
            } else if (others.mayStartQuoted()) {
                others.readWithAnotherQuote();
            }
        }
        return found;
    }

    /** Reads the record, up to another line end than the dialect's only if it then, and only then, has the right width. */
    @Override
    void readRecord() {
        boolean common = ownLineEnd.length > 0 && (ownLineEnd[0] == '\r' || ownLineEnd[0] == '\n');
        if (!common || width == 0) {
            readFields();
            return;
        }
        long startLine = line;
        boolean seen = endSeen;
        setLineEnd(ANY_LINE_END);
        readFields();
        if (past(ownLineEnd, record.rawEnd) >= 0 && !holdsLineEnd()) {
            return;
        }
        boolean other = recoveries == 0
                && record.fieldCount == width
                && record.rawEnd < end
                && past(ownLineEnd, record.rawEnd) < 0;
        if (other && !fitsOwnLineEnd(startLine)) {
            readAgain(startLine, seen);
            note(Recovery.OTHER_LINE_END);
        } else {
            setLineEnd(ownLineEnd);
            readAgain(startLine, seen);
        }
    }

    /** Whether a line end of any kind stands within the record; if none does, it is read the same by any of them. */
    private boolean holdsLineEnd() {
        for (int at = record.rawStart; at < record.rawEnd; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                return true;
            }
        }
        return false;
    }

    private void readAgain(long startLine, boolean seen) {
        recoveries = 0;
        line = startLine;
        endSeen = seen;
        readFields();
    }

    /** Whether the record has the right width if it ends, soon enough, with the dialect's line end. */
    private boolean fitsOwnLineEnd(long startLine) {
        int realEnd = end;
        int bound = Math.min(end, position + lookAhead);
        end = bound;
        setLineEnd(ownLineEnd);
        fieldLimit = width;
        line = startLine;
        readFields();
        fieldLimit = Integer.MAX_VALUE;
        setLineEnd(ANY_LINE_END);
        end = realEnd;
        return record.fieldCount == width && record.rawEnd + ownLineEnd.length <= bound;
    }

    private void setLineEnd(byte[] other) {
        if (lineEnd != other) {
            lineEnd = other;
            markStops();
        }
    }

    private void mendWidth() {
        boolean near = record.rawEnd - record.rawStart <= lookAhead;
        if (near && others.readWithOtherQuoting()) {
            return;
        }
        int last = record.fieldCount - 1;
        while (last >= width && record.start(last) == record.end(last) && !record.quoted(last)) {
            last--;
        }
        if (last + 1 == width) {
            record.truncate(width);
            note(Recovery.SURPLUS_EMPTY);
        } else if (near) {
            others.readWithDelimiters();
        }
    }

    /** Takes note of a recovery. */
    @SuppressWarnings("EnumOrdinal") // A set of kinds in an int: the hot path makes no object.
    void note(Recovery kind) {
        recoveries |= kind.bit();
    }

    /** Replaces what was noted. */
    void setRecoveries(int kinds) {
        recoveries = kinds;
    }

    @Override
    int pastEscaped(int at) {
        if (doubled || escape.length == 0) {
            return super.pastEscaped(at);
        }
        int pastEscape = past(escape, at);
        if (pastEscape < 0) {
            return NONE;
        }
        int past = past(quote, pastEscape);
        past = past >= 0 ? past : past(escape, pastEscape);
        return past >= 0 ? past : past(delimiter, pastEscape);
    }

    @Override
    int quotedField(int start, int opening) {
        int content = opening + quote.length;
        int before = record.fieldCount;
        look(content, true);
        if (closing != NONE && isQuoted(start, before)) {
            return addQuoted(start, content);
        }
        // A quote escaped in another way, such as \"" at a field's end, hides the closing one from a doubling dialect.
        look(content, false);
        if (closing != NONE && !lineEnds && width > 0 && cells(before, fieldEndAfter(closing)) == width) {
            strayQuotes = true;
            return addQuoted(start, content);
        }
        note(Recovery.QUOTE_AS_LITERAL);
        return plainField(start);
    }

    private int addQuoted(int start, int content) {
        int close = closing;
        int fieldEnd = fieldEndAfter(close);
        if (!strayQuotes) {
            addContent(start, content, close);
        } else if (!addBackslashed(start, content, close)) {
            note(Recovery.QUOTE_AS_CONTENT);
            addContent(start, content, close);
        }
        countLineEnds(content, close);
        return fieldEnd;
    }

    /** Adds content less its escapes, backslashes before single quotes among them; false if there are none of those. */
    private boolean addBackslashed(int outerStart, int from, int to) {
        boolean found = false;
        int copied = NONE;
        int start = from;
        int at = from;
        while (doubled && at < to) {
            int pastEscaped = pastEscaped(at);
            boolean escaped = pastEscaped >= 0 && pastEscaped <= to;
            boolean backslashed = !escaped && isBackslashed(at, to);
            if (escaped || backslashed) {
                copied = record.copy(copied, start, at);
                start = at + (escaped ? escape.length : 1);
                at = start + quote.length;
                found |= backslashed;
            } else {
                at++;
            }
        }
        if (found) {
            record.endCopy(outerStart, record.copy(copied, start, to), true);
            note(Recovery.OTHER_ESCAPE);
        }
        return found;
    }

    private boolean isBackslashed(int at, int to) {
        int past = bytes[at] == BACKSLASH ? past(quote, at + 1) : NONE;
        int pastPair = past < 0 ? NONE : super.pastEscaped(at + 1);
        return past >= 0 && past <= to && (pastPair < 0 || pastPair > to);
    }

    private boolean isQuoted(int start, int before) {
        if (!strayQuotes && !lineEnds) {
            return true;
        }
        boolean doubtful = strayQuotes && lineEnds;
        if (width == 0) {
            return !doubtful;
        }
        int quoted = cells(before, fieldEndAfter(closing));
        if (quoted == width && !doubtful) {
            return true;
        }
        boolean plainFits = cells(before, plainEnd(start)) == width;
        boolean fits = quoted == width || (quoted < width ? !doubtful : !lineEnds);
        return fits && !plainFits;
    }

    /** Looks for the closing quote of the content at an index. */
    private void look(int content, boolean escapes) {
        int bound = Math.min(end, record.rawStart + lookAhead);
        closing = NONE;
        strayQuotes = false;
        lineEnds = false;
        int at = content;
        while (at < bound) {
            int pastEscaped = escapes && at + quote.length != split ? pastEscaped(at) : NONE;
            if (pastEscaped >= 0) {
                at = pastEscaped;
            } else if (past(quote, at) < 0) {
                lineEnds |= pastLineEnd(at) >= 0;
                at++;
            } else if (isWithin(fieldEndAfter(at), bound)) {
                closing = at;
                return;
            } else {
                strayQuotes = true;
                at += quote.length;
            }
        }
    }

    /** How many cells the record has if a field of it, after {@code before} others, ends at an index; -1 for too far. */
    private int cells(int before, int fieldEnd) {
        int foundClosing = closing;
        boolean foundStray = strayQuotes;
        boolean foundLines = lineEnds;
        int bound = Math.min(end, record.rawStart + lookAhead);
        int cells = before + 1;
        int at = fieldEnd;
        while (isWithin(at, bound) && pastDelimiter(at) >= 0) {
            cells++;
            int field = pastDelimiter(at);
            int next = NONE;
            if (past(quote, field) >= 0) {
                look(field + quote.length, true);
                next = closing == NONE ? NONE : fieldEndAfter(closing);
            }
            at = next >= 0 ? next : plainEnd(field);
        }
        closing = foundClosing;
        strayQuotes = foundStray;
        lineEnds = foundLines;
        return isWithin(at, bound) ? cells : NONE;
    }

    /** Whether a field's end is known for what it is by looking no further than a bound. */
    private boolean isWithin(int fieldEnd, int bound) {
        return fieldEnd >= 0 && (bound == end || fieldEnd + reach <= bound);
    }
}
