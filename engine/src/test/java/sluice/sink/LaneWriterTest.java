package sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.plan.WriteMode;
import sluice.server.ReplyScript;
import sluice.server.ServerException;
import sluice.sink.WriteForm.Trait;

/** What the statements of a lane's batch become, reply by reply. */
class LaneWriterTest {
    /** Such as {@code upsert}, {@code upsert fold}, {@code merge id equal}, {@code insert id tried}. */
    private static WriteForm form(String words) {
        List<String> given = List.of(words.split(" ", -1));
        boolean generatedIds = !given.contains("id");
        return WriteForm.of(
                        WriteMode.valueOf(given.get(0).toUpperCase(Locale.ROOT)),
                        List.of(Letters.keyField(generatedIds)))
                .with(Trait.GENERATED_IDS, generatedIds)
                .with(Trait.FOLDED_REPEATS, given.contains("fold"))
                .with(Trait.EQUAL_LEFT_OUT, given.contains("equal"))
                .with(Trait.TRIED_BEFORE, given.contains("tried"));
    }

    private static String write(ReplyScript script, boolean numbered, WriteForm form, String statements) {
        LaneBatch batch = Letters.statements(statements, form.mode(), form.has(Trait.GENERATED_IDS));
        try (LaneWriter writer = new LaneWriter(script.access(numbered, "L"), "c", form, Letters.HASHER)) {
            LaneResult result = writer.write(batch);
            String outcomes = result.outcomes().stream()
                    .map(outcome -> outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(" "));
            assertThat(result.refusals())
                    .extracting(Refusal::document)
                    .isSorted()
                    .allMatch(statement -> result.outcomes().get(statement) == Outcome.REFUSED)
                    .hasSize((int) result.outcomes().stream()
                            .filter(outcome -> outcome == Outcome.REFUSED)
                            .count());
            return outcomes + (result.uncertain() > 0 ? " ?" + result.uncertain() : "");
        } catch (ServerException e) {
            return "fails: " + e.getMessage();
        }
    }

    private static String sent(ReplyScript script) {
        return script.sent().stream().map(Letters::records).collect(Collectors.joining("; "));
    }

    private static void check(ReplyScript script, String told, String sent, String outcomes) {
        if (outcomes.startsWith("fails: ")) {
            assertThat(told).startsWith("fails: The server at db").contains(outcomes.substring("fails: ".length()));
        } else {
            assertThat(told).isEqualTo(outcomes);
        }
        assertThat(sent(script)).isEqualTo(sent == null ? "" : sent);
        assertThat(script.exhausted()).isTrue();
        assertThat(script.closed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            form        | statements  | replies                           | sent        | outcomes
            upsert      | a1 b1 c1    | n=3 upserted=0 modified=1         | a1 b1 c1    | inserted modified matched
            upsert      | a1 a2       | n=2 upserted=0 modified=1         | a1 a2       | inserted modified
            upsert      | a1 b1       | n=1 error=0:121 upserted=1        | a1 b1       | refused inserted
            upsert      | a1 b1       | n=2 error=0:121                   | a1 b1       | fails: says that it carried out 2 of 2 statements, but names 1
            upsert      | a1 b1       | n=1 error=0:13                    | a1 b1       | fails: reports an error
            merge       | a1 b1       | n=2 upserted=1 modified=0         | a1 b1       | matched inserted
            delete      | a1 b1 c1    | n=2                               | a b c       | deleted deleted skipped
            delete      | a1 a1       | n=1                               | a a         | deleted skipped
            insert      | a1 b1       | n=2                               | a1 b1       | inserted inserted
            insert      | a1 a2       | n=1 error=1:11000:k               | a1 a2       | inserted refused
            insert      | a1 b1       | n=1 error=0:11000:_id             | a1 b1       | already-there inserted
            """)
    void theReplyIsToldByStatement(String form, String statements, String replies, String sent, String outcomes) {
        ReplyScript script = new ReplyScript(replies);
        check(script, write(script, false, form(form), statements), sent, outcomes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            form           | statements     | replies                          | sent        | outcomes
            upsert fold    | a1 b1          | n=2 upserted=0 upserted=1        | a1 b1       | inserted inserted
            upsert fold    | a1 a2          | n=2 upserted=0 modified=1        | a1 a2       | inserted modified
            upsert fold    | a1 a2 a3       | n=2 upserted=0 modified=1        | a1 a3       | inserted modified modified
            upsert fold    | a1 a2 a1       | n=1 upserted=0                   | a1          | inserted modified modified
            upsert fold    | a1 a1 a1       | n=1 modified=1                   | a1          | modified modified modified
            upsert id fold | a1 a1 a1       | n=1 modified=1                   | a1          | modified matched matched
            upsert id fold | a1 a2 a2       | n=2 modified=1                   | a1 a2       | matched modified matched
            upsert fold    | a1 b1 a2 b2 a3 | n=4 upserted=0 modified=3        | a1 b1 b2 a3 | inserted modified modified modified modified
            upsert fold    | a1 a2 b1       | n=3 modified=1                   | a1 a2 b1    | matched modified matched
            merge fold     | a1 a1          | n=1 upserted=0                   | a1          | inserted matched
            merge fold     | a1 a2 a2 a1    | n=1 modified=0                   | a1          | matched modified matched modified
            delete fold    | a1 a2 b1 a3    | n=1                              | a b         | deleted skipped skipped skipped
            upsert fold    | a1 a2 a3       | n=1 error=0:121 upserted=1       | a1 a3       | refused refused inserted
            upsert fold    | a1 a2 a1       | n=0 error=0:121                  | a1          | refused refused refused
            upsert fold    | a1 a2 a3       | n=1 error=1:121 upserted=0       | a1 a3       | inserted modified refused
            upsert fold    | a1 a2 a3 b1    | n=2 error=1:121 upserted=0 modified=1 | a1 a3 b1 | inserted modified refused modified
            insert fold    | a1 a2 a3       | n=3                              | a1 a2 a3    | inserted inserted inserted
            """)
    void ofRepeatsOfAKeyOnlyTheFirstAndTheLastAreSent(
            String form, String statements, String replies, String sent, String outcomes) {
        ReplyScript script = new ReplyScript(replies);
        check(script, write(script, false, form(form), statements), sent, outcomes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            form              | statements | found | replies                   | sent  | outcomes
            upsert equal      | a1 b1      | a1    | n=1 upserted=0            | b1    | matched inserted
            upsert equal      | a1 b1      | a1 b1 | -                         | -     | matched matched
            upsert equal      | a1 b1      | a2    | n=2 upserted=1 modified=1 | a1 b1 | modified inserted
            upsert id equal   | a1 b1      | a1    | n=1 upserted=0            | b1    | matched inserted
            merge equal       | a1 b1      | a1    | n=1 upserted=0            | b1    | matched inserted
            upsert equal      | a1 a1      | -     | n=1 upserted=0            | a1    | inserted matched
            upsert equal      | a1 a2 a2   | a1    | n=1 modified=1            | a2    | matched modified matched
            upsert equal fold | a1 a2 a1   | a1    | -                         | -     | matched modified modified
            upsert equal fold | a1 a2 a2   | a1    | n=1 modified=1            | a2    | matched modified matched
            upsert equal fold | a1 a1 a2   | -     | n=2 upserted=0 modified=1 | a1 a2 | inserted matched modified
            """)
    void whatIsEqualAlreadyIsLeftOut(
            String form, String statements, String found, String replies, String sent, String outcomes) {
        ReplyScript script = new ReplyScript(replies == null ? "" : replies);
        script.finds(found == null ? List.of() : Letters.stored(found, !form.contains("id")));
        check(script, write(script, true, form(form), statements), sent, outcomes);
        String keys = Arrays.stream(statements.split(" ", -1))
                .map(statement -> "\"" + statement.charAt(0) + "\"")
                .distinct()
                .collect(Collectors.joining(", "));
        assertThat(script.filters())
                .singleElement()
                .hasToString("{\"" + (form.contains("id") ? "_id" : "k") + "\": {\"$in\": [" + keys + "]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            server   | form         | statements  | replies                                                | found | sent                        | outcomes
            numbered | upsert       | a1 b1 c1 d1 | whole=2; n=2 upserted=0 modified=1; whole=2; n=1; whole=2 | -  | a1 b1 c1 d1; a1 b1; c1 d1; c1; d1 | inserted modified matched refused
            numbered | upsert fold  | a1 a2 a3 b1 | whole=2; whole=2; n=2 upserted=0                       | -     | a1 a3 b1; a1; a3 b1         | refused refused inserted matched
            numbered | delete       | a1 b1       | whole=99999; whole=99999; whole=99999                  | -     | a b; a; b                   | fails: reports an error
            numbered | upsert       | a1 b1       | n=1 error=0:112 modified=1; n=1 modified=1             | -     | a1 b1; a1                   | modified modified
            numbered | upsert       | a1 b1 a2    | n=2 error=0:112 modified=2; n=2 modified=2             | -     | a1 b1 a2; a1 a2             | modified modified modified ?1
            numbered | insert       | a1 b1 a2    | n=2 error=0:112; n=1                                   | -     | a1 b1 a2; a1                | inserted inserted inserted
            numbered | upsert       | a1 b1       | lost; n=2 modified=1                                   | -     | a1 b1; a1 b1                | modified matched
            plain    | upsert       | a1 b1       | lost; n=2 modified=0                                   | -     | a1 b1; a1 b1                | matched matched ?2
            plain    | upsert       | a1 b1       | unsent; n=2 modified=1                                 | -     | a1 b1; a1 b1                | modified matched
            plain    | delete       | a1 b1       | n=2 unconfirmed=64; n=0                                | -     | a b; a b                    | skipped skipped ?2
            plain    | insert       | a1 b1       | lost; n=1 error=0:11000:_id                            | -     | a1 b1; a1 b1                | already-there inserted
            plain    | insert id    | a1 b1       | lost; n=1 error=0:11000:_id                            | a1    | a1 b1; a1 b1                | already-there inserted ?1
            plain    | insert id    | a1 b1       | lost; n=1 error=0:11000:_id                            | a2    | a1 b1; a1 b1                | refused inserted
            plain    | insert id tried | a1 b1    | n=1 error=0:11000:_id                                  | a1    | a1 b1                       | already-there inserted
            plain    | insert id    | a1 b1       | n=1 error=0:11000:_id                                  | -     | a1 b1                       | refused inserted
            """)
    void whatIsSentAgainKeepsItsOrder(
            String server, String form, String statements, String replies, String found, String sent, String outcomes) {
        ReplyScript script = new ReplyScript(replies);
        if (found != null) {
            script.finds(Letters.stored(found, false));
        }
        check(script, write(script, server.equals("numbered"), form(form), statements), sent, outcomes);
    }
}
