package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import sluice.csv.ChunkSize;
import sluice.journal.JournalException;
import sluice.plan.Drop;
import sluice.plan.ErrorLimit;
import sluice.plan.Plan;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.report.UndoSummary;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Dropping is all or nothing: the old documents stay until a load has ended within its limits. */
class DropTest {
    private static final List<Integer> OLD = List.of(1_000_001, 1_000_002, 1_000_003);
    private static final String DROPPING =
            "c: { files: a.csv, key: k, columns: { k: { type: int }, v: { type: string } }, drop: true }";

    private static void old(LoadFixture load, String... collections) {
        for (String collection : collections) {
            load.database()
                    .getCollection(collection)
                    .insertMany(OLD.stream().map(k -> new Document("k", k)).toList());
            load.database()
                    .getCollection(collection)
                    .createIndex(new Document("k", 1), new IndexOptions().unique(true));
        }
    }

    private static List<Integer> keys(LoadFixture load, String collection) {
        return load.documents(collection).stream()
                .map(document -> document.getInteger("k"))
                .sorted()
                .toList();
    }

    private static List<String> collections(LoadFixture load) {
        return load.database().listCollectionNames().into(new ArrayList<>());
    }

    private static UndoSummary undo(LoadFixture load, LoadSummary summary) {
        return Objects.requireNonNull(
                new Undo(Path.of(summary.directory()), load.server(), LoadListener.NONE, new StopSignal()).run());
    }

    private static LoadSummary resume(LoadFixture load, LoadSummary summary) {
        return Objects.requireNonNull(load.resume(Path.of(summary.directory()), new StopSignal()));
    }

    @OnEveryServer
    void whatIsLoadedTakesThePlaceOfTheOldWithItsIndexes(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", "k,v\n1,a\n2,b\nx,c\n2,d\n");
        LoadSummary summary = load.load(DROPPING);
        assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
        assertThat(keys(load, "c")).containsExactly(1, 2);
        assertThat(collections(load)).containsExactly("c");
        assertThat(load.indexes("c")).containsExactlyInAnyOrder("_id_", "k_1");
        assertThat(load.read(summary, "rejects/a.reasons.jsonl"))
                .contains("duplicate-key")
                .doesNotContain("sluice_new");
    }

    @OnEveryServer
    void readersSeeTheOldUntilTheEnd(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", "k,v\n1,a\n");
        List<Integer> seen = new ArrayList<>();
        load.load(
                load.plan(DROPPING),
                new LoadListener() {
                    @Override
                    public void loaded() {
                        seen.addAll(keys(load, "c"));
                    }
                },
                new StopSignal());
        assertThat(seen).isEqualTo(OLD);
        assertThat(keys(load, "c")).containsExactly(1);
    }

    @OnEveryServer
    void theOldStaysIfEveryRecordIsRejected(LoadFixture load) throws IOException {
        old(load, "c");
        load.file("a.csv", "k,v\none,a\ntwo,b\n");
        LoadSummary summary = load.load(DROPPING);
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.resumable()).isFalse();
        assertThat(summary.problems())
                .containsExactly(
                        "c: no record was loaded and 2 were rejected, so nothing is dropped: its 3 documents are as"
                                + " they were. Mend what the reasons name, and load again.");
        assertThat(keys(load, "c")).isEqualTo(OLD);
        assertThat(collections(load)).containsExactly("c");
        assertThat(Files.readString(Path.of(summary.directory(), "summary.json")))
                .contains("\"failed\"");
        assertThatThrownBy(() -> load.resume(Path.of(summary.directory()), new StopSignal()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("nothing to go on with");
    }

    @OnEveryServer
    void oneCollectionWithoutARecordKeepsAll(LoadFixture load) {
        old(load, "c", "d");
        load.file("a.csv", "k,v\n1,a\n").file("b.csv", "k,v\nx,a\n");
        LoadSummary summary = load.load(
                DROPPING + "\nd: { files: b.csv, columns: { k: { type: int }, v: { type: string } }, drop: true }");
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(keys(load, "c")).isEqualTo(OLD);
        assertThat(keys(load, "d")).isEqualTo(OLD);
        assertThat(undo(load, summary).removed()).isEqualTo(1);
        assertThat(collections(load)).containsExactlyInAnyOrder("c", "d");
    }

    @OnEveryServer
    void theOldStaysAtTheErrorLimitUntilResumeEndsWithinIt(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", "k,v\n1,a\n2,b\nx,c\ny,d\n3,e\n");
        LoadSummary summary = load.load(DROPPING, settings -> settings.withErrorLimit(new ErrorLimit.Absolute(1)));
        assertThat(summary.status()).isEqualTo(LoadStatus.STOPPED_AT_ERROR_LIMIT);
        assertThat(keys(load, "c")).isEqualTo(OLD);
        assertThat(summary.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("c: its 3 documents are as they were", "sluice resume " + summary.operation()));

        LoadSummary resumed = Objects.requireNonNull(new Resume(
                        new ResumeOptions(
                                Path.of(summary.directory()),
                                settings -> settings.withErrorLimit(ErrorLimit.UNLIMITED),
                                Instant.now()),
                        load.server(),
                        LoadListener.NONE,
                        new StopSignal())
                .run());
        assertThat(resumed.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
        assertThat(keys(load, "c")).containsExactly(1, 2, 3);
        assertThat(collections(load)).containsExactly("c");
    }

    @OnEveryServer
    void anInterruptedLoadKeepsTheOldAndUndoRemovesTheRest(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", LoadFixture.rows(0, 20_000));
        StopSignal stop = new StopSignal();
        LoadSummary summary = load.load(
                load.plan(DROPPING, settings -> settings.withChunkSize(ChunkSize.records(50))),
                new LoadListener() {
                    @Override
                    public void loading(LoadProgress progress) {
                        stop.request();
                    }
                },
                stop);
        assertThat(summary.status()).isEqualTo(LoadStatus.INTERRUPTED);
        assertThat(keys(load, "c")).isEqualTo(OLD);
        undo(load, summary);
        assertThat(keys(load, "c")).isEqualTo(OLD);
        assertThat(collections(load)).containsExactly("c");
        assertThat(load.indexes("c")).containsExactlyInAnyOrder("_id_", "k_1");
    }

    @OnEveryServer
    void whatHasChangedMeanwhileIsNotDroppedByResume(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", "k,v\n1,a\nx,b\n");
        LoadSummary summary = load.load(DROPPING, settings -> settings.withErrorLimit(new ErrorLimit.Absolute(0)));
        load.database().getCollection("c").insertOne(new Document("k", 9));
        assertThatThrownBy(() -> resume(load, summary))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("would replace c, which has changed since: it held 3 documents and holds 4");
        assertThat(keys(load, "c")).contains(9);
    }

    @OnEveryServer
    void childrenFindTheParentsThatAreLoadedBesideTheOld(LoadFixture load) {
        old(load, "p", "c");
        load.file("p.csv", "k,v\n1,a\n2,b\n").file("c.csv", "k,p\n7,1\n8,1000001\n9,2\n");
        for (String mode : List.of("insert", "upsert")) {
            LoadSummary summary = load.load("p: { files: p.csv, key: k, mode: " + mode + ", drop: true }\n"
                    + "c: { files: c.csv, key: k, references: { p: p }, drop: true }");
            assertThat(summary.rejected()).isEqualTo(1);
            assertThat(keys(load, "p")).containsExactly(1, 2);
            assertThat(keys(load, "c")).containsExactly(7, 9);
        }
        assertThat(collections(load)).containsExactlyInAnyOrder("p", "c");
    }

    @OnEveryServer
    void aReplacementThatIsUndoneTakesItsDocumentsAlone(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", "k,v\n1,a\n2,b\n");
        LoadSummary summary = load.load(DROPPING);
        load.database().getCollection("c").insertOne(new Document("k", 9));
        assertThat(undo(load, summary).removed()).isEqualTo(2);
        assertThat(keys(load, "c")).containsExactly(9);
    }

    @OnEveryServer
    void earlyDropsBeforeTheFirstRecord(LoadFixture load) {
        old(load, "c");
        load.file("a.csv", "k,v\nx,a\n");
        List<String> said = new ArrayList<>();
        Plan plan = load.plan(DROPPING.replace("drop: true", "drop: early"));
        assertThat(plan.collections().get(0).drop()).isEqualTo(Drop.EARLY);
        load.load(
                plan,
                new LoadListener() {
                    @Override
                    public void noted(String sentence) {
                        said.add(sentence);
                    }
                },
                new StopSignal());
        assertThat(said).contains("c: its 3 documents are dropped before the first record is loaded.");
        assertThat(load.documents("c")).isEmpty();
    }
}
