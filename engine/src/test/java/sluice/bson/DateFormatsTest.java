package sluice.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.bson.DocumentLayout.Column;
import sluice.csv.Chunk;
import sluice.csv.Dialect;
import sluice.outcome.Reject;
import sluice.plan.ColumnPlan;
import sluice.plan.DateFormats;
import sluice.plan.ValueType;
import sluice.testkit.Property;

/** Dates, however they are written: what is taken, and that nothing is cut or guessed. */
class DateFormatsTest {

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, UTC, 28.02.2026, 2026-02-28T00:00:00Z",
        "dd.MM.yyyy HH:mm, UTC, 28.02.2026 13:45, 2026-02-28T13:45:00Z",
        "dd.MM.uuuu HH:mm:ss.SSS, Europe/Berlin, 28.07.2026 13:45:01.250, 2026-07-28T11:45:01.250Z",
        "dd.MM.uuuu, Europe/Berlin, 28.02.2026, 2026-02-27T23:00:00Z",
        "MM/dd/yy hh:mm a, UTC, 02/28/26 01:45 pm, 2026-02-28T13:45:00Z",
        "d MMM uuuu, UTC, 3 mar 2026, 2026-03-03T00:00:00Z",
        "dd.MM.uuuu[ HH:mm], UTC, 28.02.2026, 2026-02-28T00:00:00Z",
        "uuuu-MM-dd'T'HH:mm:ssXXX, Europe/Berlin, 2026-02-28T13:45:00-05:00, 2026-02-28T18:45:00Z",
        "uuuu-MM-dd HH:mm VV, UTC, 2026-02-28 13:45 Asia/Tokyo, 2026-02-28T04:45:00Z",
        "uuuu年MM月dd日, UTC, 2026年02月28日, 2026-02-28T00:00:00Z",
        "yyyyMMddHHmmss, UTC, 20260228134501, 2026-02-28T13:45:01Z",
        ", Europe/Berlin, 2026-02-28 13:45, 2026-02-28T12:45:00Z",
        ", Europe/Berlin, 2026-02-28, 2026-02-27T23:00:00Z",
        ", Europe/Berlin, 2026-02-28T13:45:00Z, 2026-02-28T13:45:00Z",
        ", Europe/Berlin, 2026-02-28T13:45:00+05:30, 2026-02-28T08:15:00Z",
        ", Europe/Berlin, 2026-10-25T02:30, 2026-10-25T00:30:00Z",
        "dd.MM.uuuu HH:mm, Europe/Berlin, 25.10.2026 02:30, 2026-10-25T00:30:00Z",
        "dd.MM.uuuu HH:mm, +02:00, 29.03.2026 02:30, 2026-03-29T00:30:00Z",
        "epoch, UTC, 0, 1970-01-01T00:00:00Z",
        "epoch, UTC, 1767225600, 2026-01-01T00:00:00Z",
        "epoch, Europe/Berlin, 1767225600.5, 2026-01-01T00:00:00.500Z",
        "epoch, UTC, -1.25, 1969-12-31T23:59:58.750Z",
        "epoch, UTC, 1.001000, 1970-01-01T00:00:01.001Z",
        "epochMillis, UTC, 1767225600001, 2026-01-01T00:00:00.001Z",
        "epochMillis, UTC, -1, 1969-12-31T23:59:59.999Z"
    })
    void datesAreReadAsTheyAreWritten(@Nullable String format, String zone, String cell, Instant expected) {
        assertThat(millis(format, zone, cell)).hasValue(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, UTC, 30.02.2026",
        "dd.MM.yyyy, UTC, '28.02.2026 '",
        "dd.MM.yyyy, UTC, 28.02.2026x",
        "dd.MM.yyyy, UTC, 28.2.2026",
        "dd.MM.yyyy, UTC, 2026-02-28",
        "dd.MM.yyyy HH:mm, UTC, 28.02.2026 24:00",
        "dd.MM.yyyy HH:mm:ss.SSSSSS, UTC, 28.02.2026 13:45:00.000001",
        "dd.MM.uuuu HH:mm, Europe/Berlin, 29.03.2026 02:30",
        ", Europe/Berlin, 2026-03-29T02:30",
        ", Europe/Berlin, 2026-03-29 02:00",
        ", America/Sao_Paulo, 2018-11-04",
        "uuuu-MM-dd HH:mm VV, UTC, 2026-03-29 02:30 Europe/Berlin",
        "uuuu-MM-dd HH:mm VV, UTC, 2026-03-29 02:30 Mars/Base",
        "dd.MM.uuuu[ hh:mm][ a], UTC, 28.02.2026 01:45",
        ", UTC, +999999999-01-01",
        "uuuu-MM-dd, UTC, +999999999-01-01",
        "epoch, UTC, 1.0005",
        "epoch, UTC, 1.",
        "epoch, UTC, .5",
        "epoch, UTC, -",
        "epoch, UTC, 1.2.3",
        "epoch, UTC, 1e5",
        "epoch, UTC, 9223372036854776",
        "epoch, UTC, 99999999999999999999",
        "epochMillis, UTC, 1.5",
        "epochMillis, UTC, 9223372036854775808",
        "epochMillis, UTC, 2026-01-01"
    })
    void whatIsNoDateIsRefused(@Nullable String format, String zone, String cell) {
        assertThat(millis(format, zone, cell)).isEmpty();
    }

    @Test
    void theReasonNamesTheFormatAndTheZone() {
        assertThat(reject("dd.MM.yyyy", "UTC", "x").message()).isEqualTo("is no date: date such as `dd.MM.yyyy`");
        assertThat(reject("dd.MM.yyyy HH:mm", "Europe/Berlin", "29.03.2026 02:30")
                        .message())
                .isEqualTo("is no date: date such as `dd.MM.yyyy HH:mm`, at a time that there is in Europe/Berlin");
        assertThat(reject("epoch", "UTC", "x").message()).contains("seconds since 1970");
        assertThat(reject("epochMillis", "UTC", "x").message()).contains("milliseconds since 1970");
        assertThat(reject(null, "Europe/Berlin", "2026-03-29T02:30").message())
                .contains("ISO 8601", "there is in Europe/Berlin");
    }

    @Test
    void secondsAreWhatThePlatformMakesOfThem() {
        Property.named("seconds are what the platform makes of them")
                .cases(20_000)
                .check(gen -> gen.string(20, "0123456789.-+"), text -> {
                    Optional<Long> expected = Optional.empty();
                    if (text.matches("[+-]?\\d+(\\.\\d+)?")) {
                        try {
                            expected = Optional.of(
                                    new BigDecimal(text).movePointRight(3).longValueExact());
                        } catch (ArithmeticException e) {
                            expected = Optional.empty();
                        }
                    }
                    if (!text.isEmpty()) {
                        assertThat(millis("epoch", "UTC", text)).isEqualTo(expected);
                    }
                });
    }

    private static Optional<Long> millis(@Nullable String format, String zone, String cell) {
        EncodedChunk encoded = encode(format, zone, cell);
        return encoded.count() == 0
                ? Optional.empty()
                : Optional.of(encoded.document(0).getDateTime("v").getValue());
    }

    private static Reject reject(@Nullable String format, String zone, String cell) {
        return encode(format, zone, cell).rejects().get(0);
    }

    private static EncodedChunk encode(@Nullable String format, String zone, String cell) {
        ColumnPlan.Cells cells = new ColumnPlan.Cells(null, null, null, ZoneId.of(zone));
        Column column = new Column("v", List.of("v"), new ColumnPlan(ValueType.DATE, null, cells, null, format));
        DocumentLayout layout = new DocumentLayout(List.of(column), List.of(), -1, List.of());
        EncodedChunk encoded = new EncodedChunk();
        new DocumentEncoder(layout, new DocumentIds(1, 2), Dialect.RFC_4180, new KeyHasher(1))
                .encode(new Chunk(0, 0, 1, (cell + "\n").getBytes(UTF_8)), encoded);
        return encoded;
    }

    /** Found by fuzzing: the platform's builder fails on a cast. */
    @Test
    void paddingBeforeANumberIsNotAPattern() {
        assertThatThrownBy(() -> DateFormats.pattern("epmch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("`epmch` is not a date pattern");
    }
}
