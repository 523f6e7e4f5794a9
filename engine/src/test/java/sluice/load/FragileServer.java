package sluice.load;

import sluice.testkit.RealMongod;

/** The servers that a test may disturb in any way, if it puts them right again. */
enum FragileServer {
    STANDALONE,
    REPLICA_SET;

    RealMongod mongod() {
        return this == STANDALONE ? RealMongod.sharedFragile() : RealMongod.sharedFragileReplicaSet();
    }

    /**
     * A server that only pretends to be no primary doesn't tell its watcher anything new: who asks often finds out that
     * it is one after all.
     */
    String uri() {
        String uri = mongod().connectionString();
        return uri + (uri.contains("?") ? "&" : uri.endsWith("/") ? "?" : "/?")
                + "serverMonitoringMode=poll&heartbeatFrequencyMS=500";
    }
}
