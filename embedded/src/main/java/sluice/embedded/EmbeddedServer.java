package sluice.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of MongoDB's wire protocol inside this process, with its data in one directory.
 *
 * <p>It is for trying out and for small data, on a machine without MongoDB. It listens on a free port of the loopback interface only and
 * asks for no password: every process of this machine can reach it while it is open.
 *
 * <p><b>Durability.</b> An acknowledged write outlives the process, also its kill. With {@code j: true} or {@code w: "majority"} it
 * outlives the machine too: its answer waits for the disk.
 *
 * <p><b>Indexes</b>, unique and not, serve equality and {@code $in} on their first fields; every other query reads the collection, with
 * the same result. A sort without a limit holds its input in memory.
 *
 * <p><b>Refused</b>, each with a command error: unacknowledged writes and {@code w} above 1; transactions and sessions; collations;
 * update pipelines and array filters; {@code $out} and {@code $merge}; capped, clustered and time series collections, validators, views; partial, TTL, text, geo, hashed
 * and wildcard indexes; documents with a field twice, with text that isn't UTF-8, or with BSON types that are deprecated or user-defined;
 * commands, options and aggregation stages it doesn't know.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    private final Path dataDirectory;
    private final DirectoryLock lock;
    private final Store store;
    private final Listener listener;

    private EmbeddedServer(Path dataDirectory, DirectoryLock lock, Store store, Listener listener) {
        this.dataDirectory = dataDirectory;
        this.lock = lock;
        this.store = store;
        this.listener = listener;
    }

    /**
     * Starts a server on the data in that directory, which is made, with rights for its owner only, if it isn't there.
     *
     * @throws DataDirectoryInUseException if it is open already, here or in another process
     * @throws DamagedDirectoryException if a file in it is missing or not as it was written
     * @throws DataDirectoryException if it can't be read or written, or everybody can write to it
     */
    public static EmbeddedServer open(Path dataDirectory) {
        return open(dataDirectory, Store.CHECKPOINT_BYTES, ConnectionLimits.ofThisProcess());
    }

    /** With checkpoints as often as a test wants them. */
    static EmbeddedServer open(Path dataDirectory, int checkpointBytes) {
        return open(dataDirectory, checkpointBytes, ConnectionLimits.ofThisProcess());
    }

    /** With other limits too. */
    static EmbeddedServer open(Path dataDirectory, int checkpointBytes, ConnectionLimits limits) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.acquire(directory);
        Store store = null;
        try {
            store = Store.open(directory, checkpointBytes);
            Listener listener = new Listener(new Commands(store, new Catalog(store)), limits);
            LOG.debug("serving {} at {}", directory, listener.connectionString());
            return new EmbeddedServer(directory, lock, store, listener);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, store);
            closeAfter(e, lock);
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new DataDirectoryException(
                    "The embedded server can't open a port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** Returns where it listens, as {@code mongodb://127.0.0.1:PORT}. */
    public String connectionString() {
        return listener.connectionString();
    }

    /** Returns the directory of the data, absolute. */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** Ends all connections, waits for a command that is writing, brings everything to the disk and frees the directory. */
    @Override
    public void close() {
        try (lock;
                store;
                listener) {
            LOG.debug("closing {}", dataDirectory);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "The data directory " + dataDirectory + " could not be closed cleanly: " + e.getMessage()
                            + ". What was acknowledged is safe.",
                    e);
        }
    }

    private static void closeAfter(Exception failure, @Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
