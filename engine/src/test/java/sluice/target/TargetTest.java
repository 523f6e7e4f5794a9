package sluice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.load.LoadFixture;
import sluice.load.LoadListener;
import sluice.plan.LoadSettings;
import sluice.plan.Pace;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.server.ServerException;
import sluice.testkit.RealMongod;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** What a load does to collections that are there, and with servers that fail. */
class TargetTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void validatorFailuresAreRejectsWithTheServersDetails() {
        Document schema = Document.parse("{$jsonSchema: {required: ['age'], properties: {age: {minimum: 18}}}}");
        load.database()
                .createCollection(
                        "people",
                        new CreateCollectionOptions().validationOptions(new ValidationOptions().validator(schema)));
        load.file("people.csv", "name,age\nAnn,30\nBob,12\n");
        LoadSummary summary = load.load("people: { files: people.csv, drop: true }");

        assertThat(summary.inserted()).isEqualTo(1);
        Document reason = Document.parse(load.read(summary, "rejects/people.reasons.jsonl"));
        assertThat(reason).containsEntry("code", "validation").containsEntry("serverCode", 121);
        assertThat(reason.get("errInfo", Document.class).toJson()).contains("minimum");
        assertThat(load.read(summary, "rejects/people.csv")).isEqualTo("name,age\nBob,12\n");
    }

    @Test
    void nothingIsDroppedBeforeTheChecksHavePassed() {
        load.database().getCollection("c").insertOne(new Document("precious", true));
        load.file("a.csv", "k\n1\n").file("empty.csv", "").file("twice.csv", "a,a\n1,2\n");
        for (String plan : List.of(
                "c: { files: a.csv, drop: true, key: z }",
                "c: { files: [a.csv, none.csv], drop: true }",
                "c: { files: empty.csv, drop: true }",
                "c: { files: twice.csv, drop: true }")) {
            assertThatThrownBy(() -> load.load(plan)).isInstanceOf(PlanException.class);
        }
        assertThat(load.documents("c")).hasSize(1);
        assertThat(load.operations()).doesNotExist();
    }

    @Test
    void aServerThatDiesEndsTheLoadWithWhatIsKnown() throws IOException {
        try (RealMongod mongod = RealMongod.builder().start();
                LoadFixture fragile = new LoadFixture(mongod.connectionString(), load.folder())) {
            fragile.file("a.csv", "a,b\n" + "1,2\n".repeat(500_000));
            Plan plan = fragile.plan("c: { files: a.csv, types: string }");
            LoadSettings hurried = plan.settings().withPace(Pace.DEFAULT.withRetryFor(Duration.ofSeconds(2)));
            LoadSummary summary = fragile.load(
                    plan.withSettings(hurried),
                    new LoadListener() {
                        @Override
                        public void loading(LoadProgress progress) {
                            mongod.kill();
                        }
                    },
                    new StopSignal());
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems()).singleElement().asString().contains("127.0.0.1:" + mongod.port());
            assertThat(summary.collections().get(0).countAfter()).isEqualTo(-1);
            assertThat(Files.readString(Path.of(summary.directory(), "summary.json")))
                    .contains("\"failed\"");
            mongod.restart();
        }
    }

    @Test
    void aReplicaSetsBrokenConnectionIsRiddenOutOnce() {
        try (RealMongod mongod =
                        RealMongod.builder().replicaSet(true).testCommands(true).start();
                LoadFixture flaky = new LoadFixture(mongod.connectionString(), load.folder())) {
            flaky.file("a.csv", "k\n" + "x\n".repeat(10_000));
            mongod.command(new Document("configureFailPoint", "failCommand")
                    .append("mode", new Document("times", 1))
                    .append("data", new Document("failCommands", List.of("insert")).append("closeConnection", true)));
            LoadSummary summary = flaky.load("c: { files: a.csv, types: string }", s -> s.withLinear(true));
            assertThat(summary.problems()).isEmpty();
            assertThat(summary.inserted()).isEqualTo(10_000);
            assertThat(flaky.documents("c")).hasSize(10_000);
        }
    }

    @Test
    void someoneElsesWritesMakeTheBalanceFail() {
        load.file("a.csv", "a\n1\n2\n");
        LoadSummary summary = load.load(
                load.plan("c: { files: a.csv }"),
                new LoadListener() {
                    @Override
                    public void loading(LoadProgress progress) {
                        load.database().getCollection("c").insertOne(new Document("other", true));
                    }
                },
                new StopSignal());
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .containsExactly("c: 2 documents were inserted, but the collection holds 3 more than before."
                        + " Does someone else write to it?");
    }

    @Test
    void aKeyThatTheCollectionBreaksAlreadyIsRefused() {
        load.database().getCollection("c").insertMany(List.of(new Document("k", 1), new Document("k", 1)));
        load.file("a.csv", "k\n1\n");
        assertThatThrownBy(() -> load.load("c: { files: a.csv, key: k }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("holds documents with equal values")
                .hasMessageContaining("2 documents with {\"k\": 1}");
    }

    @Test
    void anIndexThatIsNotUniqueIsInTheWay() {
        load.database().getCollection("c").createIndex(new Document("k", 1));
        load.file("a.csv", "k\n1\n");
        assertThatThrownBy(() -> load.load("c: { files: a.csv, key: k }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("has an index on the same fields that is not the one wanted (k_1)");
    }

    @Test
    void aDropThatCantBeCompletedDestroysNothing() {
        for (String name : List.of("first", "second")) {
            load.database().getCollection(name).insertOne(new Document("precious", true));
        }
        load.database().getCollection("second").createIndex(new Document("k", 1));
        load.file("a.csv", "k\n1\n");
        assertThatThrownBy(() -> load.load(
                        "first: { files: a.csv, key: k, drop: true }\nsecond: { files: a.csv, key: k, drop: true }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("has an index on the same fields that is not the one wanted (k_1)");
        assertThat(load.documents("first")).hasSize(1);
        assertThat(load.documents("second")).hasSize(1);
        assertThat(load.database().listCollectionNames().into(new ArrayList<>()))
                .containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void dropKeepsOptionsValidatorAndIndexesWithTheirCollations() {
        load.database()
                .createCollection(
                        "c",
                        new CreateCollectionOptions()
                                .collation(Collation.builder().locale("de").build())
                                .validationOptions(
                                        new ValidationOptions().validator(Document.parse("{k: {$exists: true}}"))));
        Document simple = new Document("createIndexes", "c")
                .append(
                        "indexes",
                        List.of(
                                Document.parse("{key: {k: 1}, name: 'k_simple', collation: {locale: 'simple'}}"),
                                Document.parse("{key: {t: 'text'}, name: 't_text', default_language: 'english',"
                                        + " collation: {locale: 'simple'}}"),
                                Document.parse("{key: {m: 1}, name: 'm', unique: true,"
                                        + " partialFilterExpression: {m: {$exists: true}}}")));
        load.database().runCommand(simple);
        load.database().getCollection("c").insertOne(new Document("k", 1));
        List<Document> indexes =
                load.database().getCollection("c").listIndexes().into(new ArrayList<>());
        Document before = load.database().listCollections().first();
        load.file("a.csv", "k\n2\n");

        assertThat(load.load("c: { files: a.csv, drop: true }").inserted()).isEqualTo(1);

        assertThat(load.database().getCollection("c").listIndexes().into(new ArrayList<>()))
                .containsExactlyInAnyOrderElementsOf(indexes);
        assertThat(load.database().listCollections().first().get("options")).isEqualTo(before.get("options"));
        assertThat(load.documents("c"))
                .extracting(document -> document.get("k"))
                .isEqualTo(List.of(2));
    }

    @Test
    void aUniqueIndexOfAnyNameIsTheKeys() {
        load.database()
                .getCollection("c")
                .createIndex(
                        new Document("k", 1), new IndexOptions().unique(true).name("mine"));
        load.file("a.csv", "k\n1\n");
        assertThat(load.load("c: { files: a.csv, key: k }").inserted()).isEqualTo(1);
    }

    @Test
    void aServerThatBlocksWritesEndsTheLoadAndMakesNoRejects() {
        try (RealMongod mongod = RealMongod.builder().replicaSet(true).start();
                LoadFixture blocked = new LoadFixture(mongod.connectionString(), load.folder())) {
            blocked.file("a.csv", "k\n" + "1\n".repeat(100));
            blocked.database().createCollection("c");
            mongod.command(new Document("setUserWriteBlockMode", 1).append("global", true));
            LoadSummary summary = blocked.load("c: { files: a.csv }");
            mongod.command(new Document("setUserWriteBlockMode", 1).append("global", false));
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.rejected()).isZero();
        }
    }

    @Test
    void aViewIsNoCollectionToLoadInto() {
        load.database().createView("v", "c", List.of());
        load.file("a.csv", "k\n1\n");
        assertThatThrownBy(() -> load.load("v: { files: a.csv }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("is a view");
    }
}
