package sluice.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
    private static final int ROWS = 1000;

    @TempDir
    private Path directory;

    private Session session;

    @BeforeEach
    void loadAndReopen() {
        try (Session loading = new Session(directory)) {
            MongoCollection<Document> customers = loading.collection("customers");
            customers.createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
            MongoCollection<Document> rentals = loading.collection("rentals");
            rentals.createIndex(Indexes.ascending("user_id", "product"), new IndexOptions().unique(true));
            rentals.createIndex(Indexes.ascending("tags"));
            List<Document> rows = new ArrayList<>();
            List<Document> lent = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(new Document("_id", i)
                        .append("user_id", "u" + i)
                        .append("city", "c" + i % 10)
                        .append("age", (i * 37) % 100));
                lent.add(new Document("_id", i)
                        .append("user_id", "u" + i / 2)
                        .append("product", i % 2)
                        .append("tags", List.of("t" + i % 5, "t" + i % 7)));
            }
            customers.insertMany(rows);
            rentals.insertMany(lent);
        }
        session = new Session(directory);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void countsAreRight() {
        MongoCollection<Document> customers = session.collection("customers");
        assertThat(customers.countDocuments()).isEqualTo(ROWS);
        assertThat(customers.estimatedDocumentCount()).isEqualTo(ROWS);
        assertThat(customers.countDocuments(eq("city", "c3"))).isEqualTo(100);
        assertThat(session.run("{count: 'customers', query: {city: 'c3'}, skip: 20, limit: 50}"))
                .containsEntry("n", 50);
        assertThat(session.run("{count: 'customers'}")).containsEntry("n", ROWS);
        assertThat(session.collection("nothing").countDocuments()).isZero();
    }

    @Test
    void findSortsSkipsLimitsAndProjects() {
        List<Document> found = session.collection("customers")
                .find(gt("age", 10))
                .sort(Sorts.orderBy(Sorts.descending("age"), Sorts.ascending("_id")))
                .skip(3)
                .limit(5)
                .projection(Projections.fields(Projections.include("age"), Projections.excludeId()))
                .into(new ArrayList<>());
        assertThat(found).extracting(each -> each.getInteger("age")).containsExactly(99, 99, 99, 99, 99);
        assertThat(found.get(0)).containsOnlyKeys("age");

        List<Document> all = session.collection("customers")
                .find()
                .sort(Sorts.descending("_id"))
                .batchSize(7)
                .into(new ArrayList<>());
        assertThat(all)
                .extracting(each -> each.getInteger("_id"))
                .hasSize(ROWS)
                .startsWith(999, 998)
                .endsWith(1, 0);
    }

    @Test
    void anIndexFindsWhatAScanFinds() {
        MongoCollection<Document> rentals = session.collection("rentals");
        List<Bson> queries = List.of(
                eq("_id", 5),
                eq("_id", 5L),
                eq("_id", 5.0),
                eq("_id", "5"),
                in("_id", 1, 2L, 3.0, 3, "x"),
                eq("user_id", "u7"),
                Document.parse("{user_id: 'u7', product: 1}"),
                Document.parse("{user_id: {$eq: 'u7'}, product: {$in: [0, 1]}}"),
                Document.parse("{user_id: 'u7', product: {$gt: 0}}"),
                Document.parse("{user_id: {$in: ['u7', 'u8']}, product: 1, _id: {$gt: 3}}"),
                Document.parse("{user_id: /^u99/}"),
                Document.parse("{user_id: null}"),
                Document.parse("{_id: {$ne: 5}, user_id: {$in: []}}"),
                eq("tags", "t3"),
                in("tags", "t3", "t6"),
                eq("tags", Arrays.asList("t3", "t3")));
        MongoCollection<Document> plain = session.collection("plain");
        plain.insertMany(rentals.find().into(new ArrayList<>()));
        for (Bson query : queries) {
            Document never = new Document("$and", List.of(query));
            assertThat(rentals.find(query).into(new ArrayList<>()))
                    .as("%s", query)
                    .isEqualTo(plain.find(never).into(new ArrayList<>()));
        }
    }

    @Test
    void anIndexServesEqualityOnItsFirstFields() {
        FieldIndex index = new FieldIndex(
                new IndexSpec("i", new de.bwaldvogel.mongo.bson.Document("a", 1).append("b", 1), true, false),
                new StoredMap(new MVStore.Builder().open().openMap("m"), new RedoBuffer()));
        assertThat(index.canHandle(query("{a: 1}"))).isTrue();
        assertThat(index.canHandle(query("{a: 1, b: {$gt: 1}, c: 1}"))).isTrue();
        assertThat(index.canHandle(query("{b: 1}"))).isFalse();
        assertThat(index.canHandle(query("{a: null}"))).isFalse();
        assertThat(index.canHandle(query("{a: [1]}"))).isFalse();
        assertThat(index.canHandle(query("{a: {x: 1}}"))).isFalse();
    }

    private static de.bwaldvogel.mongo.bson.Document query(String json) {
        RawBsonDocument raw = RawBsonDocument.parse(json);
        byte[] bytes = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(bytes);
        return BsonReader.document(bytes);
    }

    @Test
    void pipelinesMatchGroupSortLookUpUnwindAndProject() {
        List<Document> result = session.collection("rentals")
                .aggregate(List.of(
                        Document.parse("{$match: {user_id: {$in: ['u1', 'u2', 'u3']}}}"),
                        Document.parse(
                                "{$lookup: {from: 'customers', localField: 'user_id', foreignField: 'user_id', as: 'c'}}"),
                        Document.parse("{$unwind: '$c'}"),
                        Document.parse("{$group: {_id: '$c.city', n: {$sum: 1}, oldest: {$max: '$c.age'}}}"),
                        Document.parse("{$sort: {_id: -1}}"),
                        Document.parse("{$project: {city: '$_id', n: 1, oldest: 1, _id: 0}}")))
                .into(new ArrayList<>());

        assertThat(result)
                .containsExactly(
                        Document.parse("{n: 2, oldest: 11, city: 'c3'}"),
                        Document.parse("{n: 2, oldest: 74, city: 'c2'}"),
                        Document.parse("{n: 2, oldest: 37, city: 'c1'}"));
    }

    @Test
    void longResultsComeInBatches() {
        List<Document> all = session.collection("customers")
                .aggregate(List.of(Document.parse("{$match: {}}")))
                .batchSize(10)
                .into(new ArrayList<>());
        assertThat(all).hasSize(ROWS);
    }
}
