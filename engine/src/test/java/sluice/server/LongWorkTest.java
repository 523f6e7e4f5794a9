package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LongWorkTest {
    private static final Duration SHORT = Duration.ofMillis(5);

    private final AtomicInteger pings = new AtomicInteger();

    private LongWork work(Runnable ping) {
        return new LongWork(
                ping,
                () -> {
                    throw new AssertionError("no connection is needed");
                },
                SHORT);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsDoneSoonIsDoneWithoutAQuestion() {
        try (LongWork work = new LongWork(pings::incrementAndGet, () -> null, Duration.ofMinutes(1))) {
            assertThat(work.watched(() -> "done")).isEqualTo("done");
        }
        assertThat(pings).hasValue(0);
    }

    @Test
    void workGoesOnForAsLongAsTheServerAnswersOtherQuestions() {
        CountDownLatch enough = new CountDownLatch(3);
        try (LongWork work = work(enough::countDown)) {
            String answer = work.watched(() -> {
                await(enough);
                return "done";
            });
            assertThat(answer).isEqualTo("done");
        }
        assertThat(enough.getCount()).isZero();
    }

    @Test
    void aServerThatAnswersNothingAnyMoreEndsTheWait() {
        CountDownLatch never = new CountDownLatch(1);
        try (LongWork work = work(() -> {
            throw ReplyScript.failure("unsent", 0);
        })) {
            assertThatThrownBy(() -> work.watched(() -> {
                        await(never);
                        return "done";
                    }))
                    .isInstanceOf(MongoSocketReadTimeoutException.class)
                    .matches(e -> Failure.of((MongoException) e).isRetried());
        }
    }

    @Test
    void theWorksOwnFailureIsThrownAsItWas() {
        MongoException refused = ReplyScript.failure("whole", 13);
        ServerException ours = new ServerException("ours");
        try (LongWork work = work(pings::incrementAndGet)) {
            assertThatThrownBy(() -> work.watched(() -> {
                        throw refused;
                    }))
                    .hasSameClassAs(refused)
                    .hasMessage(refused.getMessage());
            assertThatThrownBy(() -> work.watched(() -> {
                        throw ours;
                    }))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("ours");
        }
    }
}
