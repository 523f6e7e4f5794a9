package sluice.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.plan.DateFormats;
import sluice.plan.ValueType;
import sluice.testkit.Property;

class IsoTextTest {
    private static final List<String> SEPARATORS = List.of("T", " ");
    private static final List<String> OFFSETS = List.of("", "Z", "+01", "-05", "+00", "+05:30", "-11:45", "+00:00");

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, yyyy-MM-dd, ",
        "2026-01-02T03:04, yyyy-MM-dd'T'HH:mm, ",
        "2026-01-02 03:04:05, yyyy-MM-dd HH:mm:ss, ",
        "2026-01-02T03:04:05Z, yyyy-MM-dd'T'HH:mm:ssX, Z",
        "2026-01-02T03:04:05.1Z, yyyy-MM-dd'T'HH:mm:ss.SX, Z",
        "2026-01-02T03:04:05.12Z, yyyy-MM-dd'T'HH:mm:ss.SSX, Z",
        "2026-01-02 03:04:05.123Z, yyyy-MM-dd HH:mm:ss.SSSX, Z",
        "2026-01-02T03:04:05+01:00, yyyy-MM-dd'T'HH:mm:ssxxx, +01:00",
        "2026-01-02 03:04:05-05, yyyy-MM-dd HH:mm:ssx, -05:00",
        "2026-01-02T03:04:05+00:00, yyyy-MM-dd'T'HH:mm:ssxxx, Z",
        "0000-02-29, yyyy-MM-dd, ",
        "2024-02-29, yyyy-MM-dd, "
    })
    void aTextHasAFormat(String text, String format, String zone) {
        ColumnEvidence evidence = evidence(text);
        assertThat(evidence.type()).isEqualTo(ValueType.DATE);
        assertThat(evidence.dates()).isEqualTo(new IsoForm(format, zone == null ? null : ZoneOffset.of(zone)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2023-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-00-01",
                "2026-01-00",
                "2026-04-31",
                "2026-1-2",
                "26-01-02",
                "12026-01-02",
                "-2026-01-02",
                "2026/01/02",
                "2026-01-02T",
                "2026-01-02T03",
                "2026-01-02T24:00",
                "2026-01-02T03:60",
                "2026-01-02T03:04:60",
                "2026-01-02t03:04:05",
                "2026-01-02T03:04:05z",
                "2026-01-02T03:04:05.",
                "2026-01-02T03:04:05.1234",
                "2026-01-02T03:04:05,123",
                "2026-01-02T03:04:05+0100",
                "2026-01-02T03:04:05+1",
                "2026-01-02T03:04:05+19:00",
                "2026-01-02T03:04:05+01:60",
                "2026-01-02T03:04:05-00:00",
                "2026-01-02T03:04:05-00",
                "2026-01-02T03:04:05 Z",
                "2026-01-02  03:04:05",
                " 2026-01-02",
                "2026-01-02Z",
                "20260102T030405Z"
            })
    void otherTextsAreNoDates(String text) {
        assertThat(evidence(text).type()).isEqualTo(ValueType.STRING);
        assertThat(evidence(text).dates()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, 2026-02-30",
        "2026-01-02, 2026-01-02T00:00",
        "2026-01-02T03:04:05Z, 2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05+00:00",
        "2026-01-02T03:04:05+01:00, 2026-07-02T03:04:05+02:00",
        "2026-01-02T03:04:05.1Z, 2026-01-02T03:04:05.12Z",
        "2026-01-02, 20260102",
        "2026-01-02, true",
        "2026-01-02, x"
    })
    void oneExceptionMakesStrings(String text, String other) {
        assertThat(evidence(text, other).type()).isEqualTo(ValueType.STRING);
        assertThat(evidence(other, text).type()).isEqualTo(ValueType.STRING);
        ColumnEvidence merged = evidence(text);
        merged.merge(evidence(other));
        assertThat(merged.type()).isEqualTo(ValueType.STRING);
        ColumnEvidence kept = evidence(text);
        kept.merge(evidence());
        assertThat(kept.type()).isEqualTo(ValueType.DATE);
    }

    @Test
    void everyDateIsWrittenBackAsTheSameText() {
        Property.named("every date is written back as the same text")
                .cases(20_000)
                .check(
                        gen -> text(
                                LocalDateTime.ofEpochSecond(
                                        gen.between(-2_000_000_000, 2_000_000_000) * 30L, 0, ZoneOffset.UTC),
                                gen.between(0, 4),
                                gen.between(0, 999),
                                gen.oneOf(SEPARATORS),
                                gen.oneOf(OFFSETS)),
                        text -> {
                            byte[] bytes = ("ab" + text + "c").getBytes(UTF_8);
                            int form = IsoText.form(bytes, 2, bytes.length - 1);
                            IsoForm dates = IsoForm.of(form);
                            Instant at = Instant.ofEpochMilli(IsoText.millis(bytes, 2, form, 0));
                            ZoneOffset zone = dates.zone() == null ? ZoneOffset.UTC : dates.zone();
                            assertThat(DateFormats.pattern(dates.format()).format(at.atZone(zone)))
                                    .isEqualTo(text);
                            assertThat(IsoForm.has(form, IsoForm.shape(dates.format())))
                                    .isTrue();
                        });
    }

    /** A date and, from 1 to 3 parts and decimals on, a time. */
    private static String text(LocalDateTime at, int parts, int millis, String separator, String offset) {
        String date = "%04d-%02d-%02d"
                .formatted(Math.floorMod(at.getYear(), 10_000), at.getMonthValue(), 1 + at.getDayOfMonth() % 28);
        String minutes = date + separator + "%02d:%02d".formatted(at.getHour(), at.getMinute());
        String decimals = "." + "%03d".formatted(millis).substring(0, 1 + millis % 3);
        return switch (parts) {
            case 0 -> date;
            case 1 -> minutes + offset;
            case 2 -> minutes + ":%02d".formatted(at.getSecond()) + offset;
            default -> minutes + ":%02d".formatted(at.getSecond()) + decimals + offset;
        };
    }

    private static ColumnEvidence evidence(String... texts) {
        ColumnEvidence evidence = new ColumnEvidence();
        for (String text : texts) {
            byte[] bytes = ("x" + text + "y").getBytes(UTF_8);
            evidence.add(bytes, 1, bytes.length - 1);
        }
        return evidence;
    }
}
