package sluice.infer;

import sluice.plan.ValueType;

/**
 * What the values of one column have been so far, as a set of bits. Two columns' bits are merged by or, so any number of
 * workers may look at different chunks. Not thread-safe itself.
 *
 * <p>The rule: a type is taken only where each value of the column, stored as that type and written back in its one
 * usual form, gives the same text. So {@code 00501}, {@code 1e5}, {@code +1}, {@code -0}, {@code 1.50} and {@code nan}
 * make a column of strings.
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
    private static final int TEXT = 1 << 6;

    /** Every decimal of so many significant digits survives a double (IEEE 754: DBL_DIG). */
    private static final int SAFE_DIGITS = 15;

    /** Long enough for any number here; a longer text is not looked at. */
    private static final int MAX_LENGTH = 24;

    private int seen;

    /** Looks at one value. An empty one says nothing: in a column that is no string it is null. */
    public void add(byte[] bytes, int from, int to) {
        if (from != to && (seen & TEXT) == 0) {
            seen |= kind(bytes, from, to);
        }
    }

    /** Takes over what another has seen of the same column. */
    public void merge(ColumnEvidence other) {
        seen |= other.seen;
    }

    /** The narrowest type that keeps every value; string where there was none. */
    public ValueType type() {
        if (seen == INT) {
            return ValueType.INT;
        }
        if ((seen & ~(INT | LONG | WIDE)) == 0 && seen != 0) {
            return ValueType.LONG;
        }
        if (seen == BOOL) {
            return ValueType.BOOL;
        }
        boolean whole = (seen & (INT | LONG)) != 0;
        boolean pointZero = (seen & POINT_ZERO) != 0;
        boolean fractions = (seen & (FRACTION | POINT_ZERO)) != 0;
        boolean numbers = (seen & (TEXT | BOOL | WIDE)) == 0;
        return fractions && numbers && !(whole && pointZero) ? ValueType.DOUBLE : ValueType.STRING;
    }

    private static int kind(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return TEXT;
        }
        int first = bytes[from] == '-' ? from + 1 : from;
        if (first < to && isDigit(bytes[first])) {
            return number(bytes, first, to, first != from);
        }
        return is("true", bytes, from, to) || is("false", bytes, from, to) ? BOOL : TEXT;
    }

    private static int number(byte[] bytes, int first, int to, boolean negative) {
        int point = first;
        while (point < to && isDigit(bytes[point])) {
            point++;
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
        if (decimals == 0 || significant > SAFE_DIGITS) {
            return TEXT;
        }
        if (bytes[to - 1] != '0') {
            return FRACTION;
        }
        return decimals == 1 && !(negative && significant == 0) ? POINT_ZERO : TEXT;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean is(String word, byte[] bytes, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
