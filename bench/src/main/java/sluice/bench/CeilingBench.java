package sluice.bench;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sluice.testkit.RealMongod;

/**
 * How far Sluice is from what the server can do: the whole {@code sluice load} process against a {@link Replayer} that
 * only sends prepared documents, in turn, on the same real mongod.
 *
 * <p>From a clone: {@code mvn package -DskipTests}, then {@code bench/run ceiling --rows 1000000 --runs 5}. With {@code
 * --linear} it compares Sluice with itself and with mongoimport instead.
 */
@Command(
        name = "bench/run ceiling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares sluice load with the fastest possible client on the same server.")
public final class CeilingBench implements Callable<Integer> {
    private static final String KEY = "user_id";
    /** Held, because the logging framework holds loggers weakly and would forget the level. */
    private static final Logger DRIVER = Logger.getLogger("org.mongodb.driver");

    @Option(names = "--rows", defaultValue = "1000000", description = "Rows to generate. Default: ${DEFAULT-VALUE}.")
    long rows;

    @Option(names = "--runs", defaultValue = "5", description = "Rounds after the warm-up. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(names = "--key", description = "With a unique index on " + KEY + ".")
    boolean key;

    @Option(names = "--replica-set", description = "On a replica set of one. Default: a standalone server.")
    boolean replicaSet;

    @Option(names = "--linear", description = "Compare sluice --parallel with --linear and mongoimport.")
    boolean linear;

    @Option(names = "--ceiling-only", description = "Measure the replayer alone.")
    boolean ceilingOnly;

    @Option(
            names = "--messages",
            split = ",",
            paramLabel = "N",
            description = "Documents per message of the replayer, one or more. Default: "
                    + Replayer.DOCUMENTS_PER_MESSAGE + ".")
    List<Integer> messages = List.of(Replayer.DOCUMENTS_PER_MESSAGE);

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "Connections of the replayer, one or more. Default: " + Replayer.CONNECTIONS + ".")
    List<Integer> connections = List.of(Replayer.CONNECTIONS);

    @Option(
            names = "--sluice",
            paramLabel = "FILE",
            defaultValue = "${sys:bench.sluice:-cli/target/sluice/bin/sluice}",
            description = "The launcher. Default: the one of this clone.")
    Path sluice = Path.of("sluice");

    @Option(
            names = "--sluice-option",
            paramLabel = "OPTION",
            description = "One more option for sluice load; repeatable.")
    List<String> sluiceOptions = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "Load this file instead of a generated one.")
    @Nullable
    Path csv;

    @Option(names = "--database", defaultValue = "bench", description = "Default: ${DEFAULT-VALUE}.")
    String database = "bench";

    @Option(names = "--collection", defaultValue = "customers", description = "Default: ${DEFAULT-VALUE}.")
    String collection = "customers";

    @Option(names = "--cache-gb", defaultValue = "1", description = "The server's cache. Default: ${DEFAULT-VALUE}.")
    double cacheGb;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:bench.work:-target/work}",
            description = "Where generated files and operations go.")
    Path work = Path.of("target/work");

    private final PrintStream out;

    CeilingBench(PrintStream out) {
        this.out = out;
    }

    /** Runs the benchmark; exit status 0 if every run loaded every row. */
    public static void main(String[] args) {
        DRIVER.setLevel(Level.WARNING);
        System.exit(new CommandLine(new CeilingBench(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path file = csv == null ? CustomersFile.in(work.toAbsolutePath(), launcher(), rows) : csv;
        EncodedDocuments documents = EncodedDocuments.of(file);
        try (RealMongod server = RealMongod.builder()
                        .replicaSet(replicaSet)
                        .cacheGigabytes(cacheGb)
                        .start();
                MongoClient client = server.client()) {
            describe(client, file, documents);
            Optional<String> unique = key ? Optional.of(KEY) : Optional.empty();
            SideBySide comparison = new SideBySide(
                    new Target(client, database, collection), documents.rows(), documents.bytes(), unique, out);
            Results results = comparison.run(contestants(server, file, documents), runs);
            out.println();
            out.print(results.table());
        }
        return 0;
    }

    private List<Contestant> contestants(RealMongod server, Path file, EncodedDocuments documents) throws IOException {
        Programs programs = new Programs(
                server.connectionString(), file.toAbsolutePath(), database, collection, work.toAbsolutePath());
        if (linear) {
            List<Contestant> all = new ArrayList<>();
            all.add(programs.sluice("sluice --parallel", launcher(), sluiceArguments("--parallel")));
            all.add(programs.sluice("sluice --linear", launcher(), sluiceArguments("--linear")));
            Programs.onPath("mongoimport")
                    .ifPresentOrElse(
                            path -> all.add(programs.mongoimport(path)),
                            () -> out.println("mongoimport is not on the PATH: not compared"));
            return all;
        }
        List<Contestant> all = new ArrayList<>(ceilings(server, documents));
        if (!ceilingOnly) {
            all.add(programs.sluice("sluice", launcher(), sluiceArguments()));
        }
        return all;
    }

    private List<Ceiling> ceilings(RealMongod server, EncodedDocuments documents) {
        List<Ceiling> all = new ArrayList<>();
        boolean several = connections.size() * messages.size() > 1;
        for (int sockets : connections) {
            for (int size : messages) {
                String name = several ? "ceiling " + sockets + "x" + size : "ceiling";
                all.add(new Ceiling(
                        name, new Replayer(server.port(), sockets), documents.messages(database, collection, size)));
            }
        }
        return all;
    }

    private List<String> sluiceArguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(sluiceOptions);
        if (key) {
            arguments.addAll(List.of("--key", KEY));
        }
        return arguments;
    }

    private Path launcher() throws IOException {
        if (!Files.isExecutable(sluice)) {
            throw new IOException(
                    "no launcher at " + sluice + ": build first (mvn package -DskipTests) or use --sluice");
        }
        return sluice.toAbsolutePath();
    }

    private void describe(MongoClient client, Path file, EncodedDocuments documents) throws IOException {
        Object version = client.getDatabase("admin")
                .runCommand(new Document("buildInfo", 1))
                .get("version", "?");
        out.printf(
                "%,d rows, %.1f MB CSV, %.1f MB BSON%s; mongod %s %s, cache %.1f GB, {w: majority, j: true}%n",
                documents.rows(),
                Files.size(file) / 1e6,
                documents.bytes() / 1e6,
                key ? ", unique " + KEY : "",
                version,
                replicaSet ? "replica set of one" : "standalone",
                cacheGb);
        out.printf(
                "Java %s, %d cores, load average %.1f, temporary folder on %s%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                        .type());
    }
}
