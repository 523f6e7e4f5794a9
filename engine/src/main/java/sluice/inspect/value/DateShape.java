package sluice.inspect.value;

import java.time.YearMonth;
import java.util.List;

/** Tells in which orders a date may be written that isn't ISO 8601, straight from bytes. */
final class DateShape {
    /** The parts of a date, in the order in which they stand. */
    enum Order {
        DAY_DOT(0, "d.M.yyyy"),
        DAY_SLASH(1, "d/M/yyyy"),
        MONTH_SLASH(2, "M/d/yyyy"),
        YEAR_SLASH(3, "yyyy/M/d"),
        DAY_DASH(4, "d-M-yyyy"),
        MONTH_NAME(5, "d-MMM-yyyy");

        private final int place;
        private final String format;

        Order(int place, String format) {
            this.place = place;
            this.format = format;
        }

        /** The pattern of a plan. */
        String format(boolean padded) {
            return padded
                    ? format.replace("MMM", "#")
                            .replace("M", "MM")
                            .replace("#", "MMM")
                            .replace("d", "dd")
                    : format;
        }
    }

    /** What may stand behind a date, as a pattern of a plan. */
    static final List<String> TIMES = List.of("", " HH:mm", " HH:mm:ss");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final int YEAR_DIGITS = 4;

    private DateShape() {}

    /** The orders that a text that begins with a digit may have, as bits of {@link Traits}. */
    static long traits(byte[] bytes, int from, int to) {
        int first = digits(bytes, from, to);
        int at = from + first;
        if (at >= to || (first != YEAR_DIGITS && first > 2)) {
            return 0;
        }
        byte separator = bytes[at];
        if (separator != '.' && separator != '/' && separator != '-') {
            return 0;
        }
        return first == YEAR_DIGITS
                ? yearFirst(bytes, from, at, separator, to)
                : yearLast(bytes, from, at, separator, to);
    }

    private static long yearFirst(byte[] bytes, int from, int at, byte separator, int to) {
        int month = digits(bytes, at + 1, to);
        int second = at + 1 + month;
        if (separator != '/' || month < 1 || month > 2 || second >= to || bytes[second] != separator) {
            return 0;
        }
        int day = digits(bytes, second + 1, to);
        int end = second + 1 + day;
        boolean valid = day >= 1
                && day <= 2
                && exists(number(bytes, from, at), number(bytes, at + 1, second), number(bytes, second + 1, end));
        return valid ? withTime(Order.YEAR_SLASH, month == 2 && day == 2, bytes, end, to) : 0;
    }

    private static long yearLast(byte[] bytes, int from, int at, byte separator, int to) {
        boolean named = separator == '-' && at + 1 < to && !Traits.isDigit(bytes[at + 1]);
        int middle = named ? 3 : digits(bytes, at + 1, to);
        int second = at + 1 + middle;
        if (middle < 1 || (middle > 2 && !named) || second >= to || bytes[second] != separator) {
            return 0;
        }
        int end = second + 1 + digits(bytes, second + 1, to);
        if (end - second - 1 != YEAR_DIGITS) {
            return 0;
        }
        int left = number(bytes, from, at);
        int year = number(bytes, second + 1, end);
        if (named) {
            int month = month(bytes, at + 1);
            return exists(year, month, left) ? withTime(Order.MONTH_NAME, at - from == 2, bytes, end, to) : 0;
        }
        int right = number(bytes, at + 1, second);
        boolean padded = at - from == 2 && middle == 2;
        Order dayFirst = separator == '.' ? Order.DAY_DOT : separator == '/' ? Order.DAY_SLASH : Order.DAY_DASH;
        long traits = exists(year, right, left) ? withTime(dayFirst, padded, bytes, end, to) : 0;
        return separator == '/' && exists(year, left, right)
                ? traits | withTime(Order.MONTH_SLASH, padded, bytes, end, to)
                : traits;
    }

    private static long withTime(Order order, boolean padded, byte[] bytes, int at, int to) {
        int time = time(bytes, at, to);
        return time < 0 ? 0 : bit(order, time) | (padded ? Traits.PADDED : 0);
    }

    /** The bit of {@link Traits} for dates in an order, with one of {@link #TIMES} behind them. */
    static long bit(Order order, int time) {
        return 1L << (Traits.DATES_SHIFT + order.place * TIMES.size() + time);
    }

    /** Which of {@link #TIMES} stands at a place, or -1. */
    private static int time(byte[] bytes, int at, int to) {
        int length = to - at;
        if (length == 0) {
            return 0;
        }
        boolean minutes = (length == 6 || length == 9)
                && bytes[at] == ' '
                && isBelow(bytes, at + 1, 24)
                && bytes[at + 3] == ':'
                && isBelow(bytes, at + 4, 60);
        if (!minutes || length == 6) {
            return minutes ? 1 : -1;
        }
        return bytes[at + 6] == ':' && isBelow(bytes, at + 7, 60) ? 2 : -1;
    }

    private static boolean isBelow(byte[] bytes, int at, int limit) {
        return digits(bytes, at, at + 2) == 2 && number(bytes, at, at + 2) < limit;
    }

    private static boolean exists(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || (day <= 31 && day <= YearMonth.of(year, month).lengthOfMonth()));
    }

    private static int month(byte[] bytes, int at) {
        for (int i = 0; i < MONTHS.size(); i++) {
            String name = MONTHS.get(i);
            if ((bytes[at] | 0x20) == name.charAt(0)
                    && (bytes[at + 1] | 0x20) == name.charAt(1)
                    && (bytes[at + 2] | 0x20) == name.charAt(2)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && Traits.isDigit(bytes[i])) {
            i++;
        }
        return i - from;
    }

    private static int number(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
