package sluice.csv;

import java.util.Arrays;

/**
 * Finds the last line end outside quotes, and counts the lines up to it, in one pass that costs the same with quotes and
 * without. Not thread-safe.
 *
 * <p>Hot path: the one that cuts chunks works alone, so its speed bounds the others'. A byte stands in quotes if an odd
 * number of quotes precedes it; doubled ones cancel out. For eight bytes one multiplication adds up these numbers (Langdale
 * and Lemire, "Parsing gigabytes of JSON per second", 2019, have a carry-less one). That holds only while quotes stand
 * around whole fields. So the pass looks at the byte before each opening quote, and gives up if it is not a delimiter, a
 * line end, or the other half of a doubled quote. {@code CutBenchmark} shows the gain.
 */
final class QuoteParity {
    /** The bytes between two states that are kept, from which the pass goes back to the last line end. */
    private static final int BLOCK = 64 * Long.BYTES;

    /** Shifts the last byte of a word to the place of the first. */
    private static final int LAST_BYTE = Long.SIZE - Byte.SIZE;

    private static final long FIRST_HIGH_BIT = 0x80;

    private final long delimiters;
    private final long quotes;
    private final long lineFeeds;
    private final long carriageReturns;
    private final boolean anyLineEnd;
    /** All bits or none. */
    private final long hasQuotes;

    private final long doubled;

    /** By block: twice the number of lines that end before it, plus 1 if it starts in quotes. */
    private long[] states = new long[16];

    private int boundary;
    private long lines;

    /** For plain dialects whose escape is the quote, or none. */
    QuoteParity(Dialect dialect) {
        delimiters = Words.repeat(dialect.delimiter().charAt(0));
        quotes = Words.repeat(dialect.quote());
        hasQuotes = dialect.quote() == Dialect.NONE ? 0 : -1;
        doubled = dialect.escape() == Dialect.NONE ? 0 : -1;
        anyLineEnd = dialect.lineEnd().equals(Dialect.ANY_LINE_END);
        lineFeeds = Words.repeat(anyLineEnd ? '\n' : dialect.lineByte());
        carriageReturns = Words.repeat(anyLineEnd ? '\r' : dialect.lineByte());
    }

    /** Where the line after the last line end starts, or {@link RecordBoundaries#NOT_FOUND}. */
    int boundary() {
        return boundary;
    }

    /** How many lines end before the boundary. */
    long lines() {
        return lines;
    }

    /**
     * Looks at {@code [from, to)}, which starts at a record boundary and doesn't end between CR and LF.
     *
     * @return false if quotes stand within plain fields, so that nothing was found out
     */
    boolean scan(byte[] bytes, int from, int to) {
        boundary = RecordBoundaries.NOT_FOUND;
        if (!pass(bytes, from, to)) {
            return false;
        }
        for (int block = (to - from - 1) / BLOCK; block >= 0 && boundary == RecordBoundaries.NOT_FOUND; block--) {
            int start = from + block * BLOCK;
            findIn(bytes, start, Math.min(start + BLOCK, to), states[block], start > from && bytes[start - 1] == '\r');
        }
        return true;
    }

    /** Notes the state before each block; false if a quote opens no field. */
    private boolean pass(byte[] bytes, int from, int to) {
        int blocks = (to - from) / BLOCK + 1;
        if (states.length < blocks) {
            states = Arrays.copyOf(states, blocks * 2);
        }
        long[] before = states;
        long inside = 0;
        long ended = 0;
        long mayOpen = FIRST_HIGH_BIT;
        for (int block = 0, start = from; start < to; block++, start += BLOCK) {
            before[block] = (ended << 1) | (inside & 1);
            int stop = Math.min(start + BLOCK, to);
            long wrong = 0;
            long returns = 0;
            long fed = 0;
            for (int w = start; w < stop; w += Long.BYTES) {
                long eight = Words.orFewer(bytes, w, to);
                // Words.zeros for four tokens at once. The high bit of a byte is set here if it differs from the
                // token's.
                long low = eight & ~Words.HIGH_BITS;
                long noQuote = (low ^ quotes) + ~Words.HIGH_BITS;
                long noFeed = (low ^ lineFeeds) + ~Words.HIGH_BITS;
                long noReturn = (low ^ carriageReturns) + ~Words.HIGH_BITS;
                long noDelimiter = (low ^ delimiters) + ~Words.HIGH_BITS;
                long ascii = ~eight & Words.HIGH_BITS;
                long quote = ascii & ~noQuote & hasQuotes;
                // The lowest bit of each byte: whether an odd number of quotes stands up to it.
                long odd = ((quote >>> 7) * Words.ONES) ^ inside;
                inside = (odd << 7) >> (Long.SIZE - 1);
                long opens = quote & (odd << 7);
                long ends = ascii & ~(noFeed & noReturn & noDelimiter & (noQuote | ~doubled));
                wrong |= opens & ~((ends << Byte.SIZE) | mayOpen);
                mayOpen = ends >>> LAST_BYTE;
                fed += Long.bitCount(ascii & ~noFeed);
                returns |= ascii & ~noReturn;
            }
            if (wrong != 0) {
                return false;
            }
            // Line feeds are all that there is in most sources.
            boolean afterReturn = start > from && bytes[start - 1] == '\r';
            ended += !anyLineEnd || (returns == 0 && !afterReturn)
                    ? fed
                    : countWithReturns(bytes, start, stop, afterReturn);
        }
        return true;
    }

    /** Counts the lines that end in a block: a line feed behind a carriage return ends none. */
    private long countWithReturns(byte[] bytes, int start, int stop, boolean afterReturn) {
        long ended = 0;
        long returned = afterReturn ? FIRST_HIGH_BIT : 0;
        for (int w = start; w < stop; w += Long.BYTES) {
            long eight = Words.orFewer(bytes, w, stop);
            long cr = Words.zeros(eight ^ carriageReturns);
            long lf = Words.zeros(eight ^ lineFeeds);
            ended += Long.bitCount(cr | (lf & ~((cr << Byte.SIZE) | returned)));
            returned = cr >>> LAST_BYTE;
        }
        return ended;
    }

    /** Looks for the last line end in one block. */
    private void findIn(byte[] bytes, int from, int to, long state, boolean afterReturn) {
        long inside = -(state & 1);
        long ended = state >>> 1;
        long returned = afterReturn ? FIRST_HIGH_BIT : 0;
        for (int w = from; w < to; w += Long.BYTES) {
            long eight = Words.orFewer(bytes, w, to);
            long lf = Words.zeros(eight ^ lineFeeds);
            long cr = Words.zeros(eight ^ carriageReturns);
            long odd = ((Words.zeros(eight ^ quotes) & hasQuotes) >>> 7) * Words.ONES ^ inside;
            inside = (odd << 7) >> (Long.SIZE - 1);
            long endsLine = cr | (lf & ~((cr << Byte.SIZE) | returned));
            returned = cr >>> LAST_BYTE;
            long outside = (lf | cr) & ~(odd << 7);
            if (outside != 0) {
                int last = Words.highest(outside);
                boundary = w + last + 1;
                lines = ended + Long.bitCount(endsLine & (-1L >>> (LAST_BYTE - Byte.SIZE * last)));
            }
            ended += Long.bitCount(endsLine);
        }
    }
}
