package sluice.testkit;

import java.util.EnumMap;
import java.util.Map;

/** The servers that all tests of a JVM use together, each started when the first test wants it. Thread-safe. */
final class SharedServers {
    private final Map<Kind, RealMongod> started = new EnumMap<>(Kind.class);

    private enum Kind {
        STANDALONE,
        REPLICA_SET,
        FRAGILE,
        FRAGILE_REPLICA_SET;

        RealMongod start() {
            return RealMongod.builder()
                    .replicaSet(this == REPLICA_SET || this == FRAGILE_REPLICA_SET)
                    .testCommands(this == FRAGILE || this == FRAGILE_REPLICA_SET)
                    .inMemory(true)
                    .start();
        }
    }

    RealMongod standalone() {
        return get(Kind.STANDALONE);
    }

    RealMongod replicaSet() {
        return get(Kind.REPLICA_SET);
    }

    RealMongod fragile() {
        return get(Kind.FRAGILE);
    }

    RealMongod fragileReplicaSet() {
        return get(Kind.FRAGILE_REPLICA_SET);
    }

    private synchronized RealMongod get(Kind kind) {
        return started.computeIfAbsent(kind, missing -> {
            RealMongod server = missing.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop shared mongod"));
            return server;
        });
    }
}
