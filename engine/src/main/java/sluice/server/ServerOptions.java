package sluice.server;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a server. Immutable.
 *
 * @param uri a MongoDB connection string; may hold a password
 * @param label what to call the server in messages, or null for its address
 * @param timeout how long to look for a server before giving up, or null for what the connection string says, or
 *     {@link #DEFAULT_TIMEOUT}
 * @param caFile PEM certificates to trust instead of the platform's, or null
 * @param connections how many may write at the same time
 */
public record ServerOptions(
        String uri,
        @Nullable String label,
        @Nullable Duration timeout,
        @Nullable Path caFile,
        int connections) {

    /** A person waits that long without wondering. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The defaults for a connection string. */
    public static ServerOptions of(String uri) {
        return new ServerOptions(uri, null, null, null, 16);
    }

    /** Never shows the connection string. */
    @Override
    public String toString() {
        return "ServerOptions[" + Secrets.of(uri).redact(uri) + "]";
    }
}
