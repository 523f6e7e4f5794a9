package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.plan.DateFormats;

/**
 * Writes dates as milliseconds since 1970 in UTC. What is finer than a millisecond is refused, or cut if the plan says so.
 * A local time that the zone leaves out when its clocks go forward is refused. One that it has twice is the first of the
 * two.
 *
 * @param format how they are written, or null for ISO 8601
 * @param zone where those are that name no offset or zone
 * @param truncating whether what is finer than a millisecond is cut
 */
record DateWriter(@Nullable DateTimeFormatter format, ZoneId zone, boolean truncating) implements ValueWriter {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private static final int MAX_LENGTH = 200;
    private static final int DATE_LENGTH = "2026-02-28".length();

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .optionalStart()
            .appendPattern("'T'HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /** The writer for a format, or for ISO 8601 if it is null. */
    static DateWriter of(@Nullable String format, ZoneId zone, boolean truncating) {
        return new DateWriter(format == null ? null : DateFormats.pattern(format), zone, truncating);
    }

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        if (to - from > MAX_LENGTH) {
            return false;
        }
        try {
            TemporalAccessor parsed = format == null
                    ? ISO.parse(isoText(bytes, from, to))
                    : format.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime local = LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            if (offset == null) {
                ZoneId own = format == null ? null : parsed.query(TemporalQueries.zoneId());
                offset = offset(local, own == null ? zone : own);
            }
            boolean whole = format == null || DateFormats.hasWholeTime(parsed);
            boolean tooFine = !truncating && local.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0;
            if (offset == null || !whole || tooFine) {
                return false;
            }
            long millis = local.toInstant(offset).toEpochMilli();
            out.putHead(BsonElements.DATE_TIME, name);
            out.putLong(millis);
            return true;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    /** The first of the offsets that a zone has at a local time, or null where it has none. */
    private static @Nullable ZoneOffset offset(LocalDateTime local, ZoneId zone) {
        if (zone instanceof ZoneOffset offset) {
            return offset;
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? null : offsets.get(0);
    }

    /** The text, with the blank that many programs write between date and time as the T of the standard. */
    private static String isoText(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        boolean blank = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        return blank ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1) : text;
    }
}
