package sluice.testkit;

import org.jspecify.annotations.Nullable;

/** The servers that all tests of a JVM use together, each started when the first test wants it. Thread-safe. */
final class SharedServers {
    private @Nullable RealMongod standalone;
    private @Nullable RealMongod replicaSet;

    synchronized RealMongod standalone() {
        RealMongod server = standalone;
        if (server == null) {
            server = closedAtExit(RealMongod.builder().start());
            standalone = server;
        }
        return server;
    }

    synchronized RealMongod replicaSet() {
        RealMongod server = replicaSet;
        if (server == null) {
            server = closedAtExit(RealMongod.builder().replicaSet(true).start());
            replicaSet = server;
        }
        return server;
    }

    private static RealMongod closedAtExit(RealMongod server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop shared mongod"));
        return server;
    }
}
