package sluice.server;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a MongoDB server that answered and takes our credentials. Thread-safe. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /** How long a load that gives up tries to end its writes. */
    private static final Duration PARTING = Duration.ofSeconds(10);

    private final Connection connection;
    private final Retries retries;
    private final String operation;
    private final int restartsBefore;

    private Server(Connection connection, Retries retries, String operation, int restartsBefore) {
        this.connection = connection;
        this.retries = retries;
        this.operation = operation;
        this.restartsBefore = restartsBefore;
    }

    /**
     * Connects, and asks the server who it is.
     *
     * @throws ServerException if the connection string is wrong, no server answers in time, or it refuses us
     */
    public static Server connect(ServerOptions options) {
        Connection connection = Connector.connect(options);
        return new Server(connection, Retries.of(Duration.ZERO, connection.errors()), "", 0);
    }

    /**
     * The same server, to which commands that fail with a transient error are sent again. Restarts and retries are noted anew.
     *
     * @param limit for how long, from when a command was sent first; zero for never
     */
    public Server retrying(Duration limit) {
        return new Server(
                connection,
                Retries.of(limit, connection.errors()),
                operation,
                connection.restarts().restarts().size());
    }

    /** The same server, to which writes carry the id of an operation, so that they can be found there. */
    public Server writingFor(String id) {
        return new Server(connection, retries, id, restartsBefore);
    }

    /** What kind of server it is, and where. */
    public ServerIdentity identity() {
        return connection.identity();
    }

    /** The identity as one line for the user, without credentials; it says what is not checked of the server's certificate. */
    public String description() {
        String weakness = connection.trust().weakness();
        String identity = connection.identity().description();
        return weakness.isEmpty() ? identity : identity + ", over " + weakness;
    }

    /** What to call the server in a sentence, after "the". */
    public String name() {
        return connection.errors().server();
    }

    /** Takes secrets out of texts. */
    public Secrets secrets() {
        return connection.errors().secrets();
    }

    /** A database, with documents as maps, for everything but the hot path. */
    public MongoDatabase database(String name) {
        return connection.client().getDatabase(name);
    }

    /** Databases as a whole. */
    public Databases databases() {
        return new Databases(connection.client(), connection.errors());
    }

    /** A way to write to a database, for one worker; to be closed. */
    public WriteAccess writing(String database) {
        Abilities abilities = connection.abilities();
        WriteTerms terms = new WriteTerms(
                database(database).getWriteConcern().asDocument(),
                abilities.retryableWrites(),
                abilities.comments(),
                operation);
        return new WriteAccess(new SessionPort(connection.client(), database), terms, retries);
    }

    /**
     * Ends the writes of an operation that the server is still carrying out, and waits until they have ended: a command
     * outlives the process that sent it, and could write an old value over a newer one. If the user may not see what is
     * under way, this doesn't wait.
     *
     * @param id the operation's
     * @throws ServerException if time is up
     */
    public void awaitWrites(String id) {
        if (connection.abilities().comments()) {
            try (WriteAccess access = writing("admin")) {
                LostCommand.awaitOf(access, id);
            }
        }
    }

    /**
     * Ends the writes of this server's operation, as a load does before it gives up: nobody is there any more who would wait
     * for them. Takes some seconds at most.
     *
     * @return whether none is under way any more; false if the server can't be asked
     */
    public boolean endWrites() {
        try {
            retrying(PARTING).awaitWrites(operation);
            return true;
        } catch (ServerException e) {
            LOG.warn("What is still being written can't be ended: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Runs work in a transaction if the server has transactions, so that all of it takes effect or nothing; otherwise
     * without one.
     *
     * @param work gets the transaction's session, or null if there is none; may run more than once
     * @throws ServerException if the server refuses or fails
     */
    public <T> T inTransaction(Function<@Nullable ClientSession, T> work) {
        try {
            if (!connection.abilities().transactions()) {
                return work.apply(null);
            }
            try (ClientSession session = connection.client().startSession()) {
                return session.withTransaction(() -> work.apply(session));
            }
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    /** Sends again what fails with a transient error. */
    public Retries retries() {
        return retries;
    }

    /** What was sent again since {@link #retrying}; of use during and after a load. */
    public RetryLog retryLog() {
        return retries.log();
    }

    /**
     * The server's restarts that were noticed since {@link #retrying}, or since the connection was made, in order. A server that was killed comes back
     * without what it had not written to its journal.
     */
    public List<Restart> restarts() {
        List<Restart> all = connection.restarts().restarts();
        return all.subList(restartsBefore, all.size());
    }

    /**
     * Runs something that may take the server longer than any time-out, such as building an index. Gives up only if the
     * server doesn't answer other questions either.
     *
     * @param work gets the database on a connection without read time-out; may run more than once
     * @throws ServerException if it fails for good
     */
    public <T> T atLength(String database, Function<MongoDatabase, T> work) {
        return retries.ask(() -> connection.longWork().run(database, work));
    }

    /** Turns a driver's exception into one whose message is for the user. */
    public ServerException translate(MongoException e) {
        return connection.errors().translate(e);
    }

    @Override
    public void close() {
        connection.longWork().close();
        connection.client().close();
    }
}
