package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.journal.JournalException;
import sluice.journal.OperationDirectory;
import sluice.operation.Rejects;
import sluice.plan.Plan;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.report.UndoSummary;
import sluice.server.Server;
import sluice.server.ServerOptions;
import sluice.testkit.Property;
import sluice.testkit.RealMongod;
import sluice.workers.StopSignal;

/** Undoing, and loading rejects again. */
class UndoTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    private UndoSummary undo(LoadSummary summary) {
        UndoSummary undone = undoAgain(summary);
        if (undone == null) {
            throw new AssertionError("was undone before");
        }
        return undone;
    }

    private @Nullable UndoSummary undoAgain(LoadSummary summary) {
        return new Undo(Path.of(summary.directory()), load.server(), LoadListener.NONE, new StopSignal()).run();
    }

    @Test
    void aLoadThatIsUndoneLeavesWhatWasThereBefore() {
        Property.named("an undone load leaves what was there before")
                .cases(25)
                .check(
                        gen -> List.of(
                                gen.between(0, 40),
                                gen.between(1, 40),
                                gen.between(20, 80),
                                gen.between(0, 1),
                                gen.between(1, 9)),
                        this::loadAndUndo);
    }

    private void loadAndUndo(List<Integer> one) {
        String key = one.get(3) == 0 ? "key: k" : "id: k";
        load.database().getCollection("c").drop();
        load.file("before.csv", LoadFixture.rows(0, one.get(0)))
                .file("a.csv", LoadFixture.rows(one.get(1), one.get(2) + one.get(1)) + "bad\n");
        if (one.get(0) > 0) {
            load.load("c: { files: before.csv, types: string, " + key + " }");
        }
        List<Document> before = sorted();
        List<String> indexesBefore = one.get(0) > 0 ? load.indexes("c") : List.of();
        LoadSummary summary = load.load(
                "c: { files: a.csv, types: string, " + key + ", indexes: [ { keys: { v: 1 } } ] }",
                settings -> settings.withChunkSize(ChunkSize.records(one.get(4))));
        assertThat(summary.problems()).isEmpty();

        UndoSummary undone = undo(summary);

        assertThat(undone.removed()).isEqualTo(summary.inserted());
        assertThat(sorted()).isEqualTo(before);
        assertThat(
                        one.get(0) > 0
                                ? load.indexes("c")
                                : load.database().listCollectionNames().into(new ArrayList<>()))
                .isEqualTo(indexesBefore);
        assertThat(undoAgain(summary)).isNull();
        assertThatThrownBy(() -> load.resume(Path.of(summary.directory()), new StopSignal()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was undone");
    }

    private List<Document> sorted() {
        List<Document> all = new ArrayList<>(load.documents("c"));
        all.sort(Comparator.comparing(document -> String.valueOf(document.get("_id"))));
        return all;
    }

    @Test
    void whatOverwroteIsNotUndone() {
        load.file("a.csv", LoadFixture.rows(0, 10));
        LoadSummary summary = load.load("c: { files: a.csv, key: k, mode: upsert }");
        assertThatThrownBy(() -> undo(summary))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("its mode for c is upsert")
                .hasMessageContaining("Nothing was changed");
        assertThat(load.documents("c")).hasSize(10);
    }

    @Test
    void changedReasonsAreFoundOutBeforeAnythingIsRemoved() throws IOException {
        load.database().getCollection("c").insertOne(new Document("_id", "1").append("v", "old"));
        load.file("a.csv", LoadFixture.rows(0, 4));
        LoadSummary summary = load.load("c: { files: a.csv, types: string, id: k }");
        assertThat(summary.rejected()).isEqualTo(1);
        Files.writeString(Path.of(summary.directory(), "rejects", "a.reasons.jsonl"), "");
        assertThatThrownBy(() -> undo(summary))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("a.reasons.jsonl");
        assertThat(load.documents("c")).hasSize(4);
    }

    @Test
    void anotherServerIsNoPlaceToUndoOrResume() {
        load.file("a.csv", LoadFixture.rows(0, 4));
        LoadSummary summary = load.load("c: { files: a.csv, key: k }");
        try (Server other =
                Server.connect(ServerOptions.of(RealMongod.sharedReplicaSet().connectionString()))) {
            assertThatThrownBy(() ->
                            new Undo(Path.of(summary.directory()), other, LoadListener.NONE, new StopSignal()).run())
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("c is not there. It began on");
        }
        assertThat(undo(summary).removed()).isEqualTo(4);
    }

    @Test
    void correctedRejectsAreLoadedOnceUnderTheSamePlan() throws IOException {
        load.file("a.csv", "k,n\n1,5\n2,x\n1,7\n").file("b.csv", "r\n1\n9\n");
        LoadSummary first = load.load("""
                c: { files: a.csv, key: k, columns: { k: { type: int }, n: { type: int } } }
                d: { files: b.csv, columns: { r: { type: int } }, references: { r: c } }
                """);
        assertThat(first.rejected()).isEqualTo(3);
        OperationDirectory directory = OperationDirectory.at(Path.of(first.directory()));
        Files.writeString(directory.path().resolve("rejects/a.csv"), "k,n\n2,6\n9,7\n");

        LoadSummary second = loadRejects(directory);

        assertThat(second.status()).isEqualTo(LoadStatus.COMPLETED);
        assertThat(load.documents("c"))
                .extracting(document -> document.get("n"))
                .containsExactlyInAnyOrder(5, 6, 7);
        assertThat(load.documents("d"))
                .extracting(document -> document.get("r"))
                .containsExactlyInAnyOrder(1, 9);
        assertThatThrownBy(() -> loadRejects(directory))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("were loaded by");
        undo(second);
        assertThat(loadRejects(directory).status()).isEqualTo(LoadStatus.COMPLETED);
    }

    private LoadSummary loadRejects(OperationDirectory directory) {
        Plan plan = Rejects.plan(directory);
        return new Load(
                        new LoadOptions(
                                plan, directory, load.operations(), InputStream.nullInputStream(), Instant.now()),
                        load.server(),
                        LoadListener.NONE,
                        new StopSignal())
                .run();
    }
}
