package sluice.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How dates are written in cells. */
public final class DateFormats {
    /** Seconds since 1970 in UTC, with or without decimals. */
    public static final String EPOCH = "epoch";

    /** Milliseconds since 1970 in UTC. */
    public static final String EPOCH_MILLIS = "epochMillis";

    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2026, 11, 21, 13, 45, 30, 123_000_000, ZoneId.of("Europe/Berlin"));

    private static final List<ChronoField> TIME_FIELDS =
            Stream.of(ChronoField.values()).filter(ChronoField::isTimeBased).toList();

    /** A fraction of a second in brackets: of any length up to that shown. */
    private static final Pattern FRACTION = Pattern.compile("\\[([.,])(S{1,9})]");

    private DateFormats() {}

    /** Whether a format is a number of seconds or milliseconds. */
    public static boolean isEpoch(String format) {
        return format.equals(EPOCH) || format.equals(EPOCH_MILLIS);
    }

    /**
     * Checks a format.
     *
     * @return the same
     * @throws IllegalArgumentException if it is neither a pattern nor a word known here
     */
    public static String check(String format) {
        if (!isEpoch(format) && !isWhole(pattern(format))) {
            throw new IllegalArgumentException("`" + format + "` gives no whole date: it needs year, month and day"
                    + " (uuuu, not YYYY, with MM and dd) and, for a time, the hour of the day (HH, or hh with a).");
        }
        return format;
    }

    /** Whether a date can be read back: with a pattern that lacks a part each value would be a reject. */
    private static boolean isWhole(DateTimeFormatter formatter) {
        try {
            TemporalAccessor again = formatter.parse(formatter.format(SAMPLE));
            return again.query(TemporalQueries.localDate()) != null && hasWholeTime(again);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether a parsed date has a time of day or nothing of one: minutes without an hour would get lost. */
    public static boolean hasWholeTime(TemporalAccessor parsed) {
        return parsed.query(TemporalQueries.localTime()) != null
                || TIME_FIELDS.stream().noneMatch(parsed::isSupported);
    }

    /**
     * The formatter for a pattern of {@link DateTimeFormatter}, with these differences: {@code y} is the year as people
     * mean it ({@code u} for the formatter); a fraction of a second in brackets, such as {@code [.SSSSSS]}, has any number
     * of digits up to that shown, or is missing, while one without brackets has exactly the digits shown. Names of months
     * and days are English, and dates that don't exist are refused.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static DateTimeFormatter pattern(String format) {
        try {
            DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
            String pattern = withProlepticYears(format);
            Matcher fraction = FRACTION.matcher(pattern);
            int from = 0;
            while (fraction.find()) {
                if (!isQuoted(pattern, fraction.start())) {
                    builder.appendPattern(pattern.substring(from, fraction.start()));
                    appendFraction(builder, fraction.group(1), fraction.group(2).length());
                    from = fraction.end();
                }
            }
            return builder.appendPattern(pattern.substring(from))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException | ClassCastException e) {
            // The builder casts what stands before a number to a number: padding (p) is none.
            throw new IllegalArgumentException(
                    "`" + format
                            + "` is not a date pattern (such as dd.MM.yyyy HH:mm), nor epoch or epochMillis: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String withProlepticYears(String format) {
        StringBuilder pattern = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            quoted ^= c == '\'';
            pattern.append(c == 'y' && !quoted ? 'u' : c);
        }
        return pattern.toString();
    }

    private static boolean isQuoted(String pattern, int at) {
        return pattern.chars().limit(at).filter(c -> c == '\'').count() % 2 == 1;
    }

    private static void appendFraction(DateTimeFormatterBuilder builder, String mark, int digits) {
        builder.optionalStart()
                .appendLiteral(mark)
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, digits, false)
                .optionalEnd();
    }
}
