package sluice.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are written in cells: what stands between thousands, and before decimals. A plan shows it by the number
 * 1234.5 (or 1234, or with more decimals) as the files write it: {@code 1.234,5}, {@code 1 234,5}, {@code 1'234.5},
 * {@code 1234,5}. Immutable.
 *
 * <p>Thousands may be left together in a cell ({@code 1234,5}); if they are parted, all of them are, and each group but
 * the first has three digits. A blank stands for every kind of blank that locales part thousands with (also the
 * no-break space and the narrow one), an apostrophe for the typographic one too.
 *
 * @param example what the plan says
 * @param group what parts thousands, or null if nothing does
 * @param decimal the decimal mark, or null if numbers are whole
 */
public record NumberFormat(
        String example, @Nullable Character group, @Nullable Character decimal) {
    private static final Pattern EXAMPLE = Pattern.compile("1(\\D?)234(?:(\\D)\\d+)?");
    private static final String BLANKS = " \u00A0\u2009\u202F";
    private static final String APOSTROPHES = "'\u2019";
    private static final String GROUPS = ".,_" + BLANKS + APOSTROPHES;
    private static final String DECIMALS = ".,";
    private static final int GROUP_DIGITS = 3;

    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException if it is none; the message is the user's
     */
    public static NumberFormat of(String example) {
        Matcher matcher = EXAMPLE.matcher(example);
        if (matcher.matches()) {
            Character group = mark(matcher.group(1));
            Character decimal = mark(matcher.group(2));
            boolean known = (group == null || GROUPS.indexOf(group) >= 0)
                    && (decimal == null || DECIMALS.indexOf(decimal) >= 0);
            if (known && (group == null || !group.equals(decimal))) {
                return new NumberFormat(example, group, decimal);
            }
        }
        throw new IllegalArgumentException(
                "`" + example + "` is not a format of numbers. Write the number 1234.5 as the"
                        + " files do: 1.234,5 or 1 234,5 or 1'234.5 or 1234,5, for example.");
    }

    private static @Nullable Character mark(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text.charAt(0);
    }

    /** The number as Java and JSON write it, without groups and with a point; null if it isn't written in this format. */
    public @Nullable String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        plain.append(text, 0, start);
        int end = decimal == null ? -1 : text.indexOf(decimal);
        boolean whole = addWhole(text, start, end < 0 ? text.length() : end, plain);
        if (!whole || (end >= 0 && !addDecimals(text, end + 1, plain))) {
            return null;
        }
        return plain.toString();
    }

    private boolean addWhole(String text, int from, int to, StringBuilder plain) {
        int digits = 0;
        char separator = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits++;
                plain.append(c);
            } else {
                boolean first = separator == 0;
                boolean placed =
                        first ? digits >= 1 && digits <= GROUP_DIGITS : digits == GROUP_DIGITS && c == separator;
                if (!placed || !isGroup(c)) {
                    return false;
                }
                separator = c;
                digits = 0;
            }
        }
        return separator == 0 ? digits > 0 : digits == GROUP_DIGITS;
    }

    private static boolean addDecimals(String text, int from, StringBuilder plain) {
        plain.append('.');
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        plain.append(text, from, text.length());
        return from < text.length();
    }

    private boolean isGroup(char c) {
        if (group == null) {
            return false;
        }
        boolean blank = BLANKS.indexOf(group) >= 0 && BLANKS.indexOf(c) >= 0;
        boolean apostrophe = APOSTROPHES.indexOf(group) >= 0 && APOSTROPHES.indexOf(c) >= 0;
        return group == c || blank || apostrophe;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
