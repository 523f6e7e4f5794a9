package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ConcurrencyTest {
    private static final int WRITERS = 8;
    private static final int BATCHES = 20;
    private static final int BATCH = 100;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void eightWritersLoseNothing(int collections) throws Exception {
        try (Session session = new Session(directory)) {
            for (int i = 0; i < collections; i++) {
                session.collection("c" + i).createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
            }
            together(writer -> {
                MongoCollection<RawBsonDocument> collection =
                        session.database().getCollection("c" + writer % collections, RawBsonDocument.class);
                for (int batch = 0; batch < BATCHES; batch++) {
                    List<RawBsonDocument> documents = new ArrayList<>();
                    for (int i = 0; i < BATCH; i++) {
                        int row = (writer * BATCHES + batch) * BATCH + i;
                        documents.add(Samples.raw(row, "u" + row));
                    }
                    collection.insertMany(documents);
                    collection.find().limit(300).into(new ArrayList<>());
                }
            });
        }
        try (Session session = new Session(directory)) {
            long total = 0;
            for (int i = 0; i < collections; i++) {
                MongoCollection<Document> collection = session.collection("c" + i);
                assertThat(collection.find().into(new ArrayList<>())).hasSize((int) collection.countDocuments());
                total += collection.countDocuments();
            }
            assertThat(total).isEqualTo(WRITERS * BATCHES * BATCH);
        }
    }

    @Test
    void ofWritersOfTheSameKeyExactlyOneWins() throws Exception {
        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("c");
            collection.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
            AtomicInteger won = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            together(writer -> {
                for (int key = 0; key < 100; key++) {
                    try {
                        collection.insertOne(new Document("k", key).append("writer", writer));
                        won.incrementAndGet();
                    } catch (MongoWriteException e) {
                        assertThat(e.getError().getCode()).isEqualTo(11000);
                        refused.incrementAndGet();
                    }
                }
            });
            assertThat(won).hasValue(100);
            assertThat(refused).hasValue(700);
            assertThat(collection.countDocuments()).isEqualTo(100);
        }
    }

    @Test
    void readersSeeWholeDocumentsWhileTheyAreReplaced() throws Exception {
        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("c");
            collection.createIndex(Indexes.ascending("v"));
            collection.insertOne(Document.parse("{_id: 1, v: 0, w: 0}"));
            together(worker -> {
                for (int i = 0; i < 200; i++) {
                    if (worker == 0) {
                        collection.updateOne(new Document("_id", 1), Document.parse("{$inc: {v: 1, w: 1}}"));
                    } else {
                        Document found = collection.find(new Document("_id", 1)).first();
                        assertThat(found).isNotNull();
                        assertThat(found.get("v")).isEqualTo(found.get("w"));
                    }
                }
            });
            assertThat(collection.countDocuments(new Document("v", 200))).isEqualTo(1);
        }
    }

    private static void together(IntConsumer task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                running.add(threads.submit(() -> task.accept(number)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
