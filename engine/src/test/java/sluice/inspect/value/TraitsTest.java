package sluice.inspect.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import sluice.plan.DateFormats;
import sluice.plan.NumberFormat;
import sluice.testkit.Property;

/** What is offered must be what the load reads. */
final class TraitsTest {
    @Test
    void aNumberFitsAFormatIfTheLoadReadsItSo() {
        Property.named("number formats are those of the load")
                .cases(20_000)
                .check(gen -> gen.string(9, "0123456789.,' -\u00A0\u2019"), text -> {
                    for (int i = 0; i < NumberShape.FORMATS.size(); i++) {
                        NumberFormat format = NumberShape.FORMATS.get(i);
                        boolean fits = (traits(text) & 1L << (Traits.NUMBERS_SHIFT + i)) != 0;
                        boolean number = text.matches("-?(\\d|[1-9].*)|-?0\\D.*");
                        assertThat(fits)
                                .as("%s as %s", text, format.example())
                                .isEqualTo(number && format.plain(text) != null);
                    }
                });
    }

    @Test
    void aDateFitsAnOrderIfTheLoadReadsItSo() {
        Property.named("orders of dates are those of the load")
                .cases(20_000)
                .check(
                        gen -> {
                            String mark = gen.oneOf(".", "/", "-");
                            String left = String.valueOf(gen.between(0, 33));
                            String middle =
                                    gen.oneOf(String.valueOf(gen.between(0, 14)), "0" + gen.between(1, 9), "Feb");
                            String right = String.valueOf(gen.between(1899, 2101));
                            String time = gen.oneOf("", " 0" + gen.between(0, 9) + ":" + gen.between(10, 61), " 1:00");
                            return gen.chance(50)
                                    ? left + mark + middle + mark + right + time
                                    : right + mark + middle + mark + left + time;
                        },
                        text -> {
                            for (DateShape.Order order : DateShape.Order.values()) {
                                for (int time = 0; time < DateShape.TIMES.size(); time++) {
                                    String format = order.format(false) + DateShape.TIMES.get(time);
                                    assertThat((traits(text) & DateShape.bit(order, time)) != 0)
                                            .as("%s as %s", text, format)
                                            .isEqualTo(isRead(text, DateFormats.pattern(format)));
                                }
                            }
                        });
    }

    private static boolean isRead(String text, DateTimeFormatter formatter) {
        try {
            formatter.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static long traits(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 ? 0 : Traits.of(bytes, 0, bytes.length);
    }
}
