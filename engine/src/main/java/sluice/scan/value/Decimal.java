package sluice.scan.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number, exact. Changes with the row; makes no object for numbers of up to 18 digits.
 *
 * <p>Written as an optional sign, digits with a point among them, and an optional exponent; no blanks, no separators of
 * thousands. Numbers past 400 decimals or 1e400 are none: a sum over them would need that many digits for all.
 */
public final class Decimal implements Comparable<Decimal> {
    private static final long[] POWERS = new long[19];

    private static final int MAX_DIGITS = 18;
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_EXPONENT = 400;

    /** The digits without the point. A field, as the others are: every number of a file passes here. */
    public long unscaled;
    /** Decimals, at least 0. */
    public int scale;
    /** The number where it doesn't fit the two others. */
    public @Nullable BigDecimal big;

    /** Zero. */
    public Decimal() {}

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /** A number that starts with a value. */
    public static Decimal of(BigDecimal value) {
        Decimal decimal = new Decimal();
        decimal.set(value);
        return decimal;
    }

    /** Takes an integer. */
    public void set(long value) {
        unscaled = value;
        scale = 0;
        big = null;
    }

    /** Takes the value of another one. */
    public void set(Decimal other) {
        unscaled = other.unscaled;
        scale = other.scale;
        big = other.big;
    }

    /** Takes a value of any size. */
    public void set(BigDecimal given) {
        BigDecimal value = given.scale() < 0 ? given.setScale(0) : given;
        if (value.precision() <= MAX_DIGITS && value.scale() <= MAX_DIGITS) {
            unscaled = value.unscaledValue().longValue();
            scale = value.scale();
            big = null;
        } else {
            big = value;
            scale = value.scale();
        }
    }

    /** The number as an object. */
    public BigDecimal value() {
        return big != null ? big : BigDecimal.valueOf(unscaled, scale);
    }

    /** Reads a number; returns whether it is one. */
    public boolean read(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (negative || (i < to && bytes[i] == '+')) {
            i++;
        }
        long value = 0;
        int digits = 0;
        int point = -1;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                if (++digits > MAX_DIGITS) {
                    return readLong(bytes, from, to);
                }
            } else if (bytes[i] == '.' && point < 0) {
                point = digits;
            } else {
                return digits > 0 && readLong(bytes, from, to);
            }
        }
        unscaled = negative ? -value : value;
        scale = point < 0 ? 0 : digits - point;
        big = null;
        return digits > 0;
    }

    /** Reads a number with an exponent, or one of many digits. */
    private boolean readLong(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < '+' || (bytes[i] > '9' && bytes[i] != 'e' && bytes[i] != 'E')) {
                return false;
            }
        }
        try {
            BigDecimal value = new BigDecimal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            if (Math.abs((long) value.scale()) > MAX_EXPONENT || value.precision() > MAX_EXPONENT) {
                return false;
            }
            set(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Ten to the power of 0 to 18. */
    public static long power(int digits) {
        return POWERS[digits];
    }

    /** Whether a long has room for so many digits more. */
    public static boolean fits(long value, int digits) {
        return digits <= MAX_DIGITS && Math.abs(value) <= Long.MAX_VALUE / POWERS[digits];
    }

    /** Compares by value: 1.0 is 1. */
    @Override
    public int compareTo(Decimal other) {
        if (big == null && other.big == null) {
            if (scale == other.scale) {
                return Long.compare(unscaled, other.unscaled);
            }
            int common = Math.max(scale, other.scale);
            if (fits(unscaled, common - scale) && fits(other.unscaled, common - other.scale)) {
                return Long.compare(unscaled * POWERS[common - scale], other.unscaled * POWERS[common - other.scale]);
            }
        }
        return value().compareTo(other.value());
    }
}
