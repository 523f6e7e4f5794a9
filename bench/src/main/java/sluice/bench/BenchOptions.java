package sluice.bench;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.network.DelayProxy;
import sluice.testkit.RealMongod;

/** What every benchmark of the whole program is told. */
final class BenchOptions {
    static final String DATABASE = "bench";

    @Option(names = "--rows", defaultValue = "1000000", description = "Rows to generate. Default: ${DEFAULT-VALUE}.")
    long rows;

    @Option(names = "--runs", defaultValue = "5", description = "Rounds after the warm-up. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(names = "--replica-set", description = "On a replica set of one. Default: a standalone server.")
    boolean replicaSet;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds that the way to the server and back takes more. Default: ${DEFAULT-VALUE}.")
    double latency;

    @Option(names = "--cache-gb", defaultValue = "1", description = "The server's cache. Default: ${DEFAULT-VALUE}.")
    double cacheGb;

    @Option(
            names = "--sluice",
            paramLabel = "FILE",
            defaultValue = "${sys:bench.sluice:-cli/target/sluice/bin/sluice}",
            description = "The launcher. Default: the one of this clone.")
    Path sluice = Path.of("sluice");

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:bench.work:-target/work}",
            description = "Where generated files and operations go.")
    Path work = Path.of("target/work");

    RealMongod server() {
        return RealMongod.builder()
                .replicaSet(replicaSet)
                .cacheGigabytes(cacheGb)
                .start();
    }

    /** A proxy that adds the latency, or null where there is none. */
    @Nullable
    DelayProxy proxy(RealMongod server) {
        return latency == 0 ? null : new DelayProxy(server.port(), Duration.ofNanos((long) (latency * 1e6 / 2)));
    }

    /** The server's connection string, through the proxy where there is one. */
    String uri(RealMongod server, @Nullable DelayProxy proxy) {
        String uri = server.connectionString();
        return proxy == null ? uri : uri.replace(":" + server.port(), ":" + proxy.port());
    }

    /** The folder for files; made where missing. */
    Path folder() throws IOException {
        return Files.createDirectories(work).toAbsolutePath();
    }

    Path launcher() throws IOException {
        if (!Files.isExecutable(sluice)) {
            throw new IOException(
                    "no launcher at " + sluice + ": build first (mvn package -DskipTests) or use --sluice");
        }
        return sluice.toAbsolutePath();
    }

    void describe(MongoClient client, Path file, PrintStream out) throws IOException {
        Object version = client.getDatabase("admin")
                .runCommand(new Document("buildInfo", 1))
                .get("version", "?");
        out.printf(
                "%,d rows, %.1f MB CSV; mongod %s %s, cache %.1f GB, {w: majority, j: true}, %.1f ms latency%n",
                rows,
                Files.size(file) / 1e6,
                version,
                replicaSet ? "replica set of one" : "standalone",
                cacheGb,
                latency);
        out.printf(
                "Java %s, %d cores, load average %.1f%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
