package sluice.server;

import com.mongodb.MongoException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a server has ended a command whose connection broke. A broken connection doesn't stop a command, and without
 * the server's retryable writes nothing else keeps it from writing an old value over a newer one, later. Each command
 * carries a comment, by which it is found among what is under way. Not thread-safe.
 */
public final class LostCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LostCommand.class);
    private static final long PAUSE_NANOS = 100_000_000L;
    /** A command that was received just before its connection broke may start a moment later: one look isn't enough. */
    private static final int LOOKS = 2;

    private final WriteAccess access;
    private final String prefix;
    private long number;

    /** For the commands of one worker. */
    public LostCommand(WriteAccess access) {
        this(access, comment(access.terms().operation()) + UUID.randomUUID() + "-");
    }

    private LostCommand(WriteAccess access, String prefix) {
        this.access = access;
        this.prefix = prefix;
    }

    /** What the comments of an operation's commands begin with. */
    public static String comment(String operation) {
        return "sluice-" + operation + "-";
    }

    /** Ends all commands of an operation, whichever process sent them, and waits until they have ended. */
    static void awaitOf(WriteAccess access, String operation) {
        String begin = "^" + Pattern.quote(comment(operation));
        new LostCommand(access, "")
                .awaitEnd(access.retries().begin(), new BsonDocument("$regex", new BsonString(begin)));
    }

    /** A comment that no other command has. */
    public BsonString nextComment() {
        return new BsonString(prefix + ++number);
    }

    /**
     * Ends the last command if the server is still carrying it out, and waits until it has ended. If the user may not see
     * what is under way, this doesn't wait.
     *
     * @throws ServerException if time is up
     */
    public void awaitEnd(Retries.Retry retry) {
        awaitEnd(retry, new BsonString(prefix + number));
    }

    private void awaitEnd(Retries.Retry retry, BsonValue comment) {
        int clear = 0;
        while (clear < LOOKS) {
            try {
                List<BsonValue> underWay = underWay(comment);
                underWay.forEach(operation -> kill(operation.asDocument()));
                clear = underWay.isEmpty() ? clear + 1 : 0;
            } catch (MongoException e) {
                if (!Failure.of(e).isRetried()) {
                    LOG.debug(
                            "What is under way can't be asked: {}",
                            access.retries().errors().secrets().redact(String.valueOf(e)));
                    return;
                }
                retry.await(e);
                clear = 0;
            }
            if (clear < LOOKS) {
                if (clear == 0 && retry.expired()) {
                    throw new ServerException("The " + access.retries().errors().server()
                            + " is still at work on a write whose connection broke, and time is up (--retry-for).");
                }
                access.retries().pause(PAUSE_NANOS);
            }
        }
    }

    private List<BsonValue> underWay(BsonValue comment) {
        return access.port()
                .administer(new BsonDocument("currentOp", new BsonInt32(1))
                        .append("$ownOps", BsonBoolean.TRUE)
                        .append("command.comment", comment))
                .getArray("inprog", new BsonArray());
    }

    private void kill(BsonDocument operation) {
        try {
            access.port().administer(new BsonDocument("killOp", new BsonInt32(1)).append("op", operation.get("opid")));
        } catch (MongoException e) {
            LOG.debug("The lost command can't be ended, only waited for", e);
        }
    }
}
