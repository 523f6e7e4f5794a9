package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.bson.types.Decimal128;
import sluice.plan.ValueType;

/**
 * Writes int, long, double and decimal. Whole numbers and short decimals are read from the bytes; only what needs more
 * goes through the platform's own conversion.
 *
 * @param type one of the four
 */
record NumberWriter(ValueType type) implements ValueWriter {

    private static final Pattern DECIMAL_TEXT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NO_NUMBER = Pattern.compile("NaN|[+-]?Infinity");
    private static final int MAX_NUMBER_LENGTH = 400;

    /** Powers of ten that a double holds exactly. */
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        return switch (type) {
            case INT, LONG -> writeWhole(name, bytes, from, to, out);
            case DOUBLE -> writeDouble(name, bytes, from, to, out);
            default -> writeDecimal(name, bytes, from, to, out);
        };
    }

    private boolean writeWhole(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        boolean negative = bytes[from] == '-';
        int i = negative || bytes[from] == '+' ? from + 1 : from;
        if (i == to) {
            return false;
        }
        // Counted down from zero: the smallest long has no positive counterpart.
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            return false;
        }
        long signed = negative ? value : -value;
        if (type == ValueType.LONG) {
            out.putHead(BsonElements.INT64, name);
            out.putLong(signed);
            return true;
        }
        if (signed != (int) signed) {
            return false;
        }
        out.putHead(BsonElements.INT32, name);
        out.putInt((int) signed);
        return true;
    }

    private static boolean writeDouble(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        double value = shortDecimal(bytes, from, to);
        if (Double.isNaN(value)) {
            String text = text(bytes, from, to);
            boolean number = DECIMAL_TEXT.matcher(text).matches();
            if (!number && !NO_NUMBER.matcher(text).matches()) {
                return false;
            }
            value = Double.parseDouble(text);
            if (number && !Digits.keeps(text, value)) {
                return false;
            }
        }
        out.putHead(BsonElements.DOUBLE, name);
        out.putLong(Double.doubleToLongBits(value));
        return true;
    }

    /**
     * The value of up to 15 digits with or without a point, or NaN for anything else. Exact: both numbers of the one
     * division are (W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990).
     */
    private static double shortDecimal(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        int i = negative ? from + 1 : from;
        if (to - i > 16 || i == to) {
            return Double.NaN;
        }
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
                decimals += decimals < 0 ? 0 : 1;
            } else if (bytes[i] == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return Double.NaN;
            }
        }
        if (count == 0 || count > 15) {
            return Double.NaN;
        }
        double value = digits / EXACT_POWERS[Math.max(decimals, 0)];
        return negative ? -value : value;
    }

    /** Whether a text is a number, but not one of which a double keeps all digits. */
    static boolean losesDigits(String text) {
        return text.length() <= MAX_NUMBER_LENGTH
                && DECIMAL_TEXT.matcher(text).matches()
                && !Digits.keeps(text, Double.parseDouble(text));
    }

    private static boolean writeDecimal(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        String text = text(bytes, from, to);
        if (!DECIMAL_TEXT.matcher(text).matches() && !NO_NUMBER.matcher(text).matches()) {
            return false;
        }
        Decimal128 value;
        try {
            value = Decimal128.parse(text);
        } catch (NumberFormatException e) {
            return false;
        }
        out.putHead(BsonElements.DECIMAL128, name);
        out.putLong(value.getLow());
        out.putLong(value.getHigh());
        return true;
    }

    private static String text(byte[] bytes, int from, int to) {
        return to - from > MAX_NUMBER_LENGTH ? "" : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
