package sluice.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WriteTest {
    @RegisterExtension
    final Session session = Session.own();

    private final MongoCollection<Document> collection = session.collection("c");

    @BeforeEach
    void makeIndex() {
        collection.createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
    }

    @Test
    void aReplacementWithoutIdIsAlwaysAChangeAsInMongod() {
        collection.insertOne(Document.parse("{_id: 1, user_id: 1, k: 1}"));
        assertThat(collection
                        .replaceOne(new Document("user_id", 1), new Document("user_id", 1).append("k", 1))
                        .getModifiedCount())
                .isEqualTo(1);
        assertThat(collection
                        .replaceOne(new Document("_id", 1), Document.parse("{_id: 1, user_id: 1, k: 1}"))
                        .getModifiedCount())
                .isZero();
    }

    @Test
    void anUnorderedBatchInsertsAllButTheDuplicatesAndNamesTheirPlaces() {
        MongoCollection<RawBsonDocument> raw = session.database().getCollection("c", RawBsonDocument.class);
        List<RawBsonDocument> batch = new ArrayList<>();
        for (int row = 0; row < 1000; row++) {
            batch.add(Samples.raw(row, row % 100 == 7 ? "same" : "u" + row));
        }

        MongoBulkWriteException error = catchThrowableOfType(
                MongoBulkWriteException.class, () -> raw.insertMany(batch, new InsertManyOptions().ordered(false)));

        assertThat(error.getWriteErrors())
                .extracting(BulkWriteError::getIndex)
                .containsExactly(107, 207, 307, 407, 507, 607, 707, 807, 907);
        assertThat(error.getWriteErrors()).extracting(BulkWriteError::getCode).containsOnly(11000);
        assertThat(error.getWriteResult().getInsertedCount()).isEqualTo(991);
        assertThat(collection.countDocuments()).isEqualTo(991);
        assertThat(collection.countDocuments(eq("city", "Seattle"))).isEqualTo(991);
    }

    @Test
    void anOrderedBatchEndsAtTheFirstError() {
        List<Document> batch =
                List.of(new Document("user_id", "a"), new Document("user_id", "a"), new Document("user_id", "b"));

        MongoBulkWriteException error =
                catchThrowableOfType(MongoBulkWriteException.class, () -> collection.insertMany(batch));

        assertThat(error.getWriteErrors())
                .singleElement()
                .extracting(BulkWriteError::getIndex)
                .isEqualTo(1);
        assertThat(error.getWriteResult().getInsertedCount()).isEqualTo(1);
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void theRepliesCountIsTheNumberReallyInserted() {
        Document reply = session.run(
                "{insert: 'c', ordered: false, documents: [{_id: 1, user_id: 1}, {_id: 1, user_id: 2}, {_id: 2, user_id: 1}]}");

        assertThat(reply).containsEntry("n", 1).containsEntry("ok", 1.0);
        assertThat(reply.getList("writeErrors", Document.class)).hasSize(2);
    }

    @Test
    void aDuplicateNamesCollectionIndexAndKey() {
        collection.createIndex(
                Indexes.compoundIndex(Indexes.ascending("a.b"), Indexes.descending("c")),
                new IndexOptions().unique(true));
        collection.insertOne(Document.parse("{user_id: 1, a: {b: 'x'}, c: 5}"));

        MongoWriteException error = catchThrowableOfType(
                MongoWriteException.class,
                () -> collection.insertOne(Document.parse("{user_id: 2, a: {b: 'x'}, c: 5.0}")));

        assertThat(error.getError().getCode()).isEqualTo(11000);
        assertThat(error.getError().getMessage())
                .isEqualTo("E11000 duplicate key error collection: test.c index: a.b_1_c_-1 dup key:"
                        + " { a.b: \"x\", c: 5.0 }");
        Document reply = session.run("{insert: 'c', documents: [{_id: 9, user_id: 1, a: {b: 'y'}}]}");
        Document first = reply.getList("writeErrors", Document.class).get(0);
        assertThat(first.get("keyPattern")).isEqualTo(new Document("user_id", 1));
        assertThat(first.get("keyValue")).isEqualTo(new Document("user_id", 1));
    }

    @Test
    void aRefusedDocumentLeavesNothingInAnyIndex() {
        collection.insertOne(Document.parse("{_id: 1, user_id: 'a'}"));
        session.run("{insert: 'c', documents: [{_id: 2, user_id: 'a'}]}");

        collection.insertOne(Document.parse("{_id: 2, user_id: 'b'}"));

        assertThat(collection.find(eq("_id", 2)).first()).containsEntry("user_id", "b");
        assertThat(collection.find(eq("user_id", "a")).into(new ArrayList<>())).hasSize(1);
    }

    @Test
    void idIsPutFirstAndMadeWhereItIsMissing() {
        session.run("{insert: 'c', documents: [{user_id: 1}, {user_id: 2, _id: 7, z: 1}]}");

        List<Document> found = collection.find().into(new ArrayList<>());

        assertThat(found.get(0).keySet()).containsExactly("_id", "user_id");
        assertThat(found.get(0).getObjectId("_id")).isNotNull();
        assertThat(found.get(1)).hasToString("Document{{_id=7, user_id=2, z=1}}");
    }

    @Test
    void aDocumentOf16MegabytesIsStoredAndALargerOneRefused() {
        int overhead = 4 + 9 + 14 + 1;
        collection.insertOne(new Document("_id", 1).append("user_id", "x".repeat((16 << 20) - overhead)));
        assertThat(collection.countDocuments()).isEqualTo(1);
        assertThat(collection.find(eq("_id", 1)).first()).isNotNull();

        Document tooLarge = new Document("_id", 2).append("user_id", "y".repeat((16 << 20) - overhead + 1));
        Document reply =
                session.database().runCommand(new Document("insert", "c").append("documents", List.of(tooLarge)));

        assertThat(reply).containsEntry("n", 0);
        assertThat(reply.getList("writeErrors", Document.class))
                .singleElement()
                .satisfies(error -> assertThat(error).containsEntry("code", 10334));
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void upsertsInBulkMatchAndInsert() {
        List<ReplaceOneModel<Document>> models = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            models.add(new ReplaceOneModel<>(
                    eq("user_id", i % 250),
                    new Document("user_id", i % 250).append("v", i),
                    new ReplaceOptions().upsert(true)));
        }

        var result = collection.bulkWrite(models);

        assertThat(result.getUpserts()).hasSize(250);
        assertThat(result.getMatchedCount()).isEqualTo(250);
        assertThat(result.getModifiedCount()).isEqualTo(250);
        assertThat(collection.find(eq("user_id", 3)).first()).containsEntry("v", 253);
    }

    @Test
    void anUpdateIntoADuplicateChangesNothing() {
        collection.insertMany(List.of(Document.parse("{_id: 1, user_id: 1}"), Document.parse("{_id: 2, user_id: 2}")));

        Document reply = session.run(
                "{update: 'c', updates: [{q: {_id: 2}, u: {$set: {user_id: 1, x: 1}}}, {q: {_id: 1}, u: {$set: {x: 1}}}]}");

        assertThat(reply.getList("writeErrors", Document.class)).singleElement().satisfies(error -> {
            assertThat(error).containsEntry("index", 0).containsEntry("code", 11000);
        });
        assertThat(reply).containsEntry("n", 0);
        assertThat(collection.find(eq("user_id", 2)).first()).hasToString("Document{{_id=2, user_id=2}}");
    }

    @Test
    void aUniqueIndexOnDuplicatesIsRefusedAndLeavesNothing() {
        collection.insertMany(List.of(Document.parse("{user_id: 1, x: 1}"), Document.parse("{user_id: 2, x: 1}")));

        MongoServerException error = catchThrowableOfType(
                MongoServerException.class,
                () -> collection.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true)));

        assertThat(error.getCode()).isEqualTo(11000);
        assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(2);
        collection.createIndex(Indexes.ascending("x"));
        assertThat(collection.find(eq("x", 1)).into(new ArrayList<>())).hasSize(2);
    }

    @Test
    void aSparseUniqueIndexLetsDocumentsWithoutTheFieldIn() {
        MongoCollection<Document> sparse = session.collection("sparse");
        sparse.createIndex(
                Indexes.ascending("x"), new IndexOptions().unique(true).sparse(true));

        sparse.insertMany(List.of(new Document("a", 1), new Document("a", 1), new Document("x", 1)));

        assertThat(sparse.countDocuments(new Document("x", null))).isEqualTo(2);
    }

    @Test
    void journaledAndMajorityWritesAreTaken() {
        collection.withWriteConcern(WriteConcern.JOURNALED).insertOne(new Document("user_id", 1));
        collection.withWriteConcern(WriteConcern.MAJORITY).insertOne(new Document("user_id", 2));

        assertThat(collection.countDocuments()).isEqualTo(2);
    }
}
