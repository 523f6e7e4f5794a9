package sluice.infer;

import java.time.LocalDate;

/**
 * Reads dates in the uniform forms of ISO 8601 straight from bytes: {@code 2026-02-28}, then optionally a {@code T} or a
 * blank, hours and minutes, seconds, one to three decimals, and {@code Z}, {@code +01} or {@code +01:00}. A text's form
 * is an int, so that forms can be kept and compared without an object; {@link IsoForm} says what it means.
 *
 * <p>Hot path: every date that is inferred or loaded in one of these forms goes through here.
 */
public final class IsoText {
    /** Not a date in any of the forms. */
    public static final int NONE = 0;

    /** The longest text of a form. */
    public static final int MAX_LENGTH = "2026-02-28T13:45:00.123+01:00".length();

    static final int DATE = 1;
    static final int TIME = 1 << 1;
    /** A blank between date and time, not a T. */
    static final int BLANK = 1 << 2;

    static final int SECONDS = 1 << 3;
    /** How many decimals: two bits from here. */
    static final int DECIMALS_SHIFT = 4;

    static final int ZULU = 1 << 6;
    static final int HOURS_OFFSET = 1 << 7;
    static final int FULL_OFFSET = 1 << 8;
    /** The minutes of the offset, plus {@link #OFFSET_BASE}: from here. */
    static final int OFFSET_SHIFT = 9;

    static final int OFFSET_BASE = 18 * 60;
    /** What of a form is the same whatever the offset. */
    static final int SHAPE_MASK = (1 << OFFSET_SHIFT) - 1;

    private static final int DATE_LENGTH = 10;
    private static final int MINUTES_LENGTH = 16;
    private static final int SECONDS_LENGTH = 19;
    private static final long MILLIS_OF_MINUTE = 60_000;
    private static final long DAYS_FROM_0000_TO_1970 = 719_528;

    private IsoText() {}

    /**
     * The form of a text, or {@link #NONE} if it isn't a date that exists, written in one of the forms. An offset of
     * {@code -00:00} is none of them, as no date would be written so.
     */
    public static int form(byte[] bytes, int from, int to) {
        if (to - from < DATE_LENGTH || to - from > MAX_LENGTH || !isDate(bytes, from)) {
            return NONE;
        }
        return to - from == DATE_LENGTH ? DATE : withTime(bytes, from, to);
    }

    private static boolean isDate(byte[] bytes, int from) {
        if (bytes[from + 4] != '-' || bytes[from + 7] != '-' || number(bytes, from, 2) < 0) {
            return false;
        }
        int yearOfCentury = number(bytes, from + 2, 2);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        return yearOfCentury >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year(bytes, from), month);
    }

    private static int year(byte[] bytes, int from) {
        return number(bytes, from, 2) * 100 + number(bytes, from + 2, 2);
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> isLeap(year) ? 29 : 28;
            default -> 31;
        };
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int withTime(byte[] bytes, int from, int to) {
        byte separator = bytes[from + DATE_LENGTH];
        if (to - from < MINUTES_LENGTH
                || (separator != 'T' && separator != ' ')
                || !isBelow(bytes, from + 11, 24)
                || bytes[from + 13] != ':'
                || !isBelow(bytes, from + 14, 60)) {
            return NONE;
        }
        int form = DATE | TIME | (separator == ' ' ? BLANK : 0);
        int at = from + MINUTES_LENGTH;
        if (at < to && bytes[at] == ':') {
            if (to - from < SECONDS_LENGTH || !isBelow(bytes, at + 1, 60)) {
                return NONE;
            }
            form |= SECONDS;
            at += 3;
            if (at < to && bytes[at] == '.') {
                int decimals = digits(bytes, at + 1, to);
                if (decimals < 1 || decimals > 3) {
                    return NONE;
                }
                form |= decimals << DECIMALS_SHIFT;
                at += 1 + decimals;
            }
        }
        return at == to ? form : withOffset(bytes, at, to, form);
    }

    private static int withOffset(byte[] bytes, int at, int to, int form) {
        byte sign = bytes[at];
        int length = to - at;
        if (sign == 'Z') {
            return length == 1 ? form | ZULU | OFFSET_BASE << OFFSET_SHIFT : NONE;
        }
        boolean full = length == 6;
        if ((sign != '+' && sign != '-') || (length != 3 && !full)) {
            return NONE;
        }
        int minutes = full ? number(bytes, at + 4, 2) : 0;
        int offset = number(bytes, at + 1, 2) * 60 + minutes;
        boolean written =
                number(bytes, at + 1, 2) >= 0 && minutes >= 0 && minutes < 60 && (!full || bytes[at + 3] == ':');
        if (!written || offset > OFFSET_BASE || (offset == 0 && sign == '-')) {
            return NONE;
        }
        int signed = sign == '-' ? -offset : offset;
        return form | (full ? FULL_OFFSET : HOURS_OFFSET) | (OFFSET_BASE + signed) << OFFSET_SHIFT;
    }

    /**
     * The milliseconds since 1970 of a text.
     *
     * @param form the text's own; not {@link #NONE}
     * @param offsetMinutes the offset of a text without one, in minutes
     */
    public static long millis(byte[] bytes, int from, int form, int offsetMinutes) {
        long day = epochDay(year(bytes, from), number(bytes, from + 5, 2), number(bytes, from + 8, 2));
        long minutes = day * 24 * 60;
        long millis = 0;
        if ((form & TIME) != 0) {
            minutes += number(bytes, from + 11, 2) * 60L + number(bytes, from + 14, 2);
            millis = (form & SECONDS) == 0 ? 0 : number(bytes, from + 17, 2) * 1000L + fraction(bytes, from, form);
        }
        int offset = hasOffset(form) ? offset(form) : offsetMinutes;
        return (minutes - offset) * MILLIS_OF_MINUTE + millis;
    }

    private static int fraction(byte[] bytes, int from, int form) {
        int value = 0;
        for (int i = 0; i < 3; i++) {
            value = value * 10 + (i < decimals(form) ? bytes[from + SECONDS_LENGTH + 1 + i] - '0' : 0);
        }
        return value;
    }

    /** As {@link LocalDate#toEpochDay}, without the object. */
    private static long epochDay(int year, int month, int day) {
        long total = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        total += (367L * month - 362) / 12 + day - 1;
        total -= month > 2 ? (isLeap(year) ? 1 : 2) : 0;
        return total - DAYS_FROM_0000_TO_1970;
    }

    static int decimals(int form) {
        return form >> DECIMALS_SHIFT & 3;
    }

    /** Whether texts of a form name their offset. */
    public static boolean hasOffset(int form) {
        return (form & (ZULU | HOURS_OFFSET | FULL_OFFSET)) != 0;
    }

    /** In minutes; of a form that has one. */
    static int offset(int form) {
        return (form >> OFFSET_SHIFT) - OFFSET_BASE;
    }

    private static boolean isBelow(byte[] bytes, int at, int limit) {
        int value = number(bytes, at, 2);
        return value >= 0 && value < limit;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i - from;
    }

    /** The number of so many digits, or less than zero. */
    private static int number(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
