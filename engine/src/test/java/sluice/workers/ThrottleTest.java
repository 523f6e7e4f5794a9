package sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import sluice.plan.Pace;

/** By a clock of our own, that stands still but for what is slept. */
class ThrottleTest {
    private final AtomicLong now = new AtomicLong(-5);

    private Throttle throttle(Pace pace) {
        return new Throttle(pace, now::get, now::addAndGet);
    }

    private double seconds() {
        return (now.get() + 5) / 1e9;
    }

    @Test
    void documentsTakeAsLongAsTheLimitSays() {
        Throttle throttle = throttle(Pace.DEFAULT.withDocsPerSecond(100));
        for (int i = 0; i < 50; i++) {
            throttle.await(10, 1_000_000);
        }
        assertThat(seconds()).isBetween(5.0, 5.001);
    }

    @Test
    void bytesTakeAsLongAsTheLimitSays() {
        Throttle throttle = throttle(Pace.DEFAULT.withBytesPerSecond(1 << 20));
        for (int i = 0; i < 8; i++) {
            throttle.await(10, 1 << 19);
        }
        assertThat(seconds()).isBetween(4.0, 4.001);
    }

    @Test
    void ofTwoLimitsTheTighterOneCounts() {
        Throttle throttle = throttle(Pace.DEFAULT.withDocsPerSecond(100).withBytesPerSecond(1000));
        throttle.await(100, 5000);
        assertThat(seconds()).isBetween(5.0, 5.001);
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        Throttle throttle = throttle(Pace.DEFAULT.withDocsPerSecond(100));
        throttle.await(100, 0);
        now.addAndGet(60_000_000_000L);
        throttle.await(100, 0);
        assertThat(seconds()).isBetween(62.0, 62.001);
    }

    @Test
    void withoutALimitNothingWaits() {
        throttle(Pace.DEFAULT).await(1_000_000, 1L << 40);
        assertThat(seconds()).isZero();
    }
}
