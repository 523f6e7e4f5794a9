package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Writes ISO 8601 dates as milliseconds since 1970 in UTC. What is finer than a millisecond is refused, not cut. */
record DateWriter() implements ValueWriter {
    private static final byte DATE_TIME = 0x09;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_LENGTH = 40;
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

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        if (to - from > MAX_LENGTH) {
            return false;
        }
        try {
            TemporalAccessor parsed = ISO.parse(text(bytes, from, to));
            LocalDate date = LocalDate.from(parsed);
            LocalDateTime time =
                    parsed.isSupported(ChronoField.HOUR_OF_DAY) ? LocalDateTime.from(parsed) : date.atStartOfDay();
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            if (time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
                return false;
            }
            out.putHead(DATE_TIME, name);
            out.putLong(time.toInstant(offset == null ? ZoneOffset.UTC : offset).toEpochMilli());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The text, with the blank that many programs write between date and time as the T of the standard. */
    private static String text(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        boolean blank = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        return blank ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1) : text;
    }
}
