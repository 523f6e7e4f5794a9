package sluice.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;

/**
 * Prints how fast documents of 9 fields and about 160 bytes are inserted in batches of 1,000, client and server in one process.
 *
 * <p>Arguments: rows, connections, {@code random} or {@code rising} unique keys, {@code journal} or {@code memory}.
 */
final class InsertSpeed {
    private static final int BATCH = 1000;

    private InsertSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        int connections = Integer.parseInt(arguments[1]);
        boolean random = arguments[2].equals("random");
        boolean journal = arguments[3].equals("journal");
        Path directory = Files.createTempDirectory("insert-speed");
        long opening = System.nanoTime();
        try (EmbeddedServer server = EmbeddedServer.open(directory);
                MongoClient client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(server.connectionString()))
                        .build())) {
            System.out.printf(Locale.ROOT, "opened in %.3f s%n", (System.nanoTime() - opening) / 1e9);
            MongoCollection<RawBsonDocument> collection = client.getDatabase("test")
                    .getCollection("customers", RawBsonDocument.class)
                    .withWriteConcern(journal ? WriteConcern.MAJORITY.withJournal(true) : WriteConcern.W1);
            collection.createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
            long start = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                int from = number;
                Thread thread = new Thread(() -> insert(collection, rows, from, connections, random));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows (counted %,d) in %.2f s: %,.0f rows/s, heap %d MB, directory %d MB%n",
                    rows,
                    collection.countDocuments(),
                    seconds,
                    rows / seconds,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
                    size(directory) >> 20);
        }
        opening = System.nanoTime();
        EmbeddedServer.open(directory).close();
        System.out.printf(
                Locale.ROOT,
                "opened and closed in %.3f s, %d MB%n",
                (System.nanoTime() - opening) / 1e9,
                size(directory) >> 20);
    }

    private static void insert(
            MongoCollection<RawBsonDocument> collection, int rows, int from, int step, boolean random) {
        Random keys = new Random(from);
        for (int batch = from; batch < rows / BATCH; batch += step) {
            List<RawBsonDocument> documents = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                int row = batch * BATCH + i;
                String key = random ? Long.toHexString(keys.nextLong()) : String.format(Locale.ROOT, "%012d", row);
                documents.add(Samples.raw(row, key));
            }
            collection.insertMany(documents);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
