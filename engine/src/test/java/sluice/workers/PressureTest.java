package sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By a clock of our own. */
class PressureTest {
    private static final long MILLIS = 1_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final Pressure pressure = new Pressure(8, 5000, 15 << 20, now::get);

    private void replies(int count, long millis, long bytes) {
        for (int i = 0; i < count; i++) {
            now.addAndGet(millis * MILLIS / pressure.limit());
            pressure.replied(millis * MILLIS, bytes);
        }
    }

    @Test
    void aServerThatAnswersEvenlyIsGivenAllThereIs() {
        replies(1000, 60, 1 << 20);
        assertThat(pressure.lowest()).isEqualTo(8);
        assertThat(pressure.batchSize()).isEqualTo(5000);
    }

    @Test
    void quickRepliesAreNeverCalledSlowWhateverTheRatio() {
        replies(200, 2, 1 << 20);
        replies(200, 60, 1 << 20);
        assertThat(pressure.lowest()).isEqualTo(8);
    }

    @Test
    void slowerRepliesWithoutMoreGettingThroughHalveTheWrites() {
        replies(100, 60, 1 << 20);
        replies(17, 600, 1 << 20);
        assertThat(pressure.limit()).isLessThanOrEqualTo(4);
    }

    @Test
    void aServerThatHasToBeWaitedForGetsHalfAndGoodRepliesRaiseItStepByStep() {
        pressure.waiting("connection broke", 1);
        pressure.waiting("connection broke", 1);
        assertThat(pressure.limit()).isEqualTo(4);
        replies(60, 60, 1 << 20);
        assertThat(pressure.limit()).isBetween(5, 8);
        replies(500, 60, 1 << 20);
        assertThat(pressure.limit()).isEqualTo(8);
    }

    @Test
    void oneWriteIsAlwaysAllowed() {
        for (int i = 0; i < 20; i++) {
            pressure.waiting("no reply in time", 1);
            replies(40, 900, 1);
        }
        assertThat(pressure.limit()).isPositive();
        pressure.enter();
        pressure.leave();
    }

    @Test
    void batchesThatTakeTooLongAreHalvedAndDoubledBackLater() {
        replies(2, 2500, 1 << 20);
        assertThat(pressure.batchSize()).isEqualTo(1250);
        assertThat(pressure.batchBytes()).isEqualTo((15 << 20) / 4);
        replies(8, 100, 1 << 20);
        assertThat(pressure.batchSize()).isEqualTo(5000);
    }
}
