package sluice.server;

import com.mongodb.MongoException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonString;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a server is no longer at work on a command whose connection broke. A broken connection doesn't stop a
 * command, and without the server's retryable writes nothing else keeps it from writing an old value over a newer one, later. Each
 * command carries a comment, by which it is found among what is under way. Not thread-safe.
 */
public final class LostCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LostCommand.class);
    private static final long PAUSE_NANOS = 100_000_000L;
    /** A command that was received just before its connection broke may start a moment later: one look isn't enough. */
    private static final int LOOKS = 2;

    private final Server server;
    private final String prefix;
    private long number;

    public LostCommand(Server server) {
        this(server, comment(server.operation()) + UUID.randomUUID() + "-");
    }

    private LostCommand(Server server, String prefix) {
        this.server = server;
        this.prefix = prefix;
    }

    /** What the comments of an operation's commands begin with. */
    public static String comment(String operation) {
        return "sluice-" + operation + "-";
    }

    /** Ends all commands of an operation, whichever process sent them, and waits until they are ended. */
    static void awaitOf(Server server, String operation) {
        Document any = new Document("$regex", "^" + Pattern.quote(comment(operation)));
        new LostCommand(server, "").awaitEnd(server.retries().begin(), any);
    }

    /** A comment that no other command has. */
    public BsonString nextComment() {
        return new BsonString(prefix + ++number);
    }

    /**
     * Ends the last command where the server is still at work on it, and waits until it is. Where the user may not see what
     * is under way, nothing is waited for.
     *
     * @throws ServerException where time is up
     */
    public void awaitEnd(Retries.Retry retry) {
        awaitEnd(retry, prefix + number);
    }

    private void awaitEnd(Retries.Retry retry, Object comment) {
        int clear = 0;
        while (clear < LOOKS) {
            try {
                List<Document> underWay = underWay(comment);
                underWay.forEach(this::kill);
                clear = underWay.isEmpty() ? clear + 1 : 0;
            } catch (MongoException e) {
                if (!Failure.of(e).isRetried()) {
                    LOG.debug(
                            "What is under way can't be asked: {}",
                            server.secrets().redact(String.valueOf(e)));
                    return;
                }
                retry.await(e);
                clear = 0;
            }
            if (clear < LOOKS) {
                if (clear == 0 && retry.expired()) {
                    throw new ServerException("The " + server.name()
                            + " is still at work on a write whose connection broke, and time is up (--retry-for).");
                }
                Retries.sleep(PAUSE_NANOS);
            }
        }
    }

    private List<Document> underWay(Object comment) {
        Document question = new Document("currentOp", 1).append("$ownOps", true).append("command.comment", comment);
        return server.database("admin").runCommand(question).getList("inprog", Document.class, List.of());
    }

    private void kill(Document operation) {
        try {
            Object id = operation.get("opid");
            server.database("admin").runCommand(new Document("killOp", 1).append("op", id));
        } catch (MongoException e) {
            LOG.debug("The lost command can't be ended, only waited for", e);
        }
    }
}
