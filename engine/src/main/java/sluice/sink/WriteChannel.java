package sluice.sink;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Sends write commands of one kind to one collection and waits until they are acknowledged. Not thread-safe: each worker
 * has its own, and while a write is under way holds a connection of its own.
 *
 * <p>On a replica set a command is sent once more, at once, after a broken connection or where the server is no primary
 * any more, under the number that makes the server do it once (the server's retryable writes).
 */
final class WriteChannel implements AutoCloseable {
    private final Server server;
    private final MongoDatabase database;
    private final @Nullable ClientSession session;
    private final BsonDocument head;

    WriteChannel(Server server, String database, String command, String collection) {
        this.server = server;
        this.database = server.database(database);
        session = server.retryableSession();
        head = new BsonDocument(command, new BsonString(collection))
                .append("ordered", BsonBoolean.FALSE)
                .append("writeConcern", this.database.getWriteConcern().asDocument());
    }

    /**
     * Sends a command.
     *
     * @param command makes it of its first fields
     * @return the server's reply, in which only single documents failed
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    BsonDocument send(Function<BsonDocument, RawBsonDocument> command) {
        if (session != null) {
            head.put("txnNumber", new BsonInt64(session.getServerSession().advanceTransactionNumber()));
        }
        BsonDocument reply = send(command.apply(head));
        if (reply.containsKey("writeConcernError")) {
            throw failed("could not confirm a write.", reply.getDocument("writeConcernError"));
        }
        return reply;
    }

    /** The errors of single documents in a reply. */
    static BsonArray errors(BsonDocument reply) {
        return reply.getArray("writeErrors", new BsonArray());
    }

    /** An exception for what the server says. */
    ServerException failed(String what, BsonDocument details) {
        return new ServerException(
                "The " + server.name() + " " + what + " " + server.secrets().redact(details.toJson()));
    }

    private BsonDocument send(RawBsonDocument command) {
        try {
            try {
                return run(command);
            } catch (MongoSocketException | MongoNotPrimaryException | MongoNodeIsRecoveringException e) {
                if (session == null) {
                    throw e;
                }
                return run(command);
            }
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private BsonDocument run(RawBsonDocument command) {
        return session == null
                ? database.runCommand(command, BsonDocument.class)
                : database.runCommand(session, command, BsonDocument.class);
    }

    /** Ends the session, which the server would keep for half an hour. */
    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
