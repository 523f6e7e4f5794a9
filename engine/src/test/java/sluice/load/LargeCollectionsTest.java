package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Timeout;
import sluice.csv.ChunkSize;
import sluice.document.Documents;
import sluice.plan.Plan;
import sluice.query.Query;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.verify.Difference;
import sluice.verify.Verification;
import sluice.verify.VerifyOptions;
import sluice.verify.VerifyReport;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/**
 * Every verb on collections that are larger than what is read in one part, deleted by one command or sent in one batch (20,000
 * documents): the same on every server.
 */
@Timeout(180)
class LargeCollectionsTest {
    private static final int ROWS = 21_000;

    private static final String FAMILY = """
            parent: { files: parent.csv, key: k }
            child: { files: child.csv, columns: { k: { name: parent } }, references: { k: parent } }
            """;

    @OnEveryServer
    void aLoadIsVerifiedAndOneDifferenceIsFound(LoadFixture load) {
        load.file("parent.csv", LoadFixture.rows(0, ROWS)).file("child.csv", LoadFixture.rows(5, ROWS + 5));
        LoadSummary summary = load.load(FAMILY);
        assertThat(summary.inserted()).isEqualTo(2L * ROWS - 5);
        assertThat(summary.rejected()).isEqualTo(5);
        assertThat(verify(load, FAMILY).differences()).isEmpty();

        load.database()
                .getCollection("parent")
                .updateOne(new Document("k", 17_000), new Document("$set", new Document("v", "other")));
        load.database().getCollection("child").deleteOne(new Document("parent", 18_000));

        assertThat(verify(load, FAMILY).differences())
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(Difference.Kind.DIFFERENT, Difference.Kind.MISSING);
    }

    @OnEveryServer
    void upsertMergeAndDeleteReachEveryDocument(LoadFixture load) {
        load.file("old.csv", LoadFixture.rows(0, ROWS))
                .file("new.csv", LoadFixture.rows(1, ROWS + 1))
                .file("more.csv", LoadFixture.rows(2, ROWS + 2).replace("k,v", "k,w"))
                .file("gone.csv", LoadFixture.rows(0, ROWS - 10));
        MongoCollection<Document> collection = load.database().getCollection("c");
        load.load("c: { files: old.csv, key: k }");

        LoadSummary upsert = load.load("c: { files: new.csv, key: k, mode: upsert }");
        assertThat(upsert.inserted()).isEqualTo(1);
        assertThat(upsert.counts().modified()).isEqualTo(ROWS - 1);
        LoadSummary merge = load.load("c: { files: more.csv, key: k, mode: merge }");
        assertThat(merge.inserted()).isEqualTo(1);
        assertThat(collection.countDocuments(new Document("w", new Document("$exists", true))))
                .isEqualTo(ROWS);
        LoadSummary delete = load.load("c: { files: gone.csv, key: k, mode: delete }");
        assertThat(delete.counts().deleted()).isEqualTo(ROWS - 10);
        assertThat(collection.countDocuments()).isEqualTo(12);
    }

    @OnEveryServer
    void anInterruptedLoadIsResumedAndUndone(LoadFixture load) {
        load.file("a.csv", LoadFixture.rows(0, 2 * ROWS));
        StopSignal stop = new StopSignal();
        Plan plan =
                load.plan("c: { files: a.csv, key: k }", settings -> settings.withChunkSize(ChunkSize.records(1000)));
        LoadSummary stopped = load.load(
                plan,
                new LoadListener() {
                    @Override
                    public void loading(LoadProgress progress) {
                        new Thread(() -> {
                                    while (progress.meters().get(0).records() < ROWS) {
                                        Thread.onSpinWait();
                                    }
                                    stop.request();
                                })
                                .start();
                    }
                },
                stop);
        Path operation = Path.of(stopped.directory());
        if (stopped.status() == LoadStatus.INTERRUPTED) {
            load.resume(operation, new StopSignal());
        }
        MongoCollection<Document> collection = load.database().getCollection("c");
        assertThat(collection.countDocuments()).isEqualTo(2L * ROWS);

        new Undo(operation, load.server(), LoadListener.NONE, new StopSignal()).run();

        assertThat(collection.countDocuments()).isZero();
    }

    @OnEveryServer
    void queriesAndSingleDocumentsAreAnswered(LoadFixture load) {
        load.file("a.csv", LoadFixture.rows(0, ROWS));
        Plan plan = load.wholePlan("""
                collections:
                  c: { files: a.csv, key: k }
                queries:
                  all: { collection: c, sort: { k: -1 } }
                  kinds: { collection: c, pipeline: [ { $group: { _id: $v, n: { $sum: 1 } } }, { $sort: { _id: 1 } } ] }
                """);
        load.load(plan, LoadListener.NONE, new StopSignal());

        List<String> keys = new ArrayList<>();
        Query.of(plan, "all", Map.of()).run(load.server(), row -> keys.add(row.json()));
        assertThat(keys).hasSize(ROWS);
        assertThat(keys.get(0)).contains("\"k\": " + (ROWS - 1));
        List<String> kinds = new ArrayList<>();
        Query.of(plan, "kinds", Map.of()).run(load.server(), row -> kinds.add(row.json()));
        assertThat(kinds).hasSize(7).allMatch(kind -> kind.contains("\"n\": " + ROWS / 7));

        Documents documents = new Documents(plan, load.server());
        assertThat(documents.get(Documents.collection(plan, "c"), List.of("20500")))
                .hasValueSatisfying(row -> assertThat(row.json()).contains("20500"));
        documents.delete(Documents.collection(plan, "c"), List.of("20500"));
        assertThat(load.database().getCollection("c").countDocuments()).isEqualTo(ROWS - 1);
    }

    private static VerifyReport verify(LoadFixture load, String collections) {
        return new Verification(
                        VerifyOptions.of(load.plan(collections)), load.server(), progress -> {}, new StopSignal())
                .run();
    }
}
