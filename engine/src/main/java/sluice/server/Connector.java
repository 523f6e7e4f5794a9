package sluice.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Makes the connection that the user's options describe, and refuses options that could do harm. */
final class Connector {
    /** A reply to a write that has not come by then never will; the write is sent again, which does no harm. */
    private static final int READ_TIMEOUT_SECONDS = 30;

    private final ServerOptions options;
    private final ServerUri text;
    private final ConnectionString uri;
    private final Trust trust;
    private final ServerErrors errors;
    private final RestartWatch restarts = new RestartWatch();

    private Connector(ServerOptions options, ServerUri text) {
        this.options = options;
        this.text = text;
        Secrets secrets = Secrets.of(options.uri());
        uri = text.forDriver();
        trust = Trust.of(Boolean.TRUE.equals(uri.getSslEnabled()) || caFile() != null, text);
        String label = options.label();
        String subject = label == null ? "server at " + String.join(",", uri.getHosts()) : label;
        errors = new ServerErrors(subject, secrets, timeout());
    }

    /**
     * Connects, and asks the server who it is.
     *
     * @throws ServerException if the connection string is wrong, no server answers in time, or it refuses us
     */
    static Connection connect(ServerOptions options) {
        ServerUri text = ServerUri.of(options.uri());
        UriOptions.check(text);
        return new Connector(options, text).connect();
    }

    private Connection connect() {
        MongoClientSettings settings = settings();
        MongoClient client = MongoClients.create(settings);
        try {
            BsonDocument build = ask(client, "buildInfo");
            BsonDocument hello = ask(client, "hello");
            return new Connection(
                    client,
                    identity(build, hello),
                    trust,
                    Abilities.of(hello, uri),
                    errors,
                    restarts,
                    LongWork.on(client, settings));
        } catch (MongoException e) {
            client.close();
            throw errors.translate(e);
        }
    }

    private static BsonDocument ask(MongoClient client, String command) {
        return client.getDatabase("admin").runCommand(new BsonDocument(command, new BsonInt32(1)), BsonDocument.class);
    }

    private ServerIdentity identity(BsonDocument build, BsonDocument hello) {
        String version = build.getString("version", new BsonString("?")).getValue();
        String label = options.label();
        return label == null
                ? new ServerIdentity(topology(hello), version, uri.getHosts())
                : new ServerIdentity(label, version, List.of());
    }

    private static String topology(BsonDocument hello) {
        if (hello.containsKey("setName")) {
            return "replica set " + hello.getString("setName").getValue();
        }
        return Abilities.isRouter(hello) ? "sharded cluster" : "standalone";
    }

    private @Nullable Path caFile() {
        if (options.caFile() != null) {
            return options.caFile();
        }
        String named = text.option("tlsCAFile");
        return named == null ? null : Path.of(named);
    }

    private MongoClientSettings settings() {
        int timeout = (int) timeout().toMillis();
        Path caFile = caFile();
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
        if (trust == Trust.ANY) {
            builder.applyToSslSettings(ssl -> ssl.enabled(true).context(TrustedCertificates.any()));
        } else if (caFile != null) {
            SSLContext context = TrustedCertificates.of(caFile);
            builder.applyToSslSettings(ssl -> ssl.enabled(true).context(context));
        }
        requireAcknowledged();
        return builder.build();
    }

    private void requireAcknowledged() {
        WriteConcern concern = uri.getWriteConcern();
        if (concern != null && !concern.isAcknowledged()) {
            throw new ServerException("The connection string asks for unacknowledged writes (w=0): a load could not say"
                    + " what arrived. Leave it out or write w=majority.");
        }
    }

    private Duration timeout() {
        Duration given = options.timeout();
        Integer inUri = uri.getServerSelectionTimeout();
        return given != null ? given : inUri != null ? Duration.ofMillis(inUri) : ServerOptions.DEFAULT_TIMEOUT;
    }
}
