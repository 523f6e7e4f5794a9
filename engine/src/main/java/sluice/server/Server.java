package sluice.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.plan.CollectionPlan;

/** A connection to a MongoDB server that answered and takes our credentials. Thread-safe. */
public final class Server implements AutoCloseable {
    /** A reply to a write that doesn't come by then never will; the write is sent again, which does no harm. */
    private static final int READ_TIMEOUT_SECONDS = 30;

    /** The first server that takes a comment in write commands: 4.4. */
    private static final int WIRE_VERSION_WITH_COMMENTS = 9;

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final MongoClient client;
    private final Secrets secrets;
    private final ServerErrors errors;
    private final String description;
    private final Abilities abilities;
    private final RestartWatch restarts;
    private final LongWork longWork;
    private final String operation;
    private final Retries retries;

    /**
     * What the server can do.
     *
     * @param retryableWrites whether a write can be sent twice under one number and is done once
     * @param transactions whether it has them
     * @param comments whether a write command may carry a comment, by which it is found among what is under way
     */
    private record Abilities(boolean retryableWrites, boolean transactions, boolean comments) {}

    private Server(
            MongoClient client,
            Secrets secrets,
            ServerErrors errors,
            String description,
            Abilities abilities,
            RestartWatch restarts,
            LongWork longWork,
            Retries retries,
            String operation) {
        this.client = client;
        this.operation = operation;
        this.secrets = secrets;
        this.errors = errors;
        this.description = description;
        this.abilities = abilities;
        this.restarts = restarts;
        this.longWork = longWork;
        this.retries = retries;
    }

    /**
     * Connects, and asks the server who it is.
     *
     * @throws ServerException where the connection string is wrong, no server answers in time, or it refuses us
     */
    public static Server connect(ServerOptions options) {
        Secrets secrets = Secrets.of(options.uri());
        UriOptions.check(options.uri());
        ConnectionString uri = connectionString(options, secrets);
        String label = options.label();
        String subject = label == null ? "server at " + String.join(",", uri.getHosts()) : label;
        ServerErrors errors = new ServerErrors(subject, secrets, timeout(options, uri));
        RestartWatch restarts = new RestartWatch();
        MongoClientSettings settings = settings(options, uri, restarts);
        MongoClient client = MongoClients.create(settings);
        try {
            BsonDocument build = command(client, "buildInfo");
            BsonDocument hello = command(client, "hello");
            String version = build.getString("version", new BsonString("?")).getValue();
            String description = label == null
                    ? "MongoDB " + version + ", " + topology(hello) + ", at " + String.join(",", uri.getHosts())
                    : label;
            boolean transactions = hello.containsKey("logicalSessionTimeoutMinutes")
                    && !topology(hello).equals("standalone");
            boolean retryable = transactions && !Boolean.FALSE.equals(uri.getRetryWritesValue());
            boolean comments =
                    hello.getInt32("maxWireVersion", new BsonInt32(0)).getValue() >= WIRE_VERSION_WITH_COMMENTS;
            return new Server(
                    client,
                    secrets,
                    errors,
                    description,
                    new Abilities(retryable, transactions, comments),
                    restarts,
                    new LongWork(client, settings),
                    new Retries(Duration.ZERO, errors, new RetryLog()),
                    "");
        } catch (MongoException e) {
            client.close();
            throw errors.translate(e);
        }
    }

    /**
     * The same server, for which everything that fails for a reason that passes by is sent again.
     *
     * @param limit for how long, from when it was sent first; zero for never
     */
    public Server retrying(Duration limit) {
        return new Server(
                client,
                secrets,
                errors,
                description,
                abilities,
                restarts,
                longWork,
                new Retries(limit, errors, new RetryLog()),
                operation);
    }

    /** The same, whose writes carry the id of an operation, so that they can be told on the server. */
    public Server writingFor(String id) {
        return new Server(client, secrets, errors, description, abilities, restarts, longWork, retries, id);
    }

    /** Whether what is acknowledged outlives the server's own death: by its journal, or on a majority of a replica set. */
    public boolean keepsWhatItAcknowledges(String database) {
        WriteConcern concern = client.getDatabase(database).getWriteConcern();
        boolean majority = "majority".equals(concern.getWObject());
        return Boolean.TRUE.equals(concern.getJournal()) || (majority && !Boolean.FALSE.equals(concern.getJournal()));
    }

    /** The id of the operation that writes, or an empty text. */
    public String operation() {
        return operation;
    }

    /**
     * Ends the writes of an operation that the server is still at work on, and waits until they are: a command outlives the
     * process that sent it, and could write an old value over a newer one. Where the user may not see what is under
     * way, nothing is waited for.
     *
     * @param id the operation's
     * @throws ServerException where time is up
     */
    public void awaitWrites(String id) {
        if (abilities.comments) {
            LostCommand.awaitOf(this, id);
        }
    }

    private static ConnectionString connectionString(ServerOptions options, Secrets secrets) {
        try {
            return new ConnectionString(withoutCaFile(options.uri()));
        } catch (IllegalArgumentException e) {
            // The reader quotes what it stumbles over, which may be a part of a password.
            String detail = Secrets.isQuotable(options.uri())
                    ? secrets.redact(String.valueOf(e.getMessage()))
                    : "user, password, host or options are not as they should be, which of them is not shown, for it may"
                            + " hold a part of a password.";
            throw new ServerException("The connection string can't be read: " + detail
                    + " It looks like mongodb://user:password@host:27017/?option=value,"
                    + " with : / ? # [ ] @ of user and password percent-encoded.");
        } catch (MongoException e) {
            throw new ServerException("The connection string's host can't be looked up: "
                    + secrets.redact(String.valueOf(e.getMessage())));
        }
    }

    /** Other drivers and mongoimport know this option; the Java driver warns of it on every start. */
    private static String withoutCaFile(String uri) {
        return uri.replaceAll("(?i)tlsCAFile=[^&]*&?", "").replaceAll("[?&]$", "");
    }

    private static @Nullable Path caFile(ServerOptions options) {
        if (options.caFile() != null) {
            return options.caFile();
        }
        Matcher matcher = Pattern.compile("(?i)[?&]tlsCAFile=([^&]*)").matcher(options.uri());
        return matcher.find() ? Path.of(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8)) : null;
    }

    private static MongoClientSettings settings(ServerOptions options, ConnectionString uri, RestartWatch restarts) {
        int timeout = (int) timeout(options, uri).toMillis();
        Path caFile = caFile(options);
        MongoClientSettings.Builder builder = MongoClientSettings.builder()
                .applicationName("sluice")
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyConnectionString(uri)
                // What is checked must not be older than what was written.
                .readPreference(ReadPreference.primary())
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(timeout, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(timeout, TimeUnit.MILLISECONDS))
                .applyToServerSettings(server -> server.addServerListener(restarts))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(options.connections() + 2));
        if (uri.getSocketTimeout() == null) {
            builder.applyToSocketSettings(socket -> socket.readTimeout(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }
        if (caFile != null) {
            SSLContext context = TrustedCertificates.of(caFile);
            builder.applyToSslSettings(ssl -> ssl.enabled(true).context(context));
        }
        WriteConcern concern = uri.getWriteConcern();
        if (concern != null && !concern.isAcknowledged()) {
            throw new ServerException("The connection string asks for unacknowledged writes (w=0): a load could not say"
                    + " what arrived. Leave it out or write w=majority.");
        }
        return builder.build();
    }

    private static Duration timeout(ServerOptions options, ConnectionString uri) {
        Duration given = options.timeout();
        Integer inUri = uri.getServerSelectionTimeout();
        return given != null ? given : inUri != null ? Duration.ofMillis(inUri) : ServerOptions.DEFAULT_TIMEOUT;
    }

    private static BsonDocument command(MongoClient client, String name) {
        return client.getDatabase("admin").runCommand(new BsonDocument(name, new BsonInt32(1)), BsonDocument.class);
    }

    private static String topology(BsonDocument hello) {
        if (hello.containsKey("setName")) {
            return "replica set " + hello.getString("setName").getValue();
        }
        boolean router =
                hello.containsKey("msg") && hello.getString("msg").getValue().equals("isdbgrid");
        return router ? "sharded cluster" : "standalone";
    }

    /** What it is and where, without credentials. */
    public String description() {
        return description;
    }

    /** What to call it in a sentence, to stand after "the". */
    public String name() {
        return errors.server();
    }

    /** Takes secrets out of texts. */
    public Secrets secrets() {
        return secrets;
    }

    /** A database, with documents as maps, for everything but the hot path. */
    public MongoDatabase database(String name) {
        return client.getDatabase(name);
    }

    /**
     * Whether a database of this name holds no collection, or isn't there.
     *
     * @throws ServerException where the server refuses to say
     */
    public boolean isEmpty(String name) {
        try {
            return client.getDatabase(name).listCollectionNames().first() == null;
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    /**
     * Drops a database with all that is in it; one that isn't there is no mistake.
     *
     * @throws ServerException where the server refuses
     */
    public void dropDatabase(String name) {
        try {
            client.getDatabase(name).drop();
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    /** A session under which a write can be sent twice and is done once; null where the server has no such thing. */
    @Nullable
    public ClientSession retryableSession() {
        return abilities.retryableWrites ? client.startSession() : null;
    }

    /**
     * Runs work in a transaction, so that all of it takes effect or nothing, where the server has transactions; without
     * one elsewhere.
     *
     * @param work gets the transaction's session, or null where there is none; may run more than once
     * @throws ServerException where the server refuses or fails
     */
    public <T> T inTransaction(Function<@Nullable ClientSession, T> work) {
        try {
            if (!abilities.transactions) {
                return work.apply(null);
            }
            try (ClientSession session = client.startSession()) {
                return session.withTransaction(() -> work.apply(session));
            }
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    /** The names of a database's collections, without the server's own. */
    public List<String> collections(String database) {
        try {
            List<String> names = new ArrayList<>();
            client.getDatabase(database).listCollectionNames().into(names);
            names.removeIf(name -> name.startsWith("system."));
            return names;
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    /** Drops collections; those that don't exist are none. */
    public void drop(String database, List<String> collections) {
        try {
            collections.forEach(
                    name -> client.getDatabase(database).getCollection(name).drop());
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    /**
     * Checks that we may do all that a load needs.
     *
     * @throws ServerException that names the first right that is missing
     */
    public void requireRights(String database, CollectionPlan collection) {
        try {
            Document status = client.getDatabase("admin")
                    .runCommand(new Document("connectionStatus", 1).append("showPrivileges", true));
            Rights.of(status).require(database, collection);
        } catch (MongoException e) {
            // A server without this command has no users either; what is refused later is said then.
            LOG.debug("Rights can't be asked: {}", secrets.redact(String.valueOf(e.getMessage())));
        }
    }

    /** Whether a write command may carry a comment, by which it is found among what is under way. */
    public boolean takesComments() {
        return abilities.comments;
    }

    public Retries retries() {
        return retries;
    }

    /** What was sent again since {@link #retrying}; of use while and after a load. */
    public RetryLog retryLog() {
        return retries.log();
    }

    /**
     * The restarts of a server that were noticed since the connection was made, in order. A server that was killed comes back
     * without what it had not written to its journal.
     */
    public List<Restart> restarts() {
        return restarts.restarts();
    }

    /**
     * Runs something that may take the server longer than any time-out, such as building an index, and gives up only where the
     * server doesn't answer other questions either.
     *
     * @param work gets the database on a connection without read time-out; may run more than once
     * @throws ServerException where it fails for good
     */
    public <T> T atLength(String database, Function<MongoDatabase, T> work) {
        return retries.ask(() -> longWork.run(database, work));
    }

    /** Turns a driver's exception into one whose message is for the user. */
    public ServerException translate(MongoException e) {
        return errors.translate(e);
    }

    @Override
    public void close() {
        longWork.close();
        client.close();
    }
}
