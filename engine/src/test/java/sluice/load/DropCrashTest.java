package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.journal.JournalException;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.testkit.RealMongod;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Wherever a load that drops dies: the old documents or the new ones, never neither; and resume and undo end right. */
class DropCrashTest {
    private static final String PLAN =
            "a: { files: a.csv, key: k, drop: true }\nb: { files: b.csv, key: k, drop: true }";

    private final RealMongod mongod = RealMongod.sharedFragile();

    @RegisterExtension
    final LoadFixture load = LoadFixture.on(mongod.connectionString());

    /** Where the process dies. */
    enum Moment {
        LOADING,
        LOADED
    }

    /** What ends a load without a word, as a kill does. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private record Killer(Moment moment) implements LoadListener {
        private void at(Moment reached) {
            if (reached == moment) {
                throw new Killed();
            }
        }

        @Override
        public void loading(LoadProgress progress) {
            at(Moment.LOADING);
        }

        @Override
        public void loaded() {
            at(Moment.LOADED);
        }
    }

    private void begin() {
        for (String name : List.of("a", "b")) {
            load.database().getCollection(name).insertMany(List.of(new Document("k", 8), new Document("k", 9)));
        }
        load.file("a.csv", LoadFixture.rows(0, 500)).file("b.csv", LoadFixture.rows(0, 700));
    }

    private Path operation() throws IOException {
        try (Stream<Path> folders = Files.list(load.operations())) {
            return folders.findFirst().orElseThrow();
        }
    }

    private void undo(Path directory) {
        new Undo(directory, load.server(), LoadListener.NONE, new StopSignal()).run();
    }

    private void assertHolds(int a, int b) {
        assertThat(load.documents("a")).hasSize(a);
        assertThat(load.documents("b")).hasSize(b);
        assertThat(load.database().listCollectionNames().into(new ArrayList<>()))
                .containsExactlyInAnyOrder("a", "b");
    }

    @AfterEach
    void heal() {
        mongod.command(new Document("configureFailPoint", "failCommand").append("mode", "off"));
    }

    /** Lets the renames after so many others fail. */
    private void failRenamesAfter(int skipped) {
        mongod.command(new Document("configureFailPoint", "failCommand")
                .append("mode", new Document("skip", skipped))
                .append("data", new Document("failCommands", List.of("renameCollection")).append("errorCode", 13)));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void theOldIsThereUntilResumeHasEnded(Moment moment) throws IOException {
        begin();
        assertThatThrownBy(() -> load.load(load.plan(PLAN), new Killer(moment), new StopSignal()))
                .isInstanceOf(Killed.class);
        assertThat(load.documents("a")).hasSize(2);
        assertThat(load.documents("b")).hasSize(2);
        LoadSummary resumed = load.resume(operation(), new StopSignal());
        assertThat(resumed).extracting(LoadSummary::status).isEqualTo(LoadStatus.COMPLETED);
        assertHolds(500, 700);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void undoLeavesTheOldAsItWas(Moment moment) throws IOException {
        begin();
        assertThatThrownBy(() -> load.load(load.plan(PLAN), new Killer(moment), new StopSignal()))
                .isInstanceOf(Killed.class);
        undo(operation());
        assertHolds(2, 2);
    }

    @Test
    void whatDiesBeforeTheCollectionsAreReadyIsBegunAnewOrUndone() throws IOException {
        begin();
        // The names of the collections beside are taken by what an earlier try has left.
        assertThatThrownBy(() -> load.load(load.plan(PLAN), new Killer(Moment.LOADING), new StopSignal()))
                .isInstanceOf(Killed.class);
        Path journal = operation().resolve("journal");
        Files.write(journal, Files.readAllLines(journal).subList(0, 1));
        assertThat(load.resume(operation(), new StopSignal()))
                .extracting(LoadSummary::status)
                .isEqualTo(LoadStatus.COMPLETED);
        assertHolds(500, 700);
    }

    @Test
    void undoRemovesWhatWasMadeBeforeTheCollectionsWereReady() throws IOException {
        begin();
        assertThatThrownBy(() -> load.load(load.plan(PLAN), new Killer(Moment.LOADING), new StopSignal()))
                .isInstanceOf(Killed.class);
        Path journal = operation().resolve("journal");
        Files.write(journal, Files.readAllLines(journal).subList(0, 1));
        undo(operation());
        assertHolds(2, 2);
    }

    @Test
    void aServerThatReplacesNothingKeepsTheOldAndResumeReplacesIt() throws IOException {
        begin();
        failRenamesAfter(0);
        LoadSummary summary = load.load(PLAN);
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems()).singleElement().asString().contains("not all dropped collections");
        assertThat(load.documents("a")).hasSize(2);
        assertThat(load.documents("b")).hasSize(2);
        heal();
        assertThat(load.resume(operation(), new StopSignal()))
                .extracting(LoadSummary::status)
                .isEqualTo(LoadStatus.COMPLETED);
        assertHolds(500, 700);
    }

    @Test
    void whatIsHalfReplacedIsResumedBeforeItCanBeUndone() throws IOException {
        begin();
        failRenamesAfter(1);
        load.load(PLAN);
        assertThat(load.documents("a")).hasSize(500);
        assertThat(load.documents("b")).hasSize(2);
        heal();
        assertThatThrownBy(() -> undo(operation()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("Resume it to its end, then undo it");
        assertThat(load.resume(operation(), new StopSignal()))
                .extracting(LoadSummary::status)
                .isEqualTo(LoadStatus.COMPLETED);
        assertHolds(500, 700);
        undo(operation());
        assertHolds(0, 0);
    }

    @Test
    void whatIsReplacedButNotNotedAsFinishedIsFinishedByResume() throws IOException {
        begin();
        load.load(PLAN);
        Path journal = operation().resolve("journal");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));
        assertThat(load.resume(operation(), new StopSignal()))
                .extracting(LoadSummary::status)
                .isEqualTo(LoadStatus.COMPLETED);
        assertHolds(500, 700);
    }

    @Test
    void aViewShowsTheNewDocuments() {
        begin();
        MongoDatabase database = load.database();
        database.createView("view", "a", List.of());
        load.load(PLAN);
        assertThat(database.getCollection("view").countDocuments()).isEqualTo(500);
    }
}
