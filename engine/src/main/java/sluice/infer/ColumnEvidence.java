package sluice.infer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sluice.plan.ValueType;

/**
 * What the values of one column have been so far: a set of bits, and the one form of its dates. What several workers
 * have seen of different chunks is merged, in any order. Not thread-safe itself; nothing is allocated for a value, but
 * for fractions of more digits than a double is sure to keep.
 *
 * <p>The rule: a type is taken only if each value of the column, stored as that type and written back in its one usual
 * form, gives the same text. So {@code 00501}, {@code 1e5}, {@code +1}, {@code -0}, {@code 1.50} and {@code nan} make a
 * column of strings, and so do dates in two forms. The form of dates is kept with the type, as {@link #dates}.
 */
public final class ColumnEvidence {
    private static final int INT = 1;
    private static final int LONG = 1 << 1;
    /** A whole number of more digits than a double is sure to keep. */
    private static final int WIDE = 1 << 2;

    private static final int FRACTION = 1 << 3;
    /** A whole number written with {@code .0}: it and one written without can't both be written back. */
    private static final int POINT_ZERO = 1 << 4;

    private static final int BOOL = 1 << 5;
    private static final int DATE = 1 << 6;
    /** As mongoexport writes an object id. */
    private static final int OBJECT_ID = 1 << 7;

    private static final int TEXT = 1 << 8;

    /** Every decimal of so many significant digits survives a double (IEEE 754: DBL_DIG). */
    private static final int SAFE_DIGITS = 15;

    /** No double needs more to be told from all others. */
    private static final int MOST_DIGITS = 17;

    /** Long enough for any number here. */
    private static final int MAX_NUMBER_LENGTH = 24;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID_START = "ObjectId(".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_LENGTH = "ObjectId()".length() + 24;

    /** A longer text is not looked at. */
    private static final int MAX_LENGTH = ID_LENGTH;

    private int seen;
    /** The form of the dates seen, as {@link IsoText} has it; {@link IsoText#NONE} before the first. */
    private int dateForm;

    /** Looks at one value. An empty one says nothing: in a column that is not of strings it is null. */
    public void add(byte[] bytes, int from, int to) {
        if (from != to && (seen & TEXT) == 0) {
            int kind = kind(bytes, from, to);
            seen |= kind;
            if (kind == DATE) {
                addForm(IsoText.form(bytes, from, to));
            }
        }
    }

    /** Takes over what another has seen of the same column. */
    public void merge(ColumnEvidence other) {
        seen |= other.seen;
        if (other.dateForm != IsoText.NONE) {
            addForm(other.dateForm);
        }
    }

    private void addForm(int form) {
        boolean another = dateForm != IsoText.NONE && dateForm != form;
        seen |= another ? TEXT : 0;
        dateForm = form;
    }

    /** The form of the column's dates; null unless its type is date. */
    public @Nullable IsoForm dates() {
        return seen == DATE ? IsoForm.of(dateForm) : null;
    }

    /** The narrowest type that keeps every value; string if there was none. */
    public ValueType type() {
        return type(seen);
    }

    private static ValueType type(int seen) {
        if (seen == INT) {
            return ValueType.INT;
        }
        if ((seen & ~(INT | LONG | WIDE)) == 0 && seen != 0) {
            return ValueType.LONG;
        }
        if (seen == BOOL) {
            return ValueType.BOOL;
        }
        if (seen == DATE) {
            return ValueType.DATE;
        }
        if (seen == OBJECT_ID) {
            return ValueType.OBJECT_ID;
        }
        boolean whole = (seen & (INT | LONG)) != 0;
        boolean pointZero = (seen & POINT_ZERO) != 0;
        boolean fractions = (seen & (FRACTION | POINT_ZERO)) != 0;
        boolean numbers = (seen & (TEXT | BOOL | WIDE | DATE | OBJECT_ID)) == 0;
        return fractions && numbers && !(whole && pointZero) ? ValueType.DOUBLE : ValueType.STRING;
    }

    /**
     * The narrowest type that keeps one value as it is written; string if none does.
     *
     * @param to after its last byte; more than {@code from}
     */
    public static ValueType narrowest(byte[] bytes, int from, int to) {
        return type(kind(bytes, from, to));
    }

    private static int kind(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return TEXT;
        }
        int first = bytes[from] == '-' ? from + 1 : from;
        if (first < to && isDigit(bytes[first])) {
            return number(bytes, first, to, first != from);
        }
        if (is(TRUE, bytes, from, to) || is(FALSE, bytes, from, to)) {
            return BOOL;
        }
        return isObjectId(bytes, from, to) ? OBJECT_ID : TEXT;
    }

    private static int number(byte[] bytes, int first, int to, boolean negative) {
        int point = first;
        while (point < to && isDigit(bytes[point])) {
            point++;
        }
        if (point < to && bytes[point] == '-' && !negative) {
            return IsoText.form(bytes, first, to) == IsoText.NONE ? TEXT : DATE;
        }
        if (to - first > MAX_NUMBER_LENGTH) {
            return TEXT;
        }
        boolean leadingZero = bytes[first] == '0';
        if (leadingZero && point - first > 1) {
            return TEXT;
        }
        if (point == to) {
            return leadingZero && negative ? TEXT : whole(bytes, first, to, negative);
        }
        return bytes[point] == '.' ? fraction(bytes, first, point, to, negative) : TEXT;
    }

    private static int whole(byte[] bytes, int first, int to, boolean negative) {
        int digits = to - first;
        if (digits > 19) {
            return TEXT;
        }
        // Counted down from zero: the smallest long has no positive counterpart.
        long value = 0;
        for (int i = first; i < to; i++) {
            value = value * 10 - (bytes[i] - '0');
        }
        boolean overflow = value > 0 || (!negative && value == Long.MIN_VALUE);
        if (overflow) {
            return TEXT;
        }
        boolean fitsInt = negative ? value >= Integer.MIN_VALUE : value >= -Integer.MAX_VALUE;
        return (fitsInt ? INT : LONG) | (digits > SAFE_DIGITS ? WIDE : 0);
    }

    private static int fraction(byte[] bytes, int first, int point, int to, boolean negative) {
        int significant = 0;
        for (int i = first; i < to; i++) {
            if (i != point && !isDigit(bytes[i])) {
                return TEXT;
            }
            significant += i != point && (significant > 0 || bytes[i] != '0') ? 1 : 0;
        }
        int decimals = to - point - 1;
        if (decimals == 0 || significant > MOST_DIGITS) {
            return TEXT;
        }
        if (significant > SAFE_DIGITS) {
            return comesBack(bytes, negative ? first - 1 : first, to) ? FRACTION : TEXT;
        }
        if (bytes[to - 1] != '0') {
            return FRACTION;
        }
        return decimals == 1 && !(negative && significant == 0) ? POINT_ZERO : TEXT;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Whether the double nearest to a fraction is written as the same text. */
    private static boolean comesBack(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        return Double.toString(Double.parseDouble(text)).equals(text);
    }

    private static boolean is(byte[] word, byte[] bytes, int from, int to) {
        return Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private static boolean isObjectId(byte[] bytes, int from, int to) {
        if (to - from != ID_LENGTH
                || !Arrays.equals(ID_START, 0, ID_START.length, bytes, from, from + ID_START.length)
                || bytes[to - 1] != ')') {
            return false;
        }
        for (int i = from + ID_START.length; i < to - 1; i++) {
            if (!isDigit(bytes[i]) && (bytes[i] < 'a' || bytes[i] > 'f')) {
                return false;
            }
        }
        return true;
    }
}
