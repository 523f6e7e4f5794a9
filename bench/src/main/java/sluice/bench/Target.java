package sluice.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;

/** The collection that everybody loads into. */
final class Target {
    private final MongoClient client;
    private final String database;
    private final String collection;

    Target(MongoClient client, String database, String collection) {
        this.client = client;
        this.database = database;
        this.collection = collection;
    }

    /** Drops the collection and lets the server write out what it still has to, so that no run pays for another. */
    void reset() {
        client.getDatabase(database).drop();
        client.getDatabase("admin").runCommand(new Document("fsync", 1));
    }

    /** Makes the column unique. */
    void index(String column) {
        documents().createIndex(Indexes.ascending(column), new IndexOptions().unique(true));
    }

    /** The documents, counted one by one. */
    long count() {
        return documents().countDocuments();
    }

    /** The size of all documents, in bytes. */
    long bytes() {
        Document statistics = client.getDatabase(database).runCommand(new Document("collStats", collection));
        return statistics.get("size", Number.class).longValue();
    }

    /** Whether there is a unique index on the column. */
    boolean isUnique(String column) {
        for (Document index : documents().listIndexes()) {
            if (new Document(column, 1).equals(index.get("key")) && index.getBoolean("unique", false)) {
                return true;
            }
        }
        return false;
    }

    private MongoCollection<Document> documents() {
        return client.getDatabase(database).getCollection(collection);
    }
}
