package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
    private final MongoException lost = ReplyScript.failure("lost", 0);

    private final ManualClock clock = new ManualClock();
    private final Retries retries = ReplyScript.retries(Duration.ofMinutes(1), clock);

    /** Fails so often, then answers. */
    private String ask(Retries by, int failures, String word, int code) {
        int[] asked = {0};
        return by.ask(() -> {
            if (asked[0]++ < failures) {
                throw ReplyScript.failure(word, code);
            }
            return "answer after " + asked[0];
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            failures | failure   | code  | result
            0        | lost      | 0     | answer after 1
            1        | lost      | 0     | answer after 2
            3        | unsent    | 0     | answer after 4
            2        | whole     | 91    | answer after 3
            2        | whole     | 189   | answer after 3
            1        | whole     | 13    | fails
            1        | whole     | 2     | fails
            1        | whole     | 99999 | fails
            1000     | lost      | 0     | fails
            """)
    void transientErrorsAreSentAgainAndOthersEndIt(int failures, String failure, int code, String result) {
        if (result.equals("fails")) {
            assertThatThrownBy(() -> ask(retries, failures, failure, code)).isInstanceOf(ServerException.class);
        } else {
            assertThat(ask(retries, failures, failure, code)).isEqualTo(result);
        }
    }

    @Test
    void eachWaitIsAtMostTwiceTheOneBeforeAndFiveSeconds() {
        ask(retries, 10, "lost", 0);
        assertThat(clock.sleeps())
                .extracting(Duration::toMillis)
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
    }

    @Test
    void theLastWaitEndsWithTheTimeLimit() {
        assertThatThrownBy(() -> ask(retries, 1000, "lost", 0))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("The connection to the server at db broke")
                .hasMessageContaining("Tried again for 1m (--retry-for)");
        assertThat(clock.now()).isEqualTo(Duration.ofMinutes(1));
        assertThat(retries.log().waiting()).isNull();
    }

    @Test
    void withoutPatienceNothingIsSentTwice() {
        Retries never = ReplyScript.retries(Duration.ZERO, clock);
        assertThatThrownBy(() -> ask(never, 1, "lost", 0))
                .isInstanceOf(ServerException.class)
                .hasMessageNotContaining("Tried again");
        assertThat(clock.sleeps()).isEmpty();
        assertThat(never.log().notes()).isEmpty();
    }

    @Test
    void whileNothingIsAnsweredOneClockRunsForAll() {
        Retries.Retry first = retries.begin();
        first.await(lost);
        clock.pass(Duration.ofSeconds(40));
        Retries.Retry second = retries.begin();
        second.await(lost);
        clock.pass(Duration.ofSeconds(20));
        assertThatThrownBy(() -> second.await(lost)).isInstanceOf(ServerException.class);
    }

    @Test
    void anAnswerToAnybodyEndsTheOutage() {
        Retries.Retry first = retries.begin();
        first.await(lost);
        clock.pass(Duration.ofSeconds(40));
        Retries.Retry second = retries.begin();
        second.await(lost);
        first.succeeded();
        clock.pass(Duration.ofSeconds(20));
        second.await(lost);
        second.succeeded();
    }

    @Test
    void theLogTellsWhatIsWaitedForAndWhatWas() {
        Retries.Retry retry = retries.begin();
        assertThat(retries.log().waiting()).isNull();
        retry.await(lost);
        clock.pass(Duration.ofSeconds(12));
        assertThat(retries.log().waiting()).isEqualTo("waiting for the server (12 s): connection broke");
        retry.succeeded();
        assertThat(retries.log().waiting()).isNull();
        assertThat(retries.log().notes())
                .singleElement()
                .asString()
                .matches("Commands were sent again 1 times, first at \\S+Z; the longest wait was 12\\.1 s\\."
                        + " Last reason: connection broke\\.");
    }

    @Test
    void aListenerHearsOfWaitsUntilItIsTakenAway() {
        List<String> heard = new ArrayList<>();
        RetryListener listener = new RetryListener() {
            @Override
            public void waiting(String reason, double seconds) {
                heard.add(reason);
                // No lock is held: others may look meanwhile.
                assertThat(Thread.holdsLock(retries.log())).isFalse();
            }

            @Override
            public void goesOn() {
                heard.add("goes on");
            }
        };
        try (RetryLog.Subscription subscription = retries.log().listen(listener)) {
            ask(retries, 1, "unsent", 0);
            assertThat(subscription).isNotNull();
        }
        ask(retries, 1, "lost", 0);
        assertThat(heard).containsExactly("no connection", "goes on");
    }
}
