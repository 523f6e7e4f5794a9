package sluice.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
    @TempDir
    private Path directory;

    @Test
    void everyTypeComesBackAsTheBytesItWas() {
        BsonDocument document = everyType();
        RawBsonDocument raw = new RawBsonDocument(document, new BsonDocumentCodec());
        try (Session session = new Session(directory)) {
            raws(session).insertOne(raw);
        }
        try (Session session = new Session(directory)) {
            RawBsonDocument found = raws(session).find().first();
            assertThat(found).isNotNull();
            assertThat(bytes(found)).isEqualTo(bytes(raw));
            BsonDocument decoded = found.decode(new BsonDocumentCodec());
            assertThat(decoded).isEqualTo(document);
            assertThat(1 / decoded.getDouble("minusZero").getValue()).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(decoded.getDouble("nan").getValue()).isNaN();
        }
    }

    private static BsonDocument everyType() {
        BsonDocument document = new BsonDocument("_id", new BsonString("all"));
        document.put("null", BsonNull.VALUE);
        document.put("int", new BsonInt32(7));
        document.put("long", new BsonInt64(7));
        document.put("bigLong", new BsonInt64(Long.MAX_VALUE));
        document.put("double", new BsonDouble(7));
        document.put("minusZero", new BsonDouble(-0.0));
        document.put("nan", new BsonDouble(Double.NaN));
        document.put("decimal", new BsonDecimal128(Decimal128.parse("1.500")));
        document.put("decimalMinusZero", new BsonDecimal128(Decimal128.parse("-0.00")));
        document.put("decimalBig", new BsonDecimal128(Decimal128.parse("9.999999999999999999999999999999999E+6144")));
        document.put("date", new BsonDateTime(-1));
        document.put("objectId", new BsonObjectId());
        document.put("uuid", new BsonBinary(UUID.randomUUID()));
        document.put("legacyUuid", new BsonBinary(UUID.randomUUID(), UuidRepresentation.PYTHON_LEGACY));
        document.put("binary", new BsonBinary(new byte[] {0, -1, 1}));
        document.put("true", BsonBoolean.TRUE);
        document.put("text", new BsonString("a\0ä\uD83D\uDE00"));
        document.put("regex", new BsonRegularExpression("^a", "i"));
        document.put("code", new BsonJavaScript("1"));
        document.put("timestamp", new BsonTimestamp(5, 6));
        document.put("min", new BsonMinKey());
        document.put("max", new BsonMaxKey());
        document.put("empty", new BsonDocument());
        document.put("nested", new BsonDocument("a", new BsonDocument("b", new BsonInt64(1))));
        document.put(
                "array", new BsonArray(List.of(new BsonInt32(1), BsonNull.VALUE, new BsonArray(), new BsonDocument())));
        return document;
    }

    @Test
    void documentsCountsAndIndexesAreThereAfterReopening() {
        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("customers");
            collection.createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
            collection.createIndex(Indexes.compoundIndex(Indexes.ascending("city"), Indexes.descending("age")));
            for (int i = 0; i < 2500; i++) {
                collection.insertOne(new Document("_id", i).append("user_id", "u" + i));
            }
            session.collection("other").insertOne(new Document("x", 1));
        }
        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("customers");
            assertThat(collection.estimatedDocumentCount()).isEqualTo(2500);
            assertThat(collection.countDocuments()).isEqualTo(2500);
            assertThat(collection.find().into(new ArrayList<>()))
                    .extracting(each -> each.getInteger("_id"))
                    .hasSize(2500)
                    .isSorted();
            assertThat(collection.listIndexes().into(new ArrayList<>()))
                    .extracting(index -> index.getString("name"))
                    .containsExactly("_id_", "user_id_1", "city_1_age_-1");
            assertThat(session.database().listCollectionNames().into(new ArrayList<>()))
                    .containsExactly("customers", "other");
            assertThat(session.client().listDatabaseNames().into(new ArrayList<>()))
                    .containsExactly("test");
            assertThatThrownBy(() -> collection.insertOne(new Document("user_id", "u7")))
                    .isInstanceOf(MongoWriteException.class)
                    .hasMessageContaining("E11000");
        }
    }

    @Test
    void whatWasDroppedStaysDropped() {
        try (Session session = new Session(directory)) {
            for (String name : List.of("a", "b", "c")) {
                session.collection(name).createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));
                session.collection(name).insertOne(new Document("x", 1));
            }
            session.client().getDatabase("gone").getCollection("a").insertOne(new Document());
            session.collection("a").drop();
            session.collection("b").dropIndex("x_1");
            session.client().getDatabase("gone").drop();
        }
        try (Session session = new Session(directory)) {
            assertThat(session.client().listDatabaseNames().into(new ArrayList<>()))
                    .containsExactly("test");
            assertThat(session.database().listCollectionNames().into(new ArrayList<>()))
                    .containsExactly("b", "c");
            session.collection("b").insertOne(new Document("x", 1));
            assertThatThrownBy(() -> session.collection("c").insertOne(new Document("x", 1)))
                    .hasMessageContaining("E11000");
            session.collection("a").insertOne(new Document("x", 2));
            assertThat(session.collection("a").countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void aRenamedCollectionKeepsItsDocumentsAndIndexes() {
        try (Session session = new Session(directory)) {
            session.collection("old").createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));
            session.collection("old").insertOne(new Document("x", 1));
            session.collection("old").renameCollection(new MongoNamespace("test.new"));
        }
        try (Session session = new Session(directory)) {
            assertThat(session.database().listCollectionNames().into(new ArrayList<>()))
                    .containsExactly("new");
            assertThatThrownBy(() -> session.collection("new").insertOne(new Document("x", 1)))
                    .hasMessageContaining("test.new index: x_1");
        }
    }

    @Test
    void updatesReplacementsAndDeletesArePersistent() {
        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("c");
            collection.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
            for (int i = 0; i < 10; i++) {
                collection.insertOne(
                        new Document("_id", i).append("k", i).append("a", 1).append("b", 2));
            }
            assertThat(collection.updateMany(eq("a", 1), Updates.inc("b", 1L)).getModifiedCount())
                    .isEqualTo(10);
            collection.replaceOne(eq("k", 3), Document.parse("{b: 1, k: 33, a: 2}"));
            collection.replaceOne(eq("k", 77), Document.parse("{k: 77}"), new ReplaceOptions().upsert(true));
            assertThat(collection.deleteMany(eq("_id", new Document("$lt", 3))).getDeletedCount())
                    .isEqualTo(3);
        }
        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("c");
            assertThat(collection.countDocuments()).isEqualTo(8);
            assertThat(collection.find(eq("k", 33)).first()).hasToString("Document{{_id=3, b=1, k=33, a=2}}");
            assertThat(collection.find(eq("k", 3)).first()).isNull();
            assertThat(collection.find(eq("k", 5)).first()).containsEntry("b", 3L);
            assertThat(collection.find(eq("k", 77)).first()).containsOnlyKeys("_id", "k");
            collection.insertOne(new Document("k", 3));
        }
    }

    private static MongoCollection<RawBsonDocument> raws(Session session) {
        return session.database().getCollection("types", RawBsonDocument.class);
    }

    private static byte[] bytes(RawBsonDocument document) {
        byte[] bytes = new byte[document.getByteBuffer().remaining()];
        document.getByteBuffer().get(bytes);
        return bytes;
    }
}
