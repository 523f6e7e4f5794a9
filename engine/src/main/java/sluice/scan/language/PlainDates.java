package sluice.scan.language;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates of plain digits straight from bytes: years of four digits, the rest of two (or one, for {@code M} and
 * {@code d}). Dates that don't exist are none, as for the other patterns.
 *
 * @param steps what is expected, one after the other: a character, or a part of the date as a negative number
 * @param openEnd whether a time may follow, as ISO 8601 writes it; only its beginning is looked at
 */
record PlainDates(byte[] steps, boolean openEnd) implements DateReader {
    private static final byte YEAR = -1;
    private static final byte MONTH = -2;
    private static final byte DAY = -3;
    private static final byte HOUR = -4;
    private static final byte SIXTIETH = -5;
    private static final byte SHORT_MONTH = -6;
    private static final byte SHORT_DAY = -7;

    /** {@code yyyy-MM-dd}. */
    static final byte[] ISO = {YEAR, '-', MONTH, '-', DAY};

    private static final Map<String, Byte> PARTS = Map.of(
            "yyyy",
            YEAR,
            "uuuu",
            YEAR,
            "MM",
            MONTH,
            "dd",
            DAY,
            "HH",
            HOUR,
            "mm",
            SIXTIETH,
            "ss",
            SIXTIETH,
            "M",
            SHORT_MONTH,
            "d",
            SHORT_DAY);

    private static final String PUNCTUATION = " /.-:,_";

    /** The steps of a pattern, or null where it holds more than plain digits and punctuation. */
    static byte @Nullable [] steps(String pattern) {
        byte[] steps = new byte[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); ) {
            int end = i + 1;
            while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(i)) {
                end++;
            }
            String run = pattern.substring(i, end);
            Byte part = PARTS.get(run);
            boolean digitsFollow = end < pattern.length() && PUNCTUATION.indexOf(pattern.charAt(end)) < 0;
            if (part != null && !(part <= SHORT_MONTH && digitsFollow) && !contains(steps, count, part)) {
                steps[count++] = part;
            } else if (part == null && PUNCTUATION.indexOf(run.charAt(0)) >= 0) {
                for (int j = i; j < end; j++) {
                    steps[count++] = (byte) pattern.charAt(j);
                }
            } else {
                return null;
            }
            i = end;
        }
        return Arrays.copyOf(steps, count);
    }

    private static boolean contains(byte[] steps, int count, byte part) {
        for (int i = 0; i < count; i++) {
            if (steps[i] == part && part != SIXTIETH) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long read(byte[] bytes, int from, int to) {
        int at = from;
        int year = 0;
        int month = 0;
        int day = 0;
        for (byte step : steps) {
            int length = length(step, bytes, at, to);
            int value = step > 0 ? 0 : digits(bytes, at, length, to);
            if (value < 0 || at + length > to) {
                return NO_DATE;
            }
            switch (step) {
                case YEAR -> year = value;
                case MONTH, SHORT_MONTH -> month = value == 0 ? 13 : value;
                case DAY, SHORT_DAY -> day = value == 0 ? 32 : value;
                case HOUR -> year = value > 23 ? -1 : year;
                case SIXTIETH -> year = value > 59 ? -1 : year;
                default -> year = bytes[at] == step ? year : -1;
            }
            if (year < 0) {
                return NO_DATE;
            }
            at += length;
        }
        return (at == to || (openEnd && isTime(bytes, at, to))) && exists(year, month, day)
                ? year * 10_000L + month * 100L + day
                : NO_DATE;
    }

    private static int length(byte step, byte[] bytes, int at, int to) {
        return switch (step) {
            case YEAR -> 4;
            case MONTH, DAY, HOUR, SIXTIETH -> 2;
            case SHORT_MONTH, SHORT_DAY -> at + 1 < to && isDigit(bytes[at + 1]) ? 2 : 1;
            default -> 1;
        };
    }

    private static int digits(byte[] bytes, int at, int length, int to) {
        if (at + length > to) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + length; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Whether a T or a blank, two digits and a colon stand there. */
    private static boolean isTime(byte[] bytes, int at, int to) {
        return at + 4 <= to
                && (bytes[at] == 'T' || bytes[at] == ' ')
                && isDigit(bytes[at + 1])
                && isDigit(bytes[at + 2])
                && bytes[at + 3] == ':';
    }

    /** A day without a year may be the last of a February with 29 days. */
    private boolean exists(int year, int month, int day) {
        if (month > 12 || day > 31) {
            return false;
        }
        if (day < 29 || month == 0) {
            return true;
        }
        boolean anyYear = year == 0 && !contains(steps, steps.length, YEAR);
        return day <= YearMonth.of(anyYear ? 2000 : year, month).lengthOfMonth();
    }
}
