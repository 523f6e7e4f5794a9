package sluice.inspect.value;

import sluice.infer.ColumnEvidence;
import sluice.infer.IsoForm;
import sluice.infer.IsoText;
import sluice.plan.ValueType;

/**
 * The ways in which a text can be read, as the bits of a long. Hot path: every value of every inspected column goes
 * through here, and nothing is allocated for it.
 */
final class Traits {
    static final long INT = 1;
    static final long LONG = 1 << 1;
    /** A number that a double takes, in digits with or without an exponent. */
    static final long DOUBLE = 1 << 2;
    /** A number as a decimal writes it back. */
    static final long DECIMAL = 1 << 3;

    static final long BOOL = 1 << 4;
    /** 24 hexadecimal digits in lower case, bare or in {@code ObjectId(...)}. */
    static final long OBJECT_ID = 1 << 5;
    /** In lower case, as it is written back. */
    static final long UUID = 1 << 6;

    /** The sets of words for true and false: a bit each from here. */
    static final int WORDS_SHIFT = 7;
    /** The word is the one for true. */
    static final long TRUE_WORD = 1 << 11;

    /** The formats of numbers: a bit each from here. */
    static final int NUMBERS_SHIFT = 12;

    /** The orders and times of local dates: a bit each from here. */
    static final int DATES_SHIFT = 18;
    /** Day and month of a local date have two digits each. */
    static final long PADDED = 1L << 40;

    /** A number that comes back from a double as it is written. */
    static final long KEPT_DOUBLE = 1L << 41;

    /** The shape of an ISO date, as {@link IsoText} has it: from here. */
    static final int ISO_SHIFT = 44;

    static final long ISO_MASK = 0x1ffL << ISO_SHIFT;

    /** An ISO date with seconds, and at most so many decimals. */
    static final long FINE_9 = 1L << 53;

    static final long FINE_6 = 1L << 54;
    static final long FINE_3 = 1L << 55;
    /** How such a date parts date and time, and names its offset: the bits of {@link IsoText} from here. */
    static final int FINE_SHIFT = 56;

    static final long FINE_MASK = 0x3fL << FINE_SHIFT;

    private static final int OBJECT_ID_DIGITS = 24;
    private static final int UUID_LENGTH = 36;
    /** No text of any kind here is longer. */
    private static final int MAX_LENGTH = 48;
    /** The digits of a decimal (IEEE 754 decimal128). */
    private static final int DECIMAL_DIGITS = 34;

    private Traits() {}

    /** The ways to read a text that is not empty; none for most texts. */
    static long of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > MAX_LENGTH) {
            return 0;
        }
        long traits = narrowest(bytes, from, to) | WordSets.traits(bytes, from, to);
        byte first = bytes[from];
        if (first == '-' || first == '+' || isDigit(first)) {
            traits |= plainNumber(bytes, from, to) | NumberShape.traits(bytes, from, to);
        }
        if (isDigit(first)) {
            traits |= DateShape.traits(bytes, from, to) | FineDate.traits(bytes, from, to);
        }
        if (length == OBJECT_ID_DIGITS && isHex(bytes, from, to)) {
            traits |= OBJECT_ID;
        }
        return length == UUID_LENGTH && isUuid(bytes, from) ? traits | UUID : traits;
    }

    private static long narrowest(byte[] bytes, int from, int to) {
        ValueType type = ColumnEvidence.narrowest(bytes, from, to);
        return switch (type) {
            case INT -> INT | LONG | KEPT_DOUBLE;
            case LONG -> LONG;
            case DOUBLE -> DOUBLE | KEPT_DOUBLE;
            case BOOL -> BOOL;
            case OBJECT_ID -> OBJECT_ID;
            case DATE -> (long) IsoForm.shape(IsoText.form(bytes, from, to)) << ISO_SHIFT;
            default -> 0;
        };
    }

    /** Whether a text is a number in digits, a point and an exponent, without zeros before it. */
    private static long plainNumber(byte[] bytes, int from, int to) {
        int start = bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, start, to);
        if (whole == 0 || (whole > 1 && bytes[start] == '0')) {
            return 0;
        }
        int at = start + whole;
        int decimals = 0;
        if (at < to && bytes[at] == '.') {
            decimals = digits(bytes, at + 1, to);
            at += 1 + decimals;
            if (decimals == 0) {
                return 0;
            }
        }
        if (at == to) {
            return DOUBLE | (whole + decimals <= DECIMAL_DIGITS ? DECIMAL : 0);
        }
        return isExponent(bytes, at, to) ? DOUBLE : 0;
    }

    private static boolean isExponent(byte[] bytes, int at, int to) {
        if (bytes[at] != 'e' && bytes[at] != 'E') {
            return false;
        }
        boolean signed = at + 1 < to && (bytes[at + 1] == '-' || bytes[at + 1] == '+');
        int start = at + (signed ? 2 : 1);
        int digits = digits(bytes, start, to);
        // Three digits are too much for a double.
        return digits >= 1 && digits <= 2 && start + digits == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isDigit(bytes[i])) {
            i++;
        }
        return i - from;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isHex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i]) && (bytes[i] < 'a' || bytes[i] > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(byte[] bytes, int from) {
        return bytes[from + 8] == '-'
                && bytes[from + 13] == '-'
                && bytes[from + 18] == '-'
                && bytes[from + 23] == '-'
                && isHex(bytes, from, from + 8)
                && isHex(bytes, from + 9, from + 13)
                && isHex(bytes, from + 14, from + 18)
                && isHex(bytes, from + 19, from + 23)
                && isHex(bytes, from + 24, from + UUID_LENGTH);
    }
}
