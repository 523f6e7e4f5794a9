package sluice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** The judge: a fault test that can't find a fault proves nothing. */
class ExpectationTest {
    private static final Document ANN = new Document("n", "1").append("k", "a");
    private static final Document BO = new Document("n", "2").append("k", "b");

    @TempDir
    private Path operation;

    @Test
    void equalDocumentsAreNoDifference() {
        assertThat(differenceTo(ANN, BO).none()).isTrue();
    }

    @Test
    void missingDocumentIsLost() {
        assertThat(differenceTo(ANN).lost()).isOne();
    }

    @Test
    void secondDocumentOfARowIsTwice() {
        assertThat(differenceTo(ANN, BO, BO).twice()).isOne();
    }

    @Test
    void documentOfNoRowIsExtra() {
        assertThat(differenceTo(ANN, BO, new Document("n", "3")).extra()).isOne();
    }

    @Test
    void documentWithOtherFieldsIsWrong() {
        Expectation.Difference difference = differenceTo(ANN, new Document("n", "2").append("k", "B"));

        assertThat(difference.wrong()).isOne();
        assertThat(difference.examples()).hasSize(1).first().asString().contains("\"B\"");
    }

    private static Expectation.Difference differenceTo(Document... found) {
        Expectation expectation = new Expectation(Mode.NO_KEY, Map.of("c", List.of(ANN, BO)), Map.of());
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            for (Document document : found) {
                database.collection("c").insertOne(new Document(document));
            }
            return expectation.compare(database.database());
        }
    }

    @Test
    void rejectsAreComparedByRecordAndReason() throws IOException {
        Path rejects = Files.createDirectories(operation.resolve("rejects"));
        Files.writeString(rejects.resolve("a.csv"), "n,k\n7,x,y\n");
        Files.writeString(rejects.resolve("a.reasons.jsonl"), "{\"line\": 8, \"code\": \"ragged\"}\n");

        assertThat(expecting(new NaiveReader.Reject(8, "ragged", "7,x,y")).compareRejects(operation))
                .isEmpty();
        assertThat(expecting(new NaiveReader.Reject(8, "ragged", "7,x,z")).compareRejects(operation))
                .hasSize(1);
        assertThat(expecting(new NaiveReader.Reject(9, "ragged", "7,x,y")).compareRejects(operation))
                .hasSize(1);
    }

    private static Expectation expecting(NaiveReader.Reject reject) {
        return new Expectation(Mode.NO_KEY, Map.of(), Map.of("a.csv", List.of(reject)));
    }
}
