package sluice.csv;

import java.util.Objects;

/**
 * What a reader does with records that don't fit. Immutable; the arrays are not copied, so nobody may write to them.
 *
 * @param parsing how strictly the dialect is applied
 * @param width how many columns there are, or 0 if that is not known: then no record is ragged and recovery has less to
 *     go by
 * @param ragged what becomes of records of another width
 * @param header the bytes of the header record, without its line end; a record of the same bytes repeats it. Empty if a
 *     repeated header is a record like any other.
 * @param lookAhead how many bytes from a record's start recovery looks at, at most; a quoted field that is not closed
 *     within them is read as plain text
 * @param replacing whether bytes that are not valid in the source's encoding become U+FFFD
 */
public record ReadRules(Parsing parsing, int width, Ragged ragged, byte[] header, int lookAhead, boolean replacing) {
    /** The default of {@code lookAhead}: 256 KiB. */
    public static final int LOOK_AHEAD_BYTES = 256 << 10;

    /** Strict, with records of any width. */
    public static final ReadRules STRICT =
            new ReadRules(Parsing.STRICT, 0, Ragged.REJECT, new byte[0], LOOK_AHEAD_BYTES, false);

    /** Checks the width. */
    public ReadRules {
        Objects.requireNonNull(parsing);
        if (width < 0) {
            throw new IllegalArgumentException("width is " + width + ", must be at least 0");
        }
        if (lookAhead < 1) {
            throw new IllegalArgumentException("look-ahead is " + lookAhead + ", must be at least 1");
        }
    }

    /** Recovery for records of a width. */
    public static ReadRules recover(int width) {
        return new ReadRules(Parsing.RECOVER, width, Ragged.REJECT, new byte[0], LOOK_AHEAD_BYTES, false);
    }

    /** The same with another look-ahead. */
    public ReadRules withLookAhead(int changed) {
        return new ReadRules(parsing, width, ragged, header, changed, replacing);
    }

    /** The same, with bytes that are not valid replaced or not. */
    public ReadRules withReplacing(boolean changed) {
        return new ReadRules(parsing, width, ragged, header, lookAhead, changed);
    }

    /** The same, strict or recovering. */
    public ReadRules withParsing(Parsing changed) {
        return new ReadRules(changed, width, ragged, header, lookAhead, replacing);
    }

    /** The same for another width. */
    public ReadRules withWidth(int changed) {
        return new ReadRules(parsing, changed, ragged, header, lookAhead, replacing);
    }

    /** The same with another treatment of records of another width. */
    public ReadRules withRagged(Ragged changed) {
        return new ReadRules(parsing, width, changed, header, lookAhead, replacing);
    }

    /** The same for a source whose header has these bytes. */
    public ReadRules withHeader(byte[] changed) {
        return new ReadRules(parsing, width, ragged, changed, lookAhead, replacing);
    }

    /** How many cells a record that fits has: the columns, and the extra one if there is one. */
    public int targetWidth() {
        return ragged == Ragged.EXTRA_COLUMN ? width + 1 : width;
    }

    boolean recovers() {
        return parsing == Parsing.RECOVER;
    }
}
