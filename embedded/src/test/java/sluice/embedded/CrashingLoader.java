package sluice.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/** Inserts batches for ever and prints the number of each when it is acknowledged: a process to be killed. */
final class CrashingLoader {
    static final int BATCH = 250;

    private CrashingLoader() {}

    static String key(int row) {
        return Long.toHexString(row * 0x9E3779B97F4A7C15L);
    }

    public static void main(String[] arguments) {
        try (EmbeddedServer server = EmbeddedServer.open(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
                MongoClient client = MongoClients.create(server.connectionString())) {
            MongoCollection<RawBsonDocument> collection =
                    client.getDatabase("test").getCollection("customers", RawBsonDocument.class);
            collection.createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
            int batch = (int) (collection.countDocuments() / BATCH);
            while (true) {
                List<RawBsonDocument> documents = new ArrayList<>();
                for (int row = batch * BATCH; row < (batch + 1) * BATCH; row++) {
                    documents.add(Samples.raw(row, key(row)));
                }
                collection.insertMany(documents);
                batch++;
                System.out.println(batch);
            }
        }
    }
}
