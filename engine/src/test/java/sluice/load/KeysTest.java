package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.plan.PlanException;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.server.ServerException;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Keys, indexes and references, beyond what {@link RowByRowTest} compares. */
class KeysTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    private LoadSummary loadAnd(String plan, Runnable whileLoading) {
        return load.load(
                load.plan(plan),
                new LoadListener() {
                    @Override
                    public void loading(LoadProgress progress) {
                        whileLoading.run();
                    }
                },
                new StopSignal());
    }

    @Test
    void indexesOfAnEmptyCollectionAreBuiltAfterTheLoad() {
        load.file("a.csv", LoadFixture.rows(0, 100));
        AtomicReference<List<String>> before = new AtomicReference<>();
        LoadSummary summary = loadAnd(
                "c: { files: a.csv, key: k, indexes: [ { keys: { v: -1 } }, { keys: { v: text }, name: words } ] }",
                () -> before.set(load.indexes("c")));
        assertThat(summary.problems()).isEmpty();
        assertThat(before.get()).doesNotContain("k_1", "v_-1", "words");
        assertThat(load.indexes("c")).containsExactlyInAnyOrder("_id_", "k_1", "v_-1", "words");
    }

    @Test
    void theKeysIndexComesFirstWhereThereAreDocuments() {
        load.database().getCollection("c").insertOne(new Document("k", -1));
        load.file("a.csv", LoadFixture.rows(0, 100));
        AtomicReference<List<String>> before = new AtomicReference<>();
        loadAnd("c: { files: a.csv, key: k, indexes: [ { keys: { v: 1 } } ] }", () -> before.set(load.indexes("c")));
        assertThat(before.get()).containsExactlyInAnyOrder("_id_", "k_1");
        assertThat(load.indexes("c")).containsExactlyInAnyOrder("_id_", "k_1", "v_1");
    }

    @Test
    void someoneElsesDocumentsAreNamedWhereTheyBreakTheKeyAtTheEnd() {
        load.file("a.csv", LoadFixture.rows(0, 100));
        LoadSummary summary = loadAnd(
                "c: { files: a.csv, key: k }",
                () -> load.database().getCollection("c").insertOne(new Document("k", 42)));
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .anySatisfy(text -> assertThat(text)
                        .contains("holds documents with equal values")
                        .contains("2 documents with {\"k\": 42}"));
        assertThat(load.documents("c")).hasSize(101);
        assertThat(load.indexes("c")).containsExactly("_id_");
    }

    @Test
    void aUniqueIndexOfThePlanMakesRejectsOfItsDuplicates() {
        load.file("a.csv", "k,mail\n1,a\n2,b\n3,a\n1,c\n");
        LoadSummary summary = load.load(
                "c: { files: a.csv, key: k, indexes: [ { keys: { mail: 1 }, unique: true } ] }",
                s -> s.withChunkSize(ChunkSize.records(1)));
        assertThat(summary.problems()).isEmpty();
        assertThat(load.read(summary, "rejects/a.csv")).isEqualTo("k,mail\n3,a\n1,c\n");
        assertThat(load.read(summary, "rejects/a.reasons.jsonl"))
                .contains("line 2 has {\\\"mail\\\": \\\"a\\\"} already", "line 2 has {\\\"k\\\": 1} already");
        assertThat(load.indexes("c")).containsExactlyInAnyOrder("_id_", "k_1", "mail_1");
    }

    @Test
    void anIndexThatTheServerRefusesEndsTheLoadBeforeAnythingIsChanged() {
        load.database().getCollection("c").insertOne(new Document("precious", true));
        load.file("a.csv", LoadFixture.rows(0, 3));
        for (String index : List.of("{ keys: { v: sideways } }", "{ keys: { v: 1 }, expireAfterSeconds: -5 }")) {
            assertThatThrownBy(() -> load.load("c: { files: a.csv, drop: true, indexes: [ " + index + " ] }"))
                    .isInstanceOf(ServerException.class);
        }
        assertThat(load.documents("c")).hasSize(1);
        assertThat(load.database().listCollectionNames().into(new ArrayList<>()))
                .containsExactly("c");
    }

    @Test
    void earlyDropBuildsTheIndexesAgainAlsoWhereTheLoadFails() {
        load.database().getCollection("c").createIndex(new Document("v", 1));
        load.database()
                .getCollection("c")
                .createIndex(
                        new Document("mail", 1), new IndexOptions().unique(true).sparse(true));
        load.database().getCollection("d").createIndex(new Document("v", 1));
        load.file("a.csv", "k,v\n1,a\n1,b\n");
        LoadSummary summary = load.load("""
                c: { files: a.csv, key: k, drop: early, onDuplicate: error }
                d: { files: a.csv, key: k, drop: early, onDuplicate: error }
                """);
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .singleElement()
                .asString()
                .startsWith("a.csv, line 3: ")
                .contains("duplicates are an error");
        assertThat(load.indexes("c")).containsExactlyInAnyOrder("_id_", "v_1", "mail_1", "k_1");
        assertThat(load.indexes("d")).containsExactlyInAnyOrder("_id_", "v_1", "k_1");
        assertThat(Path.of(summary.directory(), "indexes.json")).content().contains("v_1");
    }

    @Test
    void anIndexWhoseVerdictCantBeForetoldKeepsTheOrderOfTheFile() {
        load.database()
                .getCollection("c")
                .createIndex(
                        new Document("v", 1), new IndexOptions().unique(true).sparse(true));
        load.file("a.csv", LoadFixture.rows(0, 2_000));
        LoadSummary summary = load.load(
                "c: { files: a.csv, key: k }",
                s -> s.withChunkSize(ChunkSize.records(10)).withBatchSize(7));
        assertThat(load.documents("c"))
                .extracting(document -> document.get("k"))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(summary.rejected()).isEqualTo(1_993);
    }

    @Test
    void stringsThatACollationFindsEqualAreOneKey() {
        load.database()
                .createCollection(
                        "c",
                        new com.mongodb.client.model.CreateCollectionOptions()
                                .collation(com.mongodb.client.model.Collation.builder()
                                        .locale("en")
                                        .collationStrength(com.mongodb.client.model.CollationStrength.SECONDARY)
                                        .build()));
        load.file("a.csv", "k,v\nAnn,1\nann,2\nBob,3\n");
        LoadSummary summary = load.load("c: { files: a.csv, key: k }", s -> s.withChunkSize(ChunkSize.records(1)));
        assertThat(load.read(summary, "rejects/a.csv")).isEqualTo("k,v\nann,2\n");
    }

    @Test
    void keysThatDontFitIntoMemoryAreSaidAndTheServerDecides() {
        load.file("a.csv", LoadFixture.rows(0, 3_000) + "5,again\n").file("b.csv", LoadFixture.rows(0, 10));
        LoadSummary summary = load.load(
                "c: { files: [a.csv, b.csv], key: k }",
                s -> s.withKeyMemory(0).withChunkSize(ChunkSize.records(50)).withBatchSize(20));
        assertThat(summary.problems()).isEmpty();
        assertThat(summary.notes())
                .singleElement()
                .asString()
                .contains("--key-memory")
                .startsWith("c: ");
        assertThat(summary.inserted()).isEqualTo(3_000);
        assertThat(load.read(summary, "rejects/a.csv")).isEqualTo("k,v\n5,again\n");
        assertThat(load.read(summary, "rejects/b.csv")).isEqualTo(LoadFixture.rows(0, 10));
    }

    @Test
    void referencesGoOverSeveralLevelsAndOrphansOfOrphansAreOrphans() {
        load.file("users.csv", "id,n\n1,a\n2,b\n3,c\n1,again\n")
                .file("posts.csv", "id,user\n10,1\n11,9\n12,3\n13,\n")
                .file("likes.csv", "post,by\n10,2\n11,2\n12,7\n13,3\n");
        LoadSummary summary = load.load("""
                likes: { files: likes.csv, references: { post: posts, by: users } }
                posts: { files: posts.csv, id: id, references: { user: users } }
                users: { files: users.csv, key: id }
                """, s -> s.withChunkSize(ChunkSize.records(1)));
        assertThat(summary.problems()).isEmpty();
        assertThat(load.read(summary, "rejects/posts.csv")).isEqualTo("id,user\n11,9\n");
        assertThat(load.read(summary, "rejects/likes.csv")).isEqualTo("post,by\n11,2\n12,7\n");
        assertThat(Document.parse(load.read(summary, "rejects/posts.reasons.jsonl")))
                .containsEntry("code", "orphan")
                .containsEntry("column", "user")
                .containsEntry("message", "refers to {\"user\": 9}, which users doesn't have");
    }

    @Test
    void aParentMayBeInTheDatabaseOnlyOrHaveDocumentsBefore() {
        load.database()
                .getCollection("countries")
                .insertMany(List.of(
                        Document.parse("{code: 'de', x: {n: 1}}"), Document.parse("{code: 'fr', x: {n: 2.0}}")));
        load.database().getCollection("users").insertOne(Document.parse("{id: 100}"));
        load.file("users.csv", "id,country,n\n1,de,1\n2,xx,2\n3,fr,3\n").file("posts.csv", "user\n100\n1\n2\n");
        LoadSummary summary = load.load("""
                posts: { files: posts.csv, references: { user: users } }
                users:
                  files: users.csv
                  key: id
                  references:
                    country: { collection: countries, field: code }
                    n: { collection: countries, field: x.n }
                """);
        assertThat(load.read(summary, "rejects/users.csv")).isEqualTo("id,country,n\n2,xx,2\n3,fr,3\n");
        assertThat(load.read(summary, "rejects/posts.csv")).isEqualTo("user\n2\n");
    }

    @Test
    void referencesThatLeadNowhereOrRoundAreMistakesOfThePlan() {
        load.file("a.csv", "k,p\n1,1\n");
        assertThatThrownBy(() -> load.plan("""
                a: { files: a.csv, key: k, references: { p: b } }
                b: { files: a.csv, key: k, references: { p: c } }
                c: { files: a.csv, key: k, references: { p: a } }
                d: { files: a.csv, references: { p: d, k: bb } }
                e: { files: a.csv, key: [k, p] }
                f: { files: a.csv, references: { p: e } }
                """))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(
                        "plan.yaml:3: collections.a.references.p: refers round in a circle:" + " a -> b -> c -> a")
                .hasMessageContaining("collections.d.references.p: a collection can't refer to itself")
                .hasMessageContaining("collections.d.references.k: `bb` is no collection of this plan.")
                .hasMessageContaining("collections.f.references.p: `e` has a key of several columns");
    }

    @Test
    void lastRowsAndAccumulatedFieldsAreLeftByUpsertAndMerge() {
        load.file("a.csv", "k,a,b\n1,x,\n2,y,\n1,z,\n").file("b.csv", "k,a,b\n2,,q\n3,,r\n");
        load.load("up: { files: [a.csv, b.csv], key: k, mode: upsert }");
        assertThat(load.documents("up"))
                .extracting(document -> document.get("k") + "" + document.get("a") + document.get("b"))
                .containsExactlyInAnyOrder("1z", "2q", "3r");
    }

    @Test
    void aFileNamedTwiceIsTwoSources() throws Exception {
        load.file("a.csv", "k\n1\n2\n");
        LoadSummary summary = load.load("c: { files: [a.csv, a.csv], key: k }");
        assertThat(summary.inserted()).isEqualTo(2);
        assertThat(Files.readString(Path.of(summary.directory(), "rejects", "a-2.reasons.jsonl")))
                .contains("line 2 of a.csv has", "line 3 of a.csv has");
    }

    @Test
    void skippingPassesOverTakenKeysOnly() {
        load.database().getCollection("c").createIndex(new Document("mail", 1), new IndexOptions().unique(true));
        load.file("a.csv", "k,mail\n1,a\n2,a\n1,b\n");
        for (long memory : List.of(1L << 26, 0L)) {
            LoadSummary summary = load.load(
                    "c: { files: a.csv, key: k, drop: true, onDuplicate: skip }", s -> s.withKeyMemory(memory));
            assertThat(summary.collections().get(0).skipped()).isEqualTo(1);
            assertThat(load.read(summary, "rejects/a.csv")).isEqualTo("k,mail\n2,a\n");
            assertThat(summary.rejectsByCode()).containsOnlyKeys("duplicate-value");
        }
    }

    @Test
    void thePlanThatIsKeptDropsNothing() {
        load.file("a.csv", "k,v\n1,a\n");
        LoadSummary summary = load.load("c: { files: a.csv, key: k, drop: true }");
        assertThat(load.read(summary, "plan.yaml")).contains("key: k").doesNotContain("drop");
    }

    @Test
    void aKeyInferredAsAnotherTypeThanTheCollectionHasIsRefused() {
        load.file("a.csv", "k,v\n1,a\n2,b\n").file("b.csv", "k,v\n1,a\nX2,b\n");
        load.load("c: { files: a.csv, key: k }");
        assertThatThrownBy(() -> load.load("c: { files: b.csv, key: k, mode: upsert }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining(
                        "`k` was inferred as string, but c holds values of type int in it, such as 1: no record would find its document. To read the column as it is stored: --type k=int");
        assertThat(load.load("c: { files: b.csv, key: k, mode: upsert, columns: { k: { type: string } } }")
                        .inserted())
                .isEqualTo(2);
    }

    @Test
    void deletingFromADroppedCollectionIsAMistake() {
        assertThatThrownBy(() -> load.plan("c: { files: a.csv, key: k, mode: delete, drop: true }"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("plan.yaml:3: collections.c.drop: mode delete and drop make no sense");
    }

    @Test
    void equalKeysThatAreWrittenDifferentlyKeepTheirOrder() {
        load.file("a.csv", "k,x\n1,a\n1.0,b\n1,a\n").file("b.csv", "k,x\n1,1\n1.0,0\n");
        String plan =
                "c: { files: %s, key: k, mode: upsert, ifChanged: %s, types: string, columns: { k: { type: decimal } } }";
        load.load(plan.formatted("a.csv", "false"));
        assertThat(load.documents("c").get(0)).containsEntry("x", "a");
        load.load(plan.formatted("b.csv", "false"));
        load.load(plan.formatted("b.csv", "true"));
        assertThat(load.documents("c")).hasSize(1);
        assertThat(load.documents("c").get(0)).containsEntry("x", "0");
    }

    @Test
    void whichOfSeveralIndexesIsNamedDoesNotDependOnTheBatch() {
        load.database().getCollection("c").createIndex(new Document("u", 1), new IndexOptions().unique(true));
        load.database().getCollection("c").createIndex(new Document("k", 1), new IndexOptions().unique(true));
        StringBuilder text = new StringBuilder("k,u\n");
        for (int i = 0; i < 40; i++) {
            load.database().getCollection("c").insertOne(new Document("k", "k" + i).append("u", "u" + i));
            text.append('k').append(i).append(",u").append(39 - i).append('\n');
        }
        load.file("a.csv", text.toString());
        for (int batch : new int[] {1000, 4}) {
            LoadSummary summary = load.load(
                    "c: { files: a.csv, key: k, types: string, onDuplicate: skip }", s -> s.withBatchSize(batch));
            assertThat(summary.problems()).isEmpty();
            assertThat(summary.rejected()).as("batches of " + batch).isZero();
            assertThat(summary.collections().get(0).skipped()).isEqualTo(40);
        }
    }
}
