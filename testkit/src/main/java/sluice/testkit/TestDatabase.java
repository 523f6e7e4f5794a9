package sluice.testkit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database that one test has for itself: a new name, dropped at the end. As an extension of JUnit it ends with its test. */
public final class TestDatabase implements AutoCloseable, AfterEachCallback {
    private final String connectionString;
    private final MongoClient client;
    private final MongoDatabase database;

    private TestDatabase(String connectionString, MongoClient client) {
        this.connectionString = connectionString;
        this.client = client;
        this.database =
                client.getDatabase("test_" + UUID.randomUUID().toString().replace("-", ""));
    }

    /** A database on the server of this connection string. */
    public static TestDatabase on(String connectionString) {
        return new TestDatabase(connectionString, MongoClients.create(connectionString));
    }

    /** A database on this server: the way to one with TLS. */
    public static TestDatabase on(RealMongod server) {
        return new TestDatabase(server.connectionString(), server.client());
    }

    /** The database's name. */
    public String name() {
        return database.getName();
    }

    /** The database, through the driver. */
    public MongoDatabase database() {
        return database;
    }

    /** The server's connection string; it does not name the database. */
    public String connectionString() {
        return connectionString;
    }

    /** A collection, which need not exist. */
    public MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /** All documents of a collection, in the order of their {@code _id}. */
    public List<Document> documents(String collection) {
        return collection(collection).find().sort(Sorts.ascending("_id")).into(new ArrayList<>());
    }

    /** The documents of a collection, counted one by one. */
    public long count(String collection) {
        return collection(collection).countDocuments();
    }

    /** Drops the database. */
    @Override
    public void close() {
        try (client) {
            database.drop();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }
}
