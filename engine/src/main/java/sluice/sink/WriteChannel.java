package sluice.sink;

import com.mongodb.MongoException;
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
import sluice.server.ServerCodes;
import sluice.server.ServerErrors;
import sluice.server.ServerException;
import sluice.server.WriteAccess;
import sluice.server.WriteTerms;

/**
 * Sends write commands of one kind to one collection and waits until they are acknowledged. Not thread-safe: each worker
 * has its own.
 *
 * <p>A command that fails with a transient error is sent again ({@link Retries}). To a replica set it is sent under the same
 * number, which makes the server do each of its statements once (the server's retryable writes); a session serves one
 * command at a time there, so the second try waits for the first if that is still under way. Elsewhere the outcome of a try
 * whose reply was lost isn't known ({@link Reply#repeated}), and if order counts, the next try waits until the server has
 * ended the lost one ({@link LostCommand}).
 */
final class WriteChannel {
    private final WriteAccess access;
    private final @Nullable LostCommand lost;
    private final BsonDocument head;

    /**
     * What the server says to a command.
     *
     * @param body its reply; {@code {code, errmsg}} if it refuses the command as a whole
     * @param refused whether it refuses the command as a whole, which may be the fault of one document
     * @param repeated whether an earlier try may have been carried out already, and the reply doesn't tell
     */
    record Reply(BsonDocument body, boolean refused, boolean repeated) {
        /** The errors of single documents. */
        BsonArray errors() {
            return body.getArray("writeErrors", new BsonArray());
        }

        /** How many documents the server counts. */
        int acknowledged() {
            return body.getNumber("n").intValue();
        }
    }

    /**
     * A channel.
     *
     * @param inOrder whether a write must not be overtaken by a later one
     */
    WriteChannel(WriteAccess access, String command, String collection, boolean inOrder) {
        this.access = access;
        WriteTerms terms = access.terms();
        lost = inOrder && !terms.numbered() && terms.comments() ? new LostCommand(access) : null;
        head = new BsonDocument(command, new BsonString(collection))
                .append("ordered", BsonBoolean.FALSE)
                .append("writeConcern", terms.concern());
        if (terms.comments() && !terms.operation().isEmpty()) {
            head.append("comment", new BsonString(LostCommand.comment(terms.operation())));
        }
    }

    /** For a command that is sent now. */
    Retries.Retry begin() {
        return access.retries().begin();
    }

    /**
     * Sends a command, and again as long as that helps.
     *
     * @param command makes it of its first fields
     * @throws ServerException if the server fails for a reason that is not a document's fault
     */
    Reply send(Retries.Retry retry, Function<BsonDocument, RawBsonDocument> command) {
        boolean numbered = access.terms().numbered();
        if (numbered) {
            head.put("txnNumber", new BsonInt64(access.port().nextNumber()));
        }
        if (lost != null) {
            head.put("comment", lost.nextComment());
        }
        RawBsonDocument finished = command.apply(head);
        boolean repeated = false;
        while (true) {
            try {
                BsonDocument reply = access.port().run(finished);
                if (!reply.containsKey("writeConcernError")) {
                    retry.succeeded();
                    return new Reply(reply, false, repeated);
                }
                awaitConfirmation(retry, reply.getDocument("writeConcernError"));
                repeated = !numbered;
            } catch (BsonMaximumSizeExceededException e) {
                return refused(ServerCodes.TOO_LARGE, String.valueOf(e.getMessage()), repeated);
            } catch (MongoException e) {
                Failure failure = Failure.of(e);
                if (failure == Failure.DOCUMENT || failure == Failure.UNFAMILIAR) {
                    retry.succeeded();
                    return refused(e.getCode(), ServerErrors.text(e), repeated || failure == Failure.UNFAMILIAR);
                }
                repeated |= !numbered && failure != Failure.NOT_SENT;
                retry.await(e);
                if (failure == Failure.UNKNOWN && lost != null) {
                    lost.awaitEnd(retry);
                }
            }
        }
    }

    /** The write was carried out, but is not as safe as it should be. */
    private void awaitConfirmation(Retries.Retry retry, BsonDocument unconfirmed) {
        ServerException failure = failed("could not confirm a write.", unconfirmed);
        int code = unconfirmed.getNumber("code", new BsonInt32(0)).intValue();
        if (!ServerCodes.isRetried(code)) {
            throw failure;
        }
        retry.await(failure, "the write was not confirmed (" + code + ")");
    }

    private static Reply refused(int code, String message, boolean repeated) {
        return new Reply(
                new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString(message)),
                true,
                repeated);
    }

    /** An exception for what the server says. */
    ServerException failed(String what, BsonDocument details) {
        return access.retries().errors().failed(what, details);
    }
}
