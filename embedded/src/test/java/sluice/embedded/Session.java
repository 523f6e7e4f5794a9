package sluice.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.bson.Document;

/** A server on a directory and a client of it. */
final class Session implements AutoCloseable {
    private final EmbeddedServer server;
    private final MongoClient client;

    Session(Path directory) {
        server = EmbeddedServer.open(directory);
        client = MongoClients.create(server.connectionString());
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
    }
}
