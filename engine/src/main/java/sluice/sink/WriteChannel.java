package sluice.sink;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.server.Failure;
import sluice.server.LostCommand;
import sluice.server.Retries;
import sluice.server.Server;
import sluice.server.ServerCodes;
import sluice.server.ServerErrors;
import sluice.server.ServerException;

/**
 * Sends write commands of one kind to one collection and waits until they are acknowledged. Not thread-safe: each worker
 * has its own, and while a write is under way holds a connection of its own.
 *
 * <p>A command that fails for a reason that passes by is sent again ({@link Retries}). On a replica set it is sent under the
 * same number, which makes the server do each of its statements once (the server's retryable writes); a session serves one
 * command at a time there, so the second try waits for the first where that is still under way. Elsewhere the outcome of
 * a try whose reply was lost isn't known ({@link Reply#repeated}), and where order counts, the next try waits until the
 * server is no longer at work on the lost one ({@link LostCommand}).
 */
final class WriteChannel implements AutoCloseable {
    private final Server server;
    private final MongoDatabase database;
    private final @Nullable ClientSession session;
    private final @Nullable LostCommand lost;
    private final BsonDocument head;

    /**
     * What the server says to a command.
     *
     * @param body its reply; {@code {code, errmsg}} where it refuses the command as a whole
     * @param refused whether it refuses the command as a whole, which may be the fault of one document
     * @param repeated whether an earlier try may have been carried out already, and the reply doesn't tell
     */
    record Reply(BsonDocument body, boolean refused, boolean repeated) {
        /** The errors of single documents. */
        BsonArray errors() {
            return body.getArray("writeErrors", new BsonArray());
        }
    }

    /**
     * A channel.
     *
     * @param inOrder whether a write must not be overtaken by a later one
     */
    WriteChannel(Server server, String database, String command, String collection, boolean inOrder) {
        this.server = server;
        this.database = server.database(database);
        session = server.retryableSession();
        lost = inOrder && session == null && server.takesComments() ? new LostCommand(server) : null;
        head = new BsonDocument(command, new BsonString(collection))
                .append("ordered", BsonBoolean.FALSE)
                .append("writeConcern", this.database.getWriteConcern().asDocument());
        if (server.takesComments() && !server.operation().isEmpty()) {
            head.append("comment", new BsonString(LostCommand.comment(server.operation())));
        }
    }

    /** For a command that is sent now. */
    Retries.Retry begin() {
        return server.retries().begin();
    }

    /**
     * Sends a command, and again while that helps.
     *
     * @param command makes it of its first fields
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    Reply send(Retries.Retry retry, Function<BsonDocument, RawBsonDocument> command) {
        if (session != null) {
            head.put("txnNumber", new BsonInt64(session.getServerSession().advanceTransactionNumber()));
        }
        if (lost != null) {
            head.put("comment", lost.nextComment());
        }
        RawBsonDocument finished = command.apply(head);
        boolean repeated = false;
        while (true) {
            try {
                BsonDocument reply = run(finished);
                BsonDocument unconfirmed =
                        reply.containsKey("writeConcernError") ? reply.getDocument("writeConcernError") : null;
                if (unconfirmed == null) {
                    retry.succeeded();
                    return new Reply(reply, false, repeated);
                }
                ServerException failure = failed("could not confirm a write.", unconfirmed);
                int code = unconfirmed.getNumber("code", new BsonInt32(0)).intValue();
                if (!ServerCodes.isRetried(code)) {
                    throw failure;
                }
                repeated = session == null;
                retry.await(failure, "the write was not confirmed (" + code + ")");
            } catch (BsonMaximumSizeExceededException e) {
                return refused(ServerCodes.TOO_LARGE, String.valueOf(e.getMessage()), repeated);
            } catch (MongoException e) {
                Failure failure = Failure.of(e);
                if (failure == Failure.DOCUMENT || failure == Failure.UNFAMILIAR) {
                    retry.succeeded();
                    return refused(e.getCode(), ServerErrors.text(e), repeated || failure == Failure.UNFAMILIAR);
                }
                repeated |= session == null && failure != Failure.NOT_SENT;
                retry.await(e);
                if (failure == Failure.UNKNOWN && lost != null) {
                    lost.awaitEnd(retry);
                }
            }
        }
    }

    private static Reply refused(int code, String message, boolean repeated) {
        return new Reply(
                new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString(message)),
                true,
                repeated);
    }

    /** An exception for what the server says. */
    ServerException failed(String what, BsonDocument details) {
        return new ServerException(
                "The " + server.name() + " " + what + " " + server.secrets().redact(details.toJson()));
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
