package sluice.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import sluice.embedded.EmbeddedServer;
import sluice.testkit.RealMongod;

/** The servers on which everything must be the same. */
public enum ServerKind {
    STANDALONE,
    REPLICA_SET,
    EMBEDDED;

    private static @Nullable EmbeddedServer embedded;

    /** How to reach the one that all tests share. */
    public String connectionString() {
        return switch (this) {
            case STANDALONE -> RealMongod.shared().connectionString();
            case REPLICA_SET -> RealMongod.sharedReplicaSet().connectionString();
            case EMBEDDED -> embedded().connectionString();
        };
    }

    /** Its port on 127.0.0.1. */
    int port() {
        return URI.create(connectionString()).getPort();
    }

    private static synchronized EmbeddedServer embedded() {
        EmbeddedServer server = embedded;
        if (server == null) {
            try {
                server = EmbeddedServer.open(Files.createTempDirectory("sluice-embedded"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            embedded = server;
        }
        return server;
    }
}
