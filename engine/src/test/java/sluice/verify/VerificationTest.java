package sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import sluice.gate.KeyMemoryException;
import sluice.journal.OperationDirectory;
import sluice.load.LoadFixture;
import sluice.load.LoadListener;
import sluice.load.OnEveryServer;
import sluice.load.Undo;
import sluice.operation.OperationRecord;
import sluice.plan.Plan;
import sluice.report.LoadSummary;
import sluice.server.ServerException;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

class VerificationTest {
    private static final String FAMILY = """
            child: { files: child.csv, references: { p: parent }, types: string }
            parent: { files: parent.csv, key: id, types: string }
            """;

    private static VerifyReport verify(LoadFixture load, VerifyOptions options) {
        return new Verification(options, load.server(), progress -> {}, new StopSignal()).run();
    }

    private static VerifyReport verify(LoadFixture load, String text) {
        return verify(load, VerifyOptions.of(load.plan(text)));
    }

    @OnEveryServer
    void referencesTypesAndDuplicatesAreTakenAsTheLoadTakesThem(LoadFixture load) {
        load.file("parent.csv", "id,d\n1,x\n2,y\n2,z\n").file("child.csv", "p,v\n1,a\n9,b\n2,c\n,d\n");
        load.load(FAMILY);

        VerifyReport report = verify(load, FAMILY);

        assertThat(report.equal()).isTrue();
        assertThat(report.collections())
                .extracting(VerifyReport.CollectionVerdict::name)
                .containsExactly("child", "parent");
        assertThat(report.collections())
                .extracting(VerifyReport.CollectionVerdict::expected)
                .containsExactly(3L, 2L);
    }

    @Test
    void aViewIsSaidToBeOne() {
        try (LoadFixture load = LoadFixture.own()) {
            load.file("c.csv", "id,v\n1,a\n");
            LoadSummary summary = load.load("c: { files: c.csv, key: id, types: string }");
            load.testDatabase().collection("c").drop();
            load.database().createView("c", "other", List.of());
            String view = load.database().getName() + ".c is a view, not a collection";
            assertThatThrownBy(() -> verify(load, "c: { files: c.csv, key: id, types: string }"))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(view);
            assertThatThrownBy(() -> load.load("c: { files: c.csv, key: id, types: string }"))
                    .hasMessageContaining(view);
            assertThatThrownBy(() -> new Undo(
                                    Path.of(summary.directory()), load.server(), LoadListener.NONE, new StopSignal())
                            .run())
                    .hasMessageContaining(view);
        }
    }

    @OnEveryServer
    void deletedKeysMustBeGone(LoadFixture load) {
        load.file("all.csv", "k,v\n1,a\n2,b\n3,c\n").file("gone.csv", "k\n1\n3\n");
        load.load("c: { files: all.csv, key: k }");
        String delete = "c: { files: gone.csv, key: k, mode: delete }";
        load.load(delete);
        assertThat(verify(load, delete).equal()).isTrue();

        load.testDatabase().collection("c").insertOne(new Document("k", 3).append("v", "back"));

        VerifyReport report = verify(load, delete);
        assertThat(report.differences())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(Difference.Kind.EXTRA));
    }

    @Test
    void aDifferenceNamesLineFieldAndBothValues() throws Exception {
        try (LoadFixture load = LoadFixture.own()) {
            String plan = "c: { files: a.csv, key: k, types: string, columns: { n: { type: int, name: in.n } } }";
            load.file("a.csv", "k,n\na,1\nb,2\n");
            load.load(plan);
            load.testDatabase()
                    .collection("c")
                    .updateOne(new Document("k", "b"), new Document("$set", new Document("in.n", 2L)));
            Path file = load.folder().resolve("differences.jsonl");

            VerifyReport report = verify(load, VerifyOptions.of(load.plan(plan)).telling(0, file));

            assertThat(report.differences()).isEmpty();
            assertThat(report.differing()).isEqualTo(1);
            Document line = Document.parse(Files.readString(file));
            assertThat(line.getString("kind")).isEqualTo("different");
            assertThat(line.get("key")).isEqualTo(new Document("k", "b"));
            assertThat(line.get("line")).isEqualTo(3L);
            assertThat(line.getList("fields", Document.class))
                    .containsExactly(
                            new Document("field", "in.n").append("expected", 2).append("found", 2L));
        }
    }

    @Test
    void whatWasThereBeforeIsExtraUnlessIgnored() {
        try (LoadFixture load = LoadFixture.own()) {
            load.file("a.csv", "k,n\na,1\nb,2\n");
            load.testDatabase().collection("c").insertOne(new Document("k", "old"));
            for (String plan : new String[] {"c: { files: a.csv, key: k }", "c: { files: a.csv }"}) {
                load.load(plan);
                VerifyOptions options = VerifyOptions.of(load.plan(plan));
                assertThat(verify(load, options).collections().get(0).extra()).isEqualTo(1);
                assertThat(verify(load, options.ignoring(true, false)).equal()).isTrue();
                load.testDatabase().collection("c").deleteMany(new Document("n", new Document("$exists", true)));
            }
        }
    }

    @Test
    void anOperationIsVerifiedByItsOwnIdsAndRejects() {
        try (LoadFixture load = LoadFixture.own()) {
            String plan = "c: { files: [a.csv, b.csv], key: k, columns: { k: { type: int } } }";
            load.testDatabase().collection("c").insertOne(new Document("k", 2));
            load.file("a.csv", "k\n1\n2\nx\n").file("b.csv", "k\n3\n1\n");
            LoadSummary summary = load.load(plan);
            OperationRecord operation = OperationRecord.of(OperationDirectory.at(Path.of(summary.directory())));
            VerifyOptions options = VerifyOptions.of(operation.plan()).withKnown(operation);

            VerifyReport report = verify(load, options);
            assertThat(report.equal()).isTrue();
            assertThat(report.collections().get(0).found()).isEqualTo(2);

            load.testDatabase().collection("c").deleteOne(new Document("k", 3));
            assertThat(verify(load, options).collections().get(0).missing()).isEqualTo(1);
        }
    }

    @Test
    void keysThatDoNotFitIntoMemoryAreNoGuess() {
        try (LoadFixture load = LoadFixture.own()) {
            load.file("a.csv", "k\n1\n2\n");
            String text = "c: { files: a.csv, key: k }";
            load.load(text);
            Plan plan = load.plan(text);
            Plan tight = plan.withSettings(plan.settings().withKeyMemory(1L));

            assertThatThrownBy(() -> verify(load, VerifyOptions.of(tight)))
                    .isInstanceOf(KeyMemoryException.class)
                    .hasMessageContaining("--key-memory");
        }
    }

    @Test
    void aStopEndsItWithoutAVerdict() {
        try (LoadFixture load = LoadFixture.own()) {
            load.file("a.csv", "k\n1\n2\n");
            StopSignal stop = new StopSignal();
            stop.request();
            VerifyOptions options = VerifyOptions.of(load.plan("c: { files: a.csv }"));

            assertThatThrownBy(() -> new Verification(options, load.server(), progress -> {}, stop).run())
                    .isInstanceOf(StoppedException.class);
        }
    }
}
