package sluice.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.bson.KeyHasher;
import sluice.load.LoadFixture;
import sluice.operation.Operation;
import sluice.outcome.Reason;
import sluice.outcome.RecordOrigin;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.run.OperationFixture;
import sluice.sink.Refusal;
import sluice.target.Target;

/** Which refusals are duplicates too, whatever the server said first. */
class TakenKeysTest {
    private static final ObjectId STORED = new ObjectId("650000000000000000000005");

    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void aRefusalByTheValidatorIsADuplicateIfItsKeyIsTaken() {
        assertThat(code(document("1", 1), RejectCode.VALIDATION, List.of(), null))
                .isEqualTo(RejectCode.DUPLICATE_KEY);
    }

    @Test
    void aRefusalByTheValidatorStaysOneIfItsKeyIsFree() {
        assertThat(code(document("2", 1), RejectCode.VALIDATION, List.of(), null))
                .isEqualTo(RejectCode.VALIDATION);
    }

    @Test
    void anotherReasonOfTheServerStays() {
        assertThat(code(document("1", 1), RejectCode.SERVER, List.of(), null)).isEqualTo(RejectCode.SERVER);
    }

    @Test
    void aDocumentOfTheSameBatchTakesTheKeyOnlyOfThoseAfterIt() {
        assertThat(code(document("1", 1), RejectCode.VALIDATION, List.of(3), null))
                .as("inserted after it")
                .isEqualTo(RejectCode.VALIDATION);
        assertThat(code(document("1", 1), RejectCode.VALIDATION, List.of(0), null))
                .as("inserted before it")
                .isEqualTo(RejectCode.DUPLICATE_KEY);
    }

    @Test
    void whatAnEarlierAttemptInsertedOfALaterRecordTakesNoKey() {
        EarlierAttempt earlier =
                new EarlierAttempt(new ObjectId("650000000000000000000000"), new ObjectId("650000000000000000000010"));
        assertThat(code(document("1", 1), RejectCode.VALIDATION, List.of(), earlier))
                .as("the stored document is a later record's")
                .isEqualTo(RejectCode.VALIDATION);
        assertThat(code(document("1", 9), RejectCode.VALIDATION, List.of(), earlier))
                .as("the stored document is an earlier record's")
                .isEqualTo(RejectCode.DUPLICATE_KEY);
    }

    private static RawBsonDocument document(String key, int id) {
        return RawBsonDocument.parse("{_id: {$oid: '65000000000000000000000" + id + "'}, k: '" + key + "', v: 'x'}");
    }

    /** What becomes of a refusal of document 2 of a batch, if the collection has a document of key 1. */
    private RejectCode code(
            RawBsonDocument document, RejectCode said, List<Integer> inserted, @Nullable EarlierAttempt earlier) {
        load.database().getCollection("a").drop();
        load.database().getCollection("a").insertOne(new Document("_id", STORED).append("k", "1"));
        load.file("a.csv", "k,v\n1,x\n");
        Operation operation = OperationFixture.of(load, "a: { files: a.csv, types: string, key: k }");
        operation.journal().close();
        Target target = operation.collections().get(0).target();
        Refusal refusal =
                new Refusal(2, new Reject(new RecordOrigin(3, 10, new byte[0]), Reason.of(said, "no")), List.of());
        List<Refusal> changed =
                TakenKeys.first(target, new KeyHasher(1), List.of(refusal), index -> document, inserted, earlier);
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).document()).isEqualTo(2);
        return changed.get(0).reject().code();
    }
}
