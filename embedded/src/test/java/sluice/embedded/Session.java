package sluice.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import sluice.testkit.Folders;

/** A server on a directory and a client of it. As an extension of JUnit it ends with its test. */
final class Session implements AutoCloseable, AfterEachCallback {
    private final @Nullable Path temporary;
    private final EmbeddedServer server;
    private final MongoClient client;

    Session(Path directory) {
        this(directory, null, Store.CHECKPOINT_BYTES);
    }

    Session(Path directory, int checkpointBytes) {
        this(directory, null, checkpointBytes);
    }

    private Session(Path directory, @Nullable Path temporary, int checkpointBytes) {
        this.temporary = temporary;
        server = EmbeddedServer.open(directory, checkpointBytes);
        client = MongoClients.create(server.connectionString());
    }

    /** On a temporary directory. */
    static Session own() {
        Path directory = Folders.temporary("sluice-embedded");
        return new Session(directory, directory, Store.CHECKPOINT_BYTES);
    }

    MongoClient client() {
        return client;
    }

    EmbeddedServer server() {
        return server;
    }

    MongoDatabase database() {
        return client.getDatabase("test");
    }

    MongoCollection<Document> collection(String name) {
        return database().getCollection(name);
    }

    Document run(String command) {
        return database().runCommand(Document.parse(command));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        if (temporary != null) {
            Folders.delete(temporary);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }
}
