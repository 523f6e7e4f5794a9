package sluice.server;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The driver's way to a database. Numbered writes go through a session of their own. */
final class SessionPort implements CommandPort {
    private final MongoClient client;
    private final MongoDatabase database;
    private @Nullable ClientSession session;

    SessionPort(MongoClient client, String database) {
        this.client = client;
        this.database = client.getDatabase(database);
    }

    @Override
    public BsonDocument run(BsonDocument command) {
        return session == null
                ? database.runCommand(command, BsonDocument.class)
                : database.runCommand(session, command, BsonDocument.class);
    }

    @Override
    public long nextNumber() {
        if (session == null) {
            session = client.startSession();
        }
        return session.getServerSession().advanceTransactionNumber();
    }

    @Override
    public BsonDocument administer(BsonDocument command) {
        return client.getDatabase("admin").runCommand(command, BsonDocument.class);
    }

    @Override
    public List<RawBsonDocument> find(String collection, BsonDocument filter) {
        return database.getCollection(collection, RawBsonDocument.class)
                .find(filter)
                .into(new ArrayList<>());
    }

    /** Ends the session, which the server would keep for half an hour. */
    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
