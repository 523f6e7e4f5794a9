package sluice.testkit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A mongod of our own: on 127.0.0.1, on a free port, with its own data folder.
 *
 * <p>Most tests take {@link #shared()} and a {@link TestDatabase} each. A test that kills its server or needs options
 * builds one; as a static extension of JUnit it ends with its class. No server outlives its JVM, not even a killed one.
 * Not for use by several threads at once, except for the connection string.
 */
public final class RealMongod implements AutoCloseable, AfterAllCallback {
    private static final SharedServers SHARED = new SharedServers();
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int PORT_TAKEN = 48;
    private static final int ATTEMPTS = 10;
    private static final String READY = "Waiting for connections";

    private final MongodSettings settings;
    private final Path folder;
    private final Path dbPath;
    private final int port;
    private GuardedProcess process;

    private RealMongod(MongodSettings settings, Path folder, Path dbPath, int port, GuardedProcess process) {
        this.settings = settings;
        this.folder = folder;
        this.dbPath = dbPath;
        this.port = port;
        this.process = process;
    }

    /** The standalone server of this JVM: started by the first call, stopped at the JVM's end. Don't close it. */
    public static RealMongod shared() {
        return SHARED.standalone();
    }

    /** The replica set with one member of this JVM: as {@link #shared()}. */
    public static RealMongod sharedReplicaSet() {
        return SHARED.replicaSet();
    }

    /**
     * The standalone server of this JVM with the test commands, for tests that kill it or make it fail and put it right
     * again: as {@link #shared()}.
     */
    public static RealMongod sharedFragile() {
        return SHARED.fragile();
    }

    /** The replica set with one member of this JVM for such tests: as {@link #sharedFragile()}. */
    public static RealMongod sharedFragileReplicaSet() {
        return SHARED.fragileReplicaSet();
    }

    /** A server with other settings, or one that a test may kill. */
    public static MongodBuilder builder() {
        return new MongodBuilder();
    }

    static RealMongod start(MongodSettings settings, Path folder, @Nullable Path givenDbPath) {
        try {
            Path dbPath = givenDbPath == null ? folder.resolve("db") : givenDbPath;
            Files.createDirectories(dbPath);
            KeyFile.write(folder);
            boolean fresh = isEmpty(dbPath);
            RealMongod server = onFreePort(settings, folder, dbPath);
            try {
                server.prepare(fresh);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            Folders.delete(folder);
            throw new UncheckedIOException(e);
        }
    }

    private static RealMongod onFreePort(MongodSettings settings, Path folder, Path dbPath) {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            GuardedProcess process = launch(settings, folder, dbPath, port);
            if (process.isAlive()) {
                return new RealMongod(settings, folder, dbPath, port, process);
            }
            if (process.exitStatus() != PORT_TAKEN || attempt == ATTEMPTS) {
                throw notStarted(process, folder);
            }
        }
    }

    /** Starts the process and waits until it listens or has ended. */
    private static GuardedProcess launch(MongodSettings settings, Path folder, Path dbPath, int port) {
        Path log = logFile(folder);
        int before = read(log).length();
        GuardedProcess process = GuardedProcess.start(
                settings.command(MongodBinary.locate(), port, dbPath, KeyFile.in(folder)), log, folder);
        // Its own log, not its port, says that it listens: on a port clash another server would answer.
        Awaitility.await("mongod to start")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || read(log).indexOf(READY, before) >= 0);
        return process;
    }

    private static IllegalStateException notStarted(GuardedProcess process, Path folder) {
        String log = read(logFile(folder));
        Folders.delete(folder);
        return new IllegalStateException("mongod ended with status " + process.exitStatus() + ":\n"
                + log.substring(Math.max(0, log.length() - 4000)));
    }

    private void prepare(boolean fresh) {
        try (MongoClient bare = client(settings.bareConnectionString(port))) {
            FirstSteps steps = new FirstSteps(bare);
            if (settings.replicaSet()) {
                if (fresh) {
                    steps.initiate(MongodSettings.SET_NAME, "127.0.0.1:" + port);
                }
                steps.awaitPrimary(START_LIMIT);
            }
            MongodSettings.Login login = settings.login();
            if (login != null && fresh) {
                steps.createRoot(login.user(), login.password());
            }
        }
    }

    /**
     * How to reach this server: with user and password, the replica set's name and {@code tls=true} where they apply.
     * The certificate authority is not in it, the driver takes no file for that: see {@link TestCertificate#caFile()}.
     */
    public String connectionString() {
        return settings.connectionString(port);
    }

    /** A new client with all it needs, the trust in the server's certificate included. The caller closes it. */
    public MongoClient client() {
        return client(connectionString());
    }

    /**
     * A new client that talks to this port and nowhere else, as root where there are users, whatever address the
     * replica set's members are known by. The caller closes it.
     */
    public MongoClient directClient() {
        return client(settings.directConnectionString(port));
    }

    private MongoClient client(String uri) {
        MongoClientSettings.Builder builder =
                MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri));
        TestCertificate certificate = settings.certificate();
        if (certificate != null) {
            builder.applyToSslSettings(ssl -> ssl.context(certificate.trustingContext()));
        }
        return MongoClients.create(builder.build());
    }

    /** Runs a command on the admin database, as root where there are users. */
    public Document command(Document command) {
        try (MongoClient client = client()) {
            return client.getDatabase("admin").runCommand(command);
        }
    }

    /** The port on 127.0.0.1. It stays the same over restarts. */
    public int port() {
        return port;
    }

    /** The id of the mongod process. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The data folder. */
    public Path dbPath() {
        return dbPath;
    }

    /** What the server has logged since it was built, one JSON document a line. */
    public String log() {
        return read(logFile(folder));
    }

    /** Sends SIGKILL and waits for the end. What was not journaled is lost, as in a crash. */
    public void kill() {
        process.kill();
    }

    /** Kills the server if it runs and starts it again on the same port and data. Returns when it takes writes. */
    public void restart() {
        kill();
        for (int attempt = 1; ; attempt++) {
            process = launch(settings, folder, dbPath, port);
            if (process.isAlive()) {
                break;
            }
            if (process.exitStatus() != PORT_TAKEN || attempt == ATTEMPTS) {
                throw notStarted(process, folder);
            }
            Awaitility.await("the port to be free").atMost(START_LIMIT).until(() -> Ports.isFree(port));
        }
        prepare(false);
    }

    /** Kills the server and deletes its data, unless the data folder was given. */
    @Override
    public void close() {
        process.kill();
        Folders.delete(folder);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static Path logFile(Path folder) {
        return folder.resolve("mongod.log");
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
