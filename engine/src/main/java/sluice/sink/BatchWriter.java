package sluice.sink;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.EncodedChunk;
import sluice.reject.Reject;

/**
 * Inserts batches and waits until they are acknowledged. Not thread-safe: each worker has its own, and while a write is
 * under way holds a connection of its own.
 *
 * <p>One batch is one command and one message, so a failure tells of one batch only. On a replica set it is sent once
 * more, at once, after a broken connection or where the server is no primary any more, under the number that makes the
 * server do it once (the server's retryable writes).
 */
public final class BatchWriter implements AutoCloseable {
    /** A command is a document of at most 16 MiB; only a single document as large as that may fill it alone. */
    public static final int MAX_BATCH_BYTES = 15 << 20;

    private final Server server;
    private final MongoDatabase database;
    private final @Nullable ClientSession session;
    private final BsonDocument head;
    private final WriteErrors errors;

    /**
     * A writer for one collection.
     *
     * @param generatedIds whether {@code _id} is ours, so that a duplicate of it is a document of this operation
     */
    public BatchWriter(Server server, String database, String collection, boolean generatedIds) {
        this.server = server;
        this.database = server.database(database);
        session = server.retryableSession();
        errors = new WriteErrors(generatedIds);
        head = new BsonDocument("insert", new BsonString(collection))
                .append("ordered", BsonBoolean.FALSE)
                .append("writeConcern", this.database.getWriteConcern().asDocument());
    }

    /**
     * Inserts the documents {@code from} to {@code to}, exclusive.
     *
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    public BatchResult write(EncodedChunk chunk, int from, int to) {
        BsonDocument reply = send(command(chunk, from, to));
        if (reply.containsKey("writeConcernError")) {
            throw new ServerException("The " + server.name() + " could not confirm a write. "
                    + server.secrets()
                            .redact(reply.getDocument("writeConcernError").toJson()));
        }
        BsonArray failed = reply.getArray("writeErrors", new BsonArray());
        int alreadyThere = 0;
        List<Reject> rejects = new ArrayList<>();
        for (BsonValue value : failed) {
            BsonDocument error = value.asDocument();
            if (errors.isServersFault(error, failed.size() == to - from)) {
                throw new ServerException("The " + server.name() + " reports an error. "
                        + server.secrets().redact(error.toJson()));
            }
            if (errors.isOwnDocument(error)) {
                alreadyThere++;
            } else {
                rejects.add(errors.reject(error, chunk, from));
            }
        }
        int inserted = to - from - failed.size();
        int acknowledged = reply.getNumber("n").intValue();
        if (acknowledged != inserted) {
            throw new ServerException("The " + server.name() + " says that it inserted " + acknowledged + " of "
                    + (to - from) + " documents, but names " + failed.size() + " that it did not.");
        }
        return new BatchResult(inserted, alreadyThere, rejects);
    }

    private RawBsonDocument command(EncodedChunk chunk, int from, int to) {
        if (session != null) {
            head.put("txnNumber", new BsonInt64(session.getServerSession().advanceTransactionNumber()));
        }
        return chunk.command(head, "documents", from, to);
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
