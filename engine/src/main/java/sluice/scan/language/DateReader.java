package sluice.scan.language;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import sluice.plan.DateFormats;
import sluice.scan.value.Decimal;

/** Reads dates. */
public interface DateReader {
    /** What {@link #read} gives where there is no date. */
    long NO_DATE = Long.MIN_VALUE;

    /** The date as {@code year * 10000 + month * 100 + day}; a part that the pattern lacks is 0. */
    long read(byte[] bytes, int from, int to);

    /**
     * A reader for a pattern, or for ISO 8601 where it is null.
     *
     * @throws IllegalArgumentException where the pattern is none, or lacks what the function looks for
     */
    static DateReader of(@Nullable String pattern, Function function) {
        if (pattern == null) {
            return new PlainDates(PlainDates.ISO, true);
        }
        if (DateFormats.isEpoch(pattern)) {
            return epoch(pattern.equals(DateFormats.EPOCH) ? 1 : 1000);
        }
        ChronoField field = switch (function) {
            case YEAR -> ChronoField.YEAR;
            case MONTH -> ChronoField.MONTH_OF_YEAR;
            default -> ChronoField.DAY_OF_MONTH;
        };
        DateTimeFormatter formatter = DateFormats.pattern(pattern);
        requireField(pattern, formatter, field, function);
        byte @Nullable [] steps = PlainDates.steps(pattern);
        return steps == null ? formatted(formatter) : new PlainDates(steps, false);
    }

    private static void requireField(
            String pattern, DateTimeFormatter formatter, ChronoField field, Function function) {
        try {
            ZonedDateTime sample = ZonedDateTime.of(2026, 11, 21, 13, 45, 30, 0, ZoneOffset.UTC);
            if (formatter.parse(formatter.format(sample)).isSupported(field)) {
                return;
            }
        } catch (DateTimeException e) {
            // Falls through to the one message.
        }
        throw new IllegalArgumentException("`" + pattern + "` has no " + function.word()
                + "; a date is written with yyyy, MM and dd, such as MM/dd/yyyy.");
    }

    private static DateReader formatted(DateTimeFormatter formatter) {
        return (bytes, from, to) -> {
            try {
                TemporalAccessor date = formatter.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                return part(date, ChronoField.YEAR) * 10_000L
                        + part(date, ChronoField.MONTH_OF_YEAR) * 100L
                        + part(date, ChronoField.DAY_OF_MONTH);
            } catch (DateTimeException e) {
                return NO_DATE;
            }
        };
    }

    private static int part(TemporalAccessor date, ChronoField field) {
        return date.isSupported(field) ? date.get(field) : 0;
    }

    private static DateReader epoch(long perSecond) {
        Decimal number = new Decimal();
        return (bytes, from, to) -> {
            // Within the years -9999 to 9999 or so; further away nobody means a date.
            if (!number.read(bytes, from, to) || number.big != null) {
                return NO_DATE;
            }
            long whole = Math.floorDiv(number.unscaled, Decimal.power(number.scale));
            long seconds = Math.floorDiv(whole, perSecond);
            if (Math.abs(seconds) > 300_000_000_000L) {
                return NO_DATE;
            }
            ZonedDateTime date = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
            return date.getYear() * 10_000L + date.getMonthValue() * 100L + date.getDayOfMonth();
        };
    }
}
