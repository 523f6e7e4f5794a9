package sluice.csv;

import java.util.Arrays;

/**
 * Scans sources of any dialect, token by token: delimiters and line ends of several characters, quotes that are not
 * ASCII, blanks around quotes, an escape without quotes.
 */
sealed class TokenScanner extends Scanner permits RecoveringScanner {
    byte[] delimiter;
    byte[] quote;
    byte[] escape;
    /** Empty if LF, CRLF and CR end a record. */
    byte[] lineEnd;
    /** Where a field ends although no delimiter stands there, or -1. */
    int split = -1;
    /** Fields past so many are not read. */
    int fieldLimit = Integer.MAX_VALUE;

    private final byte[] comment;

    private final boolean blanks;
    private final boolean doubled;
    /** Whether a byte may begin a delimiter or a line end, or an escape outside quotes. */
    private final boolean[] stops = new boolean[256];

    TokenScanner(Dialect dialect) {
        super(dialect);
        delimiter = Dialect.utf8(dialect.delimiter());
        quote = Dialect.utf8(dialect.quote());
        escape = Dialect.utf8(dialect.escape());
        comment = Dialect.utf8(dialect.comment());
        lineEnd = Dialect.utf8(dialect.lineEnd());
        blanks = dialect.blanks();
        doubled = dialect.quote() == dialect.escape();
        markStops();
    }

    /** Takes note of the tokens' first bytes; to be called when one has changed. */
    final void markStops() {
        Arrays.fill(stops, false);
        stops[delimiter[0] & 0xff] = true;
        if (split >= 0) {
            stops[quote[0] & 0xff] = true;
        }
        if (lineEnd.length > 0) {
            stops[lineEnd[0] & 0xff] = true;
        } else {
            stops['\n'] = true;
            stops['\r'] = true;
        }
        if (escapesPlainText()) {
            stops[escape[0] & 0xff] = true;
        }
    }

    private boolean escapesPlainText() {
        return quote.length == 0 && escape.length > 0;
    }

    @Override
    boolean next() {
        if (!skipToRecord()) {
            return false;
        }
        readRecord();
        if (record.rawEnd == end) {
            endSeen = true;
            position = end;
        } else {
            position = pastLineEnd(record.rawEnd);
            countLineEnds(record.rawEnd, position);
        }
        return true;
    }

    /** Reads the record at the position as the rules say. */
    void readRecord() {
        readFields();
    }

    /** Reads the record at the position, without its line end. */
    final void readFields() {
        record.begin(position, line);
        int at = position;
        while (true) {
            at = field(at);
            int pastDelimiter = pastDelimiter(at);
            if (pastDelimiter < 0 || record.fieldCount > fieldLimit) {
                break;
            }
            at = pastDelimiter;
            if (at == end) {
                record.add(end, end);
                break;
            }
        }
        record.rawEnd = at;
    }

    /** Adds the field at an index and returns where it ends: at a delimiter, a line end or {@link #end}. */
    private int field(int at) {
        int opening = blanks ? pastBlanks(at) : at;
        return quote.length > 0 && past(quote, opening) >= 0 ? quotedField(at, opening) : plainField(at);
    }

    /** Adds the field at an index, whose quotes are content. */
    final int plainField(int start) {
        if (escapesPlainText()) {
            return escapedField(start);
        }
        int fieldEnd = plainEnd(start);
        record.add(start, fieldEnd);
        countLineEnds(start, fieldEnd);
        return fieldEnd;
    }

    private int escapedField(int start) {
        int copied = -1;
        int from = start;
        int at = start;
        while (true) {
            at = plainEnd(at);
            int pastEscape = past(escape, at);
            if (pastEscape < 0 || pastEscape == end) {
                break;
            }
            copied = record.copy(copied, from, at);
            from = pastEscape;
            at = pastCharacter(pastEscape);
        }
        if (copied < 0) {
            record.add(start, at);
        } else {
            record.endCopy(start, record.copy(copied, from, at), false);
        }
        countLineEnds(start, at);
        return at;
    }

    /** Where the plain text at an index ends: at a delimiter, a line end, an escape that counts there, or {@link #end}. */
    final int plainEnd(int from) {
        int at = from;
        while (at < end) {
            boolean stops = this.stops[bytes[at] & 0xff] && (at != from || at != split);
            if (stops && (endsField(at) || (escapesPlainText() && isEscapeAt(at)))) {
                return at;
            }
            at++;
        }
        return end;
    }

    private boolean isEscapeAt(int at) {
        int past = past(escape, at);
        return past >= 0 && past < end;
    }

    /**
     * Adds a field that starts with a quote.
     *
     * @param start where the field starts, before any blanks
     * @param opening where the quote stands
     * @return where the field ends
     */
    int quotedField(int start, int opening) {
        int content = opening + quote.length;
        int closing = closingQuote(content);
        if (closing < 0) {
            record.fail(CsvProblem.UNCLOSED_QUOTE, record.fieldCount);
            record.addQuoted(start, content, end);
            countLineEnds(content, end);
            return end;
        }
        int at = fieldEndAfter(closing);
        if (at < 0) {
            record.fail(CsvProblem.TEXT_AFTER_QUOTE, record.fieldCount);
            at = plainEnd(closing + quote.length);
            record.addQuoted(start, start, at);
            countLineEnds(start, at);
            return at;
        }
        addContent(start, content, closing);
        countLineEnds(content, closing);
        return at;
    }

    /** Where the quote that closes the content at an index stands, or -1. */
    private int closingQuote(int content) {
        int at = content;
        while (at < end) {
            int pastEscaped = pastEscaped(at);
            if (pastEscaped >= 0) {
                at = pastEscaped;
            } else if (past(quote, at) >= 0) {
                return at;
            } else {
                at++;
            }
        }
        return -1;
    }

    /** Where the text after an escaped character at an index starts, or -1 if there is none. */
    int pastEscaped(int at) {
        if (escape.length == 0) {
            return -1;
        }
        int pastEscape = past(escape, at);
        if (pastEscape < 0) {
            return -1;
        }
        return doubled ? past(quote, pastEscape) : pastCharacter(pastEscape);
    }

    /** Where the field ends whose quote is closed at an index: at once, or after blanks; -1 if text follows. */
    final int fieldEndAfter(int closing) {
        int at = closing + quote.length;
        if (endsField(at)) {
            return at;
        }
        int behind = blanks ? pastBlanks(at) : at;
        return endsField(behind) ? behind : -1;
    }

    /** Adds quoted content less its escapes. */
    final void addContent(int outerStart, int from, int to) {
        int copied = -1;
        int start = from;
        int at = from;
        while (escape.length > 0 && at < to) {
            int pastEscaped = pastEscaped(at);
            if (pastEscaped < 0 || pastEscaped > to) {
                at++;
            } else {
                copied = record.copy(copied, start, at);
                start = at + escape.length;
                at = pastEscaped;
            }
        }
        if (copied < 0) {
            record.addQuoted(outerStart, from, to);
        } else {
            record.endCopy(outerStart, record.copy(copied, start, to), true);
        }
    }

    private boolean skipToRecord() {
        while (position < limit) {
            begun = position;
            int next = pastLineEnd(position);
            if (next < 0 && comment.length > 0 && past(comment, position) >= 0) {
                next = pastComment();
            }
            if (next < 0) {
                return true;
            }
            countLineEnds(position, next);
            position = next;
        }
        return false;
    }

    private int pastComment() {
        for (int at = position; at < end; at++) {
            int next = pastLineEnd(at);
            if (next >= 0) {
                return next;
            }
        }
        endSeen = true;
        return end;
    }

    /** Whether a field ends at an index. */
    final boolean endsField(int at) {
        return at >= end || pastDelimiter(at) >= 0 || pastLineEnd(at) >= 0;
    }

    /** Where the field after a delimiter at an index starts, or -1 if there is none. */
    final int pastDelimiter(int at) {
        return at == split ? at : past(delimiter, at);
    }

    /** Where the line after a line end at an index starts, or -1 if there is none. */
    final int pastLineEnd(int at) {
        if (lineEnd.length > 0) {
            return past(lineEnd, at);
        }
        byte b = at < end ? bytes[at] : 0;
        if (b == '\n') {
            return at + 1;
        }
        if (b != '\r') {
            return -1;
        }
        if (at + 1 == end) {
            endSeen = true;
        }
        return at + 1 < end && bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /** Where the text after a token at an index starts, or -1 if another text stands there. */
    final int past(byte[] token, int at) {
        int past = at + token.length;
        if (past > end) {
            // It may go on behind the end.
            endSeen |= at < end && Arrays.equals(bytes, at, end, token, 0, end - at);
            return -1;
        }
        return token.length > 0 && Arrays.equals(bytes, at, past, token, 0, token.length) ? past : -1;
    }

    private int pastCharacter(int at) {
        int next = Math.min(at + 1, end);
        while (next < end && (bytes[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private int pastBlanks(int from) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t') && past(delimiter, at) < 0) {
            at++;
        }
        return at;
    }

    final void countLineEnds(int from, int to) {
        for (int at = from; at < to; at++) {
            countLineEnd(at);
        }
    }
}
