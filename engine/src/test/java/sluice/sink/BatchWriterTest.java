package sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.bson.EncodedChunk;
import sluice.bson.Selection;
import sluice.plan.WriteMode;
import sluice.server.ReplyScript;
import sluice.server.ServerException;
import sluice.sink.WriteForm.Trait;

/** What a batch becomes, reply by reply. */
class BatchWriterTest {
    private static WriteForm form(boolean generatedIds) {
        return WriteForm.of(WriteMode.INSERT, List.of()).with(Trait.GENERATED_IDS, generatedIds);
    }

    private static String write(ReplyScript script, boolean numbered, WriteForm form, String records) {
        EncodedChunk chunk = Letters.documents(records, form.has(Trait.GENERATED_IDS));
        Selection all = new Selection();
        for (int i = 0; i < chunk.count(); i++) {
            all.add(i);
        }
        try (BatchWriter writer = new BatchWriter(script.access(numbered, "L"), "c", form)) {
            return show(writer.write(chunk, all));
        } catch (ServerException e) {
            return "fails: " + e.getMessage();
        }
    }

    private static String show(BatchResult result) {
        List<String> parts = new ArrayList<>();
        add(parts, result.inserted(), "inserted");
        add(parts, result.alreadyThere(), "already");
        add(parts, result.uncertain(), "uncertain");
        result.refusals()
                .forEach(refusal -> parts.add("line " + refusal.reject().line() + " "
                        + refusal.reject().code().word() + " " + refusal.duplicateOf()));
        return String.join(", ", parts).replace(" []", "");
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String sent(ReplyScript script) {
        return script.sent().stream().map(Letters::records).collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            replies                                     | sent                 | result
            n=3                                         | a1 b1 c1             | 3 inserted
            n=2 error=1:11000:k                         | a1 b1 c1             | 2 inserted, line 2 duplicate-key [k]
            n=1 error=2:121 error=0:11000:k             | a1 b1 c1             | 1 inserted, line 1 duplicate-key [k], line 3 validation
            n=2 error=1:2                               | a1 b1 c1             | 2 inserted, line 2 server
            n=2 error=1:99999                           | a1 b1 c1             | 2 inserted, line 2 server
            n=0 error=0:121 error=1:121 error=2:121     | a1 b1 c1             | line 1 validation, line 2 validation, line 3 validation
            n=0 error=0:99999 error=1:99999 error=2:99999 | a1 b1 c1           | fails: reports an error
            n=2 error=1:13                              | a1 b1 c1             | fails: reports an error
            n=3 error=1:121                             | a1 b1 c1             | fails: says that it inserted 3 of 3 documents, but names 1
            n=2                                         | a1 b1 c1             | fails: says that it inserted 2 of 3 documents, but names 0
            n=2 error=1:112; n=1                        | a1 b1 c1; b1         | 3 inserted
            n=1 error=0:112 error=2:11000:k; n=1        | a1 b1 c1; a1         | 2 inserted, line 3 duplicate-key [k]
            n=1 error=0:112 error=2:112; n=1 error=1:112; n=1 | a1 b1 c1; a1 c1; c1 | 3 inserted
            whole=91; n=3                               | a1 b1 c1; a1 b1 c1   | 3 inserted
            unsent; n=3                                 | a1 b1 c1; a1 b1 c1   | 3 inserted
            lost; n=3                                   | a1 b1 c1; a1 b1 c1   | 3 inserted
            lost; n=1 error=0:11000:_id error=1:11000:_id | a1 b1 c1; a1 b1 c1 | 1 inserted, 2 already
            n=3 unconfirmed=64; n=0 error=0:11000:_id error=1:11000:_id error=2:11000:_id | a1 b1 c1; a1 b1 c1 | 3 already
            n=3 unconfirmed=100                         | a1 b1 c1             | fails: could not confirm a write
            whole=13                                    | a1 b1 c1             | fails: doesn't allow this user
            """)
    void repliesAreToldByDocument(String replies, String sent, String result) {
        ReplyScript script = new ReplyScript(replies);
        String told = write(script, false, form(true), "a1 b1 c1");
        check(script, told, sent, result);
    }

    private static void check(ReplyScript script, String told, String sent, String result) {
        if (result.startsWith("fails: ")) {
            assertThat(told).startsWith("fails: The server at db").contains(result.substring("fails: ".length()));
        } else {
            assertThat(told).isEqualTo(result);
        }
        assertThat(sent(script)).isEqualTo(sent);
        assertThat(script.exhausted()).isTrue();
        assertThat(script.closed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            replies                                           | sent                                    | result
            whole=10334; n=2; whole=10334; whole=10334; n=1   | a1 b1 c1 d1; a1 b1; c1 d1; c1; d1       | 3 inserted, line 3 server
            whole=2; whole=2; whole=2; n=1; n=2               | a1 b1 c1 d1; a1 b1; a1; b1; c1 d1       | 3 inserted, line 1 server
            whole=2; whole=2; whole=2; whole=2; whole=2; whole=2; whole=2 | a1 b1 c1 d1; a1 b1; a1; b1; c1 d1; c1; d1 | line 1 server, line 2 server, line 3 server, line 4 server
            whole=99999; n=2; whole=99999; whole=99999; n=1   | a1 b1 c1 d1; a1 b1; c1 d1; c1; d1       | 3 inserted, line 3 server
            whole=99999; whole=99999; whole=99999; n=1; n=2   | a1 b1 c1 d1; a1 b1; a1; b1; c1 d1       | 3 inserted, line 1 server
            whole=99999; whole=99999; whole=99999; whole=99999 | a1 b1 c1 d1; a1 b1; a1; b1             | fails: reports an error
            whole=99999; n=2; whole=99999; whole=99999; whole=99999 | a1 b1 c1 d1; a1 b1; c1 d1; c1; d1 | 2 inserted, line 3 server, line 4 server
            whole=2; n=1 error=0:11000:k; n=1 error=1:112; n=1 | a1 b1 c1 d1; a1 b1; c1 d1; d1          | 3 inserted, line 1 duplicate-key [k]
            whole=2; lost; n=2; n=1 error=0:11000:_id         | a1 b1 c1 d1; a1 b1; a1 b1; c1 d1        | 3 inserted, 1 already
            """)
    void aBatchThatIsRefusedWholeIsSentInHalvesUntilTheDocumentAtFaultIsAlone(
            String replies, String sent, String result) {
        ReplyScript script = new ReplyScript(replies);
        check(script, write(script, false, form(true), "a1 b1 c1 d1"), sent, result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            server   | tried before | replies                                       | found | result
            plain    | no           | n=1 error=0:11000:_id                         | -     | 1 inserted, line 1 duplicate-key [_id]
            plain    | no           | lost; n=1 error=0:11000:_id                   | a1    | 1 inserted, 1 already, 1 uncertain
            plain    | no           | lost; n=1 error=0:11000:_id                   | a2    | 1 inserted, line 1 duplicate-key [_id]
            plain    | no           | lost; whole=2; n=0 error=0:11000:_id; n=1      | a1    | 1 inserted, 1 already, 1 uncertain
            plain    | no           | unsent; n=1 error=0:11000:_id                 | -     | 1 inserted, line 1 duplicate-key [_id]
            plain    | no           | lost; n=0 error=0:11000:_id error=1:11000:_id | a1 b2 | 1 already, 1 uncertain, line 2 duplicate-key [_id]
            plain    | no           | lost; n=1 error=0:11000:k                     | -     | 1 inserted, line 1 duplicate-key [k]
            numbered | no           | lost; n=1 error=0:11000:_id                   | -     | 1 inserted, line 1 duplicate-key [_id]
            numbered | yes          | n=1 error=0:11000:_id                         | a1    | 1 inserted, 1 already
            plain    | yes          | n=1 error=0:11000:_id                         | a2    | 1 inserted, line 1 duplicate-key [_id]
            """)
    void anIdFromAColumnIsOurOwnIfAnEarlierTryMayHaveWrittenTheSameBytes(
            String server, String before, String replies, String found, String result) {
        ReplyScript script = new ReplyScript(replies);
        if (found != null) {
            script.finds(Letters.stored(found, false));
        }
        WriteForm form = form(false).with(Trait.TRIED_BEFORE, before.equals("yes"));
        assertThat(write(script, server.equals("numbered"), form, "a1 b1")).isEqualTo(result);
        assertThat(script.exhausted()).isTrue();
    }

    @Test
    void aDocumentKeptFromItsChunkIsWrittenByItself() {
        ReplyScript script = new ReplyScript("whole=91; n=1");
        EncodedChunk chunk = Letters.documents("a1 b1", true);
        RawBsonDocument kept = chunk.document(0);
        try (BatchWriter writer = new BatchWriter(script.access(true, "L"), "c", form(true))) {
            assertThat(show(writer.write(kept, chunk))).isEqualTo("1 inserted");
        }
        assertThat(sent(script)).isEqualTo("a1; a1");
    }
}
