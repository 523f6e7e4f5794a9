package sluice.plan;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** How dates are written in cells. */
public final class DateFormats {
    /** Seconds since 1970 in UTC, with or without decimals. */
    public static final String EPOCH = "epoch";

    /** Milliseconds since 1970 in UTC. */
    public static final String EPOCH_MILLIS = "epochMillis";

    private DateFormats() {}

    /** Whether a format is a number of seconds or milliseconds. */
    public static boolean isEpoch(String format) {
        return format.equals(EPOCH) || format.equals(EPOCH_MILLIS);
    }

    /**
     * Checks a format.
     *
     * @return the same
     * @throws IllegalArgumentException where it is neither a pattern nor a word known here
     */
    static String check(String format) {
        if (!isEpoch(format)) {
            pattern(format);
        }
        return format;
    }

    /**
     * The formatter for a pattern. {@code y} is the year as people mean it ({@code u} for the formatter), names of
     * months and days are English, and dates that don't exist are refused.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static DateTimeFormatter pattern(String format) {
        try {
            StringBuilder pattern = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                quoted ^= c == '\'';
                pattern.append(c == 'y' && !quoted ? 'u' : c);
            }
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.toString())
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "`" + format + "` is no date pattern (such as dd.MM.yyyy HH:mm), nor epoch or epochMillis: "
                            + e.getMessage(),
                    e);
        }
    }
}
