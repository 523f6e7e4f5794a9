package sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.server.ReplyScript;
import sluice.server.ServerException;
import sluice.server.WriteTerms;

class WriteChannelTest {
    private static WriteChannel.Reply send(WriteChannel channel) {
        return channel.send(channel.begin(), head -> new RawBsonDocument(head, new BsonDocumentCodec()));
    }

    private static String told(WriteChannel channel) {
        try {
            WriteChannel.Reply reply = send(channel);
            String body = reply.refused()
                    ? "refused " + reply.body().getInt32("code").getValue()
                    : "n=" + reply.acknowledged();
            return body + (reply.repeated() ? " repeated" : "");
        } catch (ServerException e) {
            return "fails";
        }
    }

    /** The numbers of the writes, or dots. */
    private static String numbers(ReplyScript script) {
        return script.sent().stream()
                .map(command -> command.containsKey("txnNumber")
                        ? String.valueOf(command.getInt64("txnNumber").getValue())
                        : ".")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            server   | replies                      | numbers | told               | questions
            numbered | n=3                          | 1       | n=3                | 0
            numbered | lost; n=3                    | 1 1     | n=3                | 0
            numbered | unsent; lost; whole=189; n=3 | 1 1 1 1 | n=3                | 0
            numbered | whole=10107; n=3             | 1 1     | n=3                | 0
            numbered | n=3 unconfirmed=64; n=3      | 1 1     | n=3                | 0
            numbered | n=3 unconfirmed=91; n=3      | 1 1     | n=3                | 0
            numbered | n=3 unconfirmed=100          | 1       | fails              | 0
            numbered | whole=13                     | 1       | fails              | 0
            numbered | whole=14031                  | 1       | fails              | 0
            numbered | whole=2                      | 1       | refused 2          | 0
            numbered | whole=10334                  | 1       | refused 10334      | 0
            numbered | whole=99999                  | 1       | refused 99999 repeated | 0
            numbered | lost; whole=2                | 1 1     | refused 2          | 0
            plain    | n=3                          | .       | n=3                | 0
            plain    | lost; n=3                    | . .     | n=3 repeated       | 2
            plain    | unsent; n=3                  | . .     | n=3                | 0
            plain    | whole=189; n=3               | . .     | n=3 repeated       | 0
            plain    | n=3 unconfirmed=64; n=3      | . .     | n=3 repeated       | 0
            plain    | lost; unsent; n=3            | . . .   | n=3 repeated       | 2
            plain    | lost; whole=2                | . .     | refused 2 repeated | 2
            """)
    void transientErrorsAreSentAgainUnderTheSameNumber(
            String server, String replies, String numbers, String told, int questions) {
        ReplyScript script = new ReplyScript(replies);
        WriteChannel channel = new WriteChannel(script.access(server.equals("numbered"), "L"), "update", "c", true);
        assertThat(told(channel)).isEqualTo(told);
        assertThat(numbers(script)).isEqualTo(numbers);
        assertThat(script.administered()).hasSize(questions).allMatch(asked -> asked.containsKey("currentOp"));
        assertThat(script.exhausted()).isTrue();
    }

    @Test
    void eachCommandHasANumberOfItsOwn() {
        ReplyScript script = new ReplyScript("n=1; lost; n=1; n=1");
        WriteChannel channel = new WriteChannel(script.access(true, "L"), "insert", "c", false);
        send(channel);
        send(channel);
        send(channel);
        assertThat(numbers(script)).isEqualTo("1 2 2 3");
    }

    @Test
    void writesThatMayOvertakeEachOtherDoNotWaitForALostOne() {
        ReplyScript script = new ReplyScript("lost; n=1");
        assertThat(told(new WriteChannel(script.access(false, "L"), "insert", "c", false)))
                .isEqualTo("n=1 repeated");
        assertThat(script.administered()).isEmpty();
    }

    @Test
    void patienceEndsInAFailure() {
        ReplyScript script = new ReplyScript("unsent;".repeat(100));
        assertThat(told(new WriteChannel(script.access(true, "L"), "insert", "c", false)))
                .isEqualTo("fails");
        assertThat(script.sent()).hasSizeLessThan(30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            numbered | comments | operation | in order | comment
            true     | true     | LOAD_1    | true     | sluice-LOAD_1-
            true     | true     | LOAD_1    | false    | sluice-LOAD_1-
            false    | true     | LOAD_1    | false    | sluice-LOAD_1-
            false    | true     | LOAD_1    | true     | sluice-LOAD_1-[0-9a-f-]{36}-1
            false    | true     | ''        | true     | sluice--[0-9a-f-]{36}-1
            true     | true     | ''        | true     | none
            true     | false    | LOAD_1    | true     | none
            false    | false    | LOAD_1    | true     | none
            """)
    void aWriteCarriesACommentByWhichItIsFound(
            boolean numbered, boolean comments, String operation, boolean inOrder, String comment) {
        ReplyScript script = new ReplyScript("n=1");
        BsonDocument concern = new BsonDocument("w", new BsonString("majority")).append("j", new BsonInt32(1));
        send(new WriteChannel(
                script.access(new WriteTerms(concern, numbered, comments, operation)), "delete", "c", inOrder));
        BsonDocument sent = script.sent().get(0);
        assertThat(sent.getString("comment", new BsonString("none")).getValue()).matches(comment);
        assertThat(sent.getString("delete").getValue()).isEqualTo("c");
        assertThat(sent.getBoolean("ordered").getValue()).isFalse();
        assertThat(sent.getDocument("writeConcern")).isEqualTo(concern);
    }

    @Test
    void aCommandTooLargeForTheDriverIsRefusedLikeOneTooLargeForTheServer() {
        ReplyScript script = new ReplyScript("") {
            @Override
            public BsonDocument run(BsonDocument command) {
                throw new BsonMaximumSizeExceededException("Document size is larger than maximum");
            }
        };
        assertThat(told(new WriteChannel(script.access(true, "L"), "insert", "c", false)))
                .isEqualTo("refused 10334");
    }

    @Test
    void secretsInAReplyAreNotShown() {
        assertThat(List.of(new WriteChannel(new ReplyScript("").access(true, "L"), "insert", "c", false)
                        .failed("reports an error.", new BsonDocument("errmsg", new BsonString("mongodb://a:hidden@h")))
                        .getMessage()))
                .allMatch(message -> !message.contains("hidden"));
    }
}
