package sluice.inspect.value;

import java.util.List;
import sluice.plan.NumberFormat;

/** Tells in which formats a number may be written, as {@link NumberFormat} has them, straight from bytes. */
final class NumberShape {
    /** The formats that are tried; without marks between thousands first. */
    static final List<NumberFormat> FORMATS = List.of(
            NumberFormat.of("1234,5"),
            NumberFormat.of("1.234,5"),
            NumberFormat.of("1 234,5"),
            NumberFormat.of("1'234,5"),
            NumberFormat.of("1,234.5"),
            NumberFormat.of("1'234.5"));

    private static final char[] GROUPS = marks(true);
    private static final char[] DECIMALS = marks(false);
    private static final int GROUP_DIGITS = 3;
    /** No mark, or what no number has. */
    private static final char NONE = 0;

    private NumberShape() {}

    private static char[] marks(boolean groups) {
        char[] marks = new char[FORMATS.size()];
        for (int i = 0; i < marks.length; i++) {
            Character mark = groups ? FORMATS.get(i).group() : FORMATS.get(i).decimal();
            marks[i] = mark == null ? NONE : mark;
        }
        return marks;
    }

    /**
     * The formats that a text may have, as bits of {@link Traits}. What has a plus or a zero before it is an identifier
     * or a telephone number rather than a number.
     */
    static long traits(byte[] bytes, int from, int to) {
        int start = bytes[from] == '-' ? from + 1 : from;
        boolean zeros = start + 1 < to && bytes[start] == '0' && Traits.isDigit(bytes[start + 1]);
        if (start == to || !Traits.isDigit(bytes[start]) || zeros) {
            return 0;
        }
        long traits = 0;
        for (int i = 0; i < GROUPS.length; i++) {
            if (fits(bytes, start, to, GROUPS[i], DECIMALS[i])) {
                traits |= 1L << (Traits.NUMBERS_SHIFT + i);
            }
        }
        return traits;
    }

    private static boolean fits(byte[] bytes, int from, int to, char group, char decimal) {
        int at = from;
        int digits = 0;
        char separator = NONE;
        while (at < to) {
            if (Traits.isDigit(bytes[at])) {
                digits++;
                at++;
            } else if (bytes[at] == decimal) {
                boolean whole = separator == NONE ? digits > 0 : digits == GROUP_DIGITS;
                return whole && areDigits(bytes, at + 1, to);
            } else {
                char mark = mark(bytes, at, to);
                boolean placed = separator == NONE
                        ? digits >= 1 && digits <= GROUP_DIGITS && kind(mark) == group && group != NONE
                        : digits == GROUP_DIGITS && mark == separator;
                if (!placed) {
                    return false;
                }
                separator = mark;
                digits = 0;
                at += mark < 0x80 ? 1 : mark < 0x800 ? 2 : 3;
            }
        }
        return separator == NONE ? digits > 0 : digits == GROUP_DIGITS;
    }

    private static boolean areDigits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Traits.isDigit(bytes[i])) {
                return false;
            }
        }
        return from < to;
    }

    /** The character at a place; of those that don't part thousands, any that doesn't either. */
    private static char mark(byte[] bytes, int at, int to) {
        if (bytes[at] >= 0) {
            return (char) bytes[at];
        }
        if (at + 1 < to && bytes[at] == (byte) 0xC2) {
            return (char) (bytes[at + 1] & 0xff);
        }
        boolean punctuation = at + 2 < to && bytes[at] == (byte) 0xE2 && bytes[at + 1] == (byte) 0x80;
        return punctuation ? (char) (0x2000 + (bytes[at + 2] & 0x3f)) : NONE;
    }

    /** A character, with one for all blanks and one for all apostrophes. */
    private static char kind(char mark) {
        return switch (mark) {
            case '\u00A0', '\u2009', '\u202F' -> ' ';
            case '\u2019' -> '\'';
            default -> mark;
        };
    }
}
