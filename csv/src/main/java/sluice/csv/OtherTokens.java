package sluice.csv;

import java.util.Arrays;
import java.util.List;

/**
 * Reads a record once more as if it were written with another delimiter or another quote, or as if a delimiter were missing
 * at a quote. Such a reading is taken only if the record then has exactly as many cells as there are columns. The record's
 * own bytes are all that is looked at. Not thread-safe.
 */
final class OtherTokens {
    /** In the order in which they are tried. */
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", " ");

    private static final List<String> QUOTES = List.of("\"", "'");

    /** More places for a missing delimiter than that are not tried: a bound for the work on one record. */
    private static final int MAX_SPLITS = 32;

    private static final byte[] BACKSLASH = {'\\'};
    private static final int NONE = -1;

    private final RecoveringScanner scanner;
    private final int width;
    private final boolean doubled;
    private final byte[] ownDelimiter;
    private final byte[] ownQuote;
    private final byte[] ownEscape;
    private final List<byte[]> delimiters;
    private final List<byte[]> quotes;

    OtherTokens(RecoveringScanner scanner, int width, boolean doubled) {
        this.scanner = scanner;
        this.width = width;
        this.doubled = doubled;
        ownDelimiter = scanner.delimiter;
        ownQuote = scanner.quote;
        ownEscape = scanner.escape;
        delimiters = unused(DELIMITERS);
        quotes = ownQuote.length == 0 ? List.of() : unused(QUOTES);
    }

    private List<byte[]> unused(List<String> tokens) {
        return tokens.stream()
                .map(Dialect::utf8)
                .filter(token -> !Arrays.equals(token, ownDelimiter)
                        && !Arrays.equals(token, ownQuote)
                        && !Arrays.equals(token, ownEscape))
                .toList();
    }

    /** Whether the record at hand starts with another quote. */
    boolean mayStartQuoted() {
        CsvRecord record = scanner.record;
        return record.rawStart < record.rawEnd
                && width > 1
                && quotes.stream().anyMatch(quote -> scanner.past(quote, record.rawStart) >= 0);
    }

    /** Reads a record of the right width with another quote, if that stands around each of its cells. */
    void readWithAnotherQuote() {
        Attempt attempt = new Attempt();
        for (byte[] quote : quotes) {
            if (attempt.cellsWithQuote(quote) == width && quotedCells() == width) {
                attempt.take(Recovery.OTHER_QUOTE);
                return;
            }
        }
        attempt.giveUp();
    }

    /** Reads a record of another width with another quote, or backslashes before quotes; false if that doesn't fit. */
    boolean readWithOtherQuoting() {
        Attempt attempt = new Attempt();
        for (byte[] quote : quotes) {
            boolean there = ByteSearch.contains(scanner.bytes, attempt.start, attempt.recordEnd, quote[0]);
            if (there && attempt.cellsWithQuote(quote) == width && quotedCells() > 0) {
                attempt.take(Recovery.OTHER_QUOTE);
                return true;
            }
        }
        boolean backslashes =
                doubled && ByteSearch.contains(scanner.bytes, attempt.start, attempt.recordEnd, BACKSLASH[0]);
        if (backslashes && attempt.cellsWithBackslashes() == width) {
            attempt.take(Recovery.OTHER_ESCAPE);
            return true;
        }
        attempt.giveUp();
        return false;
    }

    /** Reads a record of another width with another delimiter, or with one more. */
    void readWithDelimiters() {
        Attempt attempt = new Attempt();
        for (byte[] delimiter : delimiters) {
            if (attempt.cellsWithDelimiter(delimiter) == width && (delimiter[0] != ' ' || blanksSeparate())) {
                attempt.take(Recovery.OTHER_DELIMITER);
                return;
            }
        }
        int split = attempt.onlySplit();
        if (split != NONE) {
            attempt.cellsWithSplit(split);
            attempt.take(Recovery.MISSING_DELIMITER);
        } else {
            attempt.giveUp();
        }
    }

    /**
     * Whether blanks are delimiters and no sentence: some cell stands in quotes, and the dialect's own delimiter stands
     * nowhere else.
     */
    private boolean blanksSeparate() {
        CsvRecord record = scanner.record;
        for (int cell = 0; cell < record.fieldCount; cell++) {
            for (int at = record.start(cell); !record.quoted(cell) && at < record.end(cell); at++) {
                if (scanner.past(ownDelimiter, at) >= 0) {
                    return false;
                }
            }
        }
        return quotedCells() > 0;
    }

    private int quotedCells() {
        int quoted = 0;
        for (int cell = 0; cell < scanner.record.fieldCount; cell++) {
            quoted += scanner.record.quoted(cell) ? 1 : 0;
        }
        return quoted;
    }

    /** Readings of the record at hand, after which the scanner goes on where it was. */
    private final class Attempt {
        private final int start = scanner.record.rawStart;
        private final int recordEnd = scanner.record.rawEnd;
        private final long startLine = scanner.record.line;
        private final int next = scanner.position;
        private final int end = scanner.end;
        private final long line = scanner.line;
        private final boolean endSeen = scanner.endSeen;
        private final int recoveries = scanner.recoveries();

        int cellsWithDelimiter(byte[] delimiter) {
            return cells(delimiter, ownQuote, ownEscape, NONE);
        }

        int cellsWithQuote(byte[] quote) {
            return cells(ownDelimiter, quote, doubled ? quote : ownEscape, NONE);
        }

        int cellsWithBackslashes() {
            return cells(ownDelimiter, ownQuote, BACKSLASH, NONE);
        }

        int cellsWithSplit(int split) {
            return cells(ownDelimiter, ownQuote, ownEscape, split);
        }

        /** The number of cells, or {@link #NONE} if the reading leaves something over. */
        private int cells(byte[] delimiter, byte[] quote, byte[] escape, int split) {
            scanner.delimiter = delimiter;
            scanner.quote = quote;
            scanner.escape = escape;
            scanner.split = split;
            scanner.markStops();
            scanner.setRecoveries(0);
            scanner.position = start;
            scanner.line = startLine;
            scanner.end = recordEnd;
            scanner.readFields();
            return scanner.record.problem == null && scanner.record.rawEnd == recordEnd
                    ? scanner.record.fieldCount
                    : NONE;
        }

        /** The one place of a missing delimiter that gives the right width, or {@link #NONE} if there is none or several. */
        int onlySplit() {
            int found = NONE;
            int tried = 0;
            for (int at = start + 1; at < recordEnd && tried < MAX_SPLITS; at++) {
                if (!mayStartField(at) && !mayEndField(at)) {
                    continue;
                }
                tried++;
                if (cellsWithSplit(at) == width && isBesideQuoted(at)) {
                    if (found != NONE) {
                        return NONE;
                    }
                    found = at;
                }
            }
            return found;
        }

        /** Whether a quote stands between two texts, or behind the closing quote of one, without a blank. */
        private boolean mayStartField(int at) {
            int content = at + ownQuote.length;
            if (ownQuote.length == 0 || !isQuote(at) || content >= recordEnd || isQuote(content) || isBlank(content)) {
                return false;
            }
            int before = at - ownQuote.length >= start && isQuote(at - ownQuote.length) ? at - ownQuote.length : at;
            int delimiterStart = before - ownDelimiter.length;
            return before > start
                    && !isBlank(before - 1)
                    && !isQuote(before - ownQuote.length)
                    && (delimiterStart < start || scanner.past(ownDelimiter, delimiterStart) < 0);
        }

        /** Whether text stands behind a quote, without a blank. */
        private boolean mayEndField(int at) {
            return ownQuote.length > 0
                    && isQuote(at - ownQuote.length)
                    && !isQuote(at)
                    && !isBlank(at)
                    && scanner.past(ownDelimiter, at) < 0;
        }

        private boolean isQuote(int at) {
            return at >= start && scanner.past(ownQuote, at) >= 0;
        }

        private boolean isBlank(int at) {
            byte b = scanner.bytes[at];
            return b == ' ' || b == '\t' || b == '\n' || b == '\r';
        }

        /** Whether a quoted field starts or ends at an index. */
        private boolean isBesideQuoted(int at) {
            CsvRecord record = scanner.record;
            for (int cell = 0; cell < record.fieldCount; cell++) {
                boolean before = cell + 1 < record.fieldCount && record.outerStart(cell + 1) == at;
                if (record.quoted(cell) && (before || record.outerStart(cell) == at)) {
                    return true;
                }
            }
            return false;
        }

        /** Keeps the last reading. */
        void take(Recovery kind) {
            goOn();
            scanner.note(kind);
        }

        /** Returns to the dialect's reading. */
        void giveUp() {
            cells(ownDelimiter, ownQuote, ownEscape, NONE);
            goOn();
            scanner.setRecoveries(recoveries);
        }

        private void goOn() {
            scanner.delimiter = ownDelimiter;
            scanner.quote = ownQuote;
            scanner.escape = ownEscape;
            scanner.split = NONE;
            scanner.markStops();
            scanner.position = next;
            scanner.end = end;
            scanner.line = line;
            scanner.endSeen = endSeen;
        }
    }
}
