package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostCommandTest {
    private final ReplyScript script = new ReplyScript("");
    private final WriteAccess access = script.access(false, "LOAD_1");

    /** {@code 7} is under way, {@code -} nothing, {@code !13} is a refusal. */
    private void answer(String answers) {
        Arrays.stream(answers.split(" ", -1))
                .map(answer -> answer.startsWith("!")
                        ? "{fails: " + answer.substring(1) + "}"
                        : answer.equals("-") ? "{inprog: []}" : "{inprog: [{opid: " + answer + "}]}")
                .forEach(script::underWay);
    }

    private String administered() {
        return script.administered().stream()
                .map(command -> command.containsKey("killOp")
                        ? "kill " + command.getInt32("op").getValue()
                        : "look")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            answers  | sent
            - -      | look look
            7 - -    | look kill 7 look look
            7 7 - -  | look kill 7 look kill 7 look look
            - 7 - -  | look look kill 7 look look
            !91 - -  | look look look
            !13      | look
            """)
    void theLostCommandIsEndedAndLookedForTwice(String answers, String sent) {
        answer(answers);
        new LostCommand(access).awaitEnd(access.retries().begin());
        assertThat(administered()).isEqualTo(sent);
        assertThat(script.exhausted()).isTrue();
    }

    @Test
    void onlyTheLastCommandOfThisWorkerIsLookedFor() {
        LostCommand lost = new LostCommand(access);
        lost.nextComment();
        String comment = lost.nextComment().getValue();
        assertThat(comment).matches("sluice-LOAD_1-[0-9a-f-]{36}-2");
        lost.awaitEnd(access.retries().begin());
        BsonDocument question = script.administered().get(0);
        assertThat(question.getString("command.comment").getValue()).isEqualTo(comment);
        assertThat(question.getBoolean("$ownOps").getValue()).isTrue();
    }

    @Test
    void allCommandsOfAnOperationAreLookedForByWhatTheirCommentsBeginWith() {
        LostCommand.awaitOf(access, "LOAD_2");
        assertThat(script.administered().get(0).getDocument("command.comment").toJson())
                .contains("^\\\\Qsluice-LOAD_2-\\\\E");
    }

    @Test
    void aCommandThatDoesNotEndInTimeEndsThePatience() {
        for (int i = 0; i < 1000; i++) {
            answer("7");
        }
        assertThatThrownBy(
                        () -> new LostCommand(access).awaitEnd(access.retries().begin()))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("The server at db is still at work on a write whose connection broke");
        assertThat(script.clock().now()).isEqualTo(Duration.ofMinutes(1));
    }
}
