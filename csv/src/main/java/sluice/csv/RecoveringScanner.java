package sluice.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scans records that may break their dialect. What it decides about a record depends on the record's own bytes and on at
 * most {@link ReadRules#lookAhead} from its start, so a chunk that carries so many bytes behind its end is read as
 * the whole source would be.
 *
 * <p>A quote closes a field only before a delimiter, a line end or the end of the input; any other quote is content. A
 * field that holds such a quote, or line ends, is quoted only if the record then has the right number of cells, or if
 * reading the quote as content would not give that number either.
 */
final class RecoveringScanner extends TokenScanner {
    private static final int NONE = -1;
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

    private final int width;
    private final int lookAhead;
    private final boolean doubled;
    private final byte[] own;
    private final List<byte[]> others = new ArrayList<>();
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
        own = delimiter;
        for (String other : DELIMITERS) {
            byte[] token = Dialect.utf8(other);
            if (!Arrays.equals(token, own) && !Arrays.equals(token, quote) && !Arrays.equals(token, escape)) {
                others.add(token);
            }
        }
    }

    @Override
    int recoveries() {
        return recoveries;
    }

    @Override
    boolean next() {
        recoveries = 0;
        if (!super.next()) {
            return false;
        }
        if (width > 0 && record.fieldCount != width) {
            mendWidth();
        }
        return true;
    }

    private void mendWidth() {
        int last = record.fieldCount - 1;
        while (last >= width && record.start(last) == record.end(last) && !record.quoted(last)) {
            last--;
        }
        if (last + 1 == width) {
            record.truncate(width);
            note(Recovery.SURPLUS_EMPTY);
        } else if (isOneLine()) {
            readWithAnotherDelimiter();
        }
    }

    private boolean isOneLine() {
        for (int at = record.rawStart; at < record.rawEnd; at++) {
            if (pastLineEnd(at) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void readWithAnotherDelimiter() {
        int found = recoveries;
        int next = position;
        int realEnd = end;
        long nextLine = line;
        boolean seen = endSeen;
        int start = record.rawStart;
        end = record.rawEnd;
        byte[] fitting = own;
        for (byte[] other : others) {
            if (fitting == own && cellsWith(other, start, nextLine) == width) {
                fitting = other;
            }
        }
        recoveries = 0;
        cellsWith(fitting, start, record.line());
        recoveries |= fitting == own ? found : 1 << Recovery.OTHER_DELIMITER.ordinal();
        setDelimiter(own);
        end = realEnd;
        position = next;
        line = nextLine;
        endSeen = seen;
    }

    /** Reads the record once more. */
    private int cellsWith(byte[] other, int start, long atLine) {
        setDelimiter(other);
        position = start;
        line = record.line();
        readFields();
        return record.problem == null ? record.fieldCount : NONE;
    }

    private void note(Recovery kind) {
        recoveries |= 1 << kind.ordinal();
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
        if (strayQuotes) {
            note(Recovery.QUOTE_AS_CONTENT);
        }
        int close = closing;
        int fieldEnd = fieldEndAfter(close);
        addContent(start, content, close);
        countLineEnds(content, close);
        return fieldEnd;
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
            int pastEscaped = escapes ? pastEscaped(at) : NONE;
            if (pastEscaped >= 0) {
                at = pastEscaped;
            } else if (past(quote, at) < 0) {
                lineEnds |= pastLineEnd(at) >= 0;
                at++;
            } else if (fieldEndAfter(at) >= 0) {
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
        int at = past(delimiter, fieldEnd);
        while (at >= 0 && at <= bound) {
            cells++;
            int next = NONE;
            if (past(quote, at) >= 0) {
                look(at + quote.length, true);
                next = closing == NONE ? NONE : fieldEndAfter(closing);
            }
            at = past(delimiter, next >= 0 ? next : plainEnd(at));
        }
        closing = foundClosing;
        strayQuotes = foundStray;
        lineEnds = foundLines;
        return at > bound ? NONE : cells;
    }
}
