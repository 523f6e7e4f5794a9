package sluice.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.journal.FileMark;
import sluice.journal.Progress;
import sluice.journal.SourceId;
import sluice.load.LoadFixture;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.run.OperationFixture;

/** What a server no longer has of the documents that the journal says it has. */
class LostWritesTest {
    private static final SourceId SOURCE = new SourceId(0, 0);

    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void nothingIsLostIfAllStepsAreThere() {
        Operation operation = stored(5, 5);
        try (var journal = operation.journal()) {
            assertThat(LostWrites.find(operation).documents()).isZero();
            assertThat(journal.state().history(SOURCE)).hasSize(5);
        }
    }

    @Test
    void theJournalIsCutBackToTheLastStepThatIsThereAsAWhole() {
        for (int there = 0; there < 5; there++) {
            Operation operation = stored(5, there);
            try (var journal = operation.journal()) {
                LostWrites lost = LostWrites.find(operation);
                assertThat(lost.documents()).isEqualTo(5 - there);
                lost.cutBack();
                Progress left = journal.state().progress(SOURCE);
                assertThat(left == null ? 0 : left.end()).isEqualTo(100L * there);
                assertThat(LostWrites.find(operation).documents()).isZero();
            }
            load.database().getCollection("a").drop();
        }
    }

    @Test
    void writesByKeyLeaveNoTrace() {
        load.file("a.csv", "k\n1\n");
        Operation operation = OperationFixture.of(load, "a: { files: a.csv, types: string, key: k, mode: upsert }");
        try (var journal = operation.journal()) {
            assertThat(LostWrites.canBeFound(operation.collections().get(0).target()))
                    .isFalse();
            assertThat(journal.state().progress(SOURCE)).isNull();
        }
    }

    /** An operation whose journal says that so many records are done, of which the first ones are in the database. */
    private Operation stored(int done, int there) {
        load.file("a.csv", "k\n" + "1\n".repeat(done));
        Operation operation = OperationFixture.of(load, "a: { files: a.csv, types: string }");
        for (int i = 0; i < done; i++) {
            Progress progress = new Progress(
                    100L * (i + 1),
                    i + 2,
                    i + 1,
                    Recoveries.NONE,
                    new Counts(i + 1, 0, 0, 0, 0, 0),
                    0,
                    FileMark.START,
                    FileMark.START,
                    List.of());
            operation.journal().append(SOURCE, progress, operation.rejectFiles(SOURCE));
            if (i < there) {
                load.database()
                        .getCollection("a")
                        .insertOne(new Document("_id", operation.ids(SOURCE).at(100L * i)));
            }
        }
        return operation;
    }
}
