package sluice.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.Document;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.network.DelayProxy;
import sluice.testkit.RealMongod;

/**
 * Upserts of a file in which few keys come again and again: several workers that take chunks as they come, as a script
 * with a pool does, against Sluice's lanes and against one worker. Besides the time it tells how often the server had to
 * try again because two workers wrote to one document, and how many documents don't hold the last row of their key.
 *
 * <p>From a clone: {@code mvn package -DskipTests}, then {@code bench/run contention --rows 200000}, and again with {@code
 * --latency 5}.
 */
@Command(
        name = "bench/run contention",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Upserts hot keys with naive routing and with lanes.")
public final class ContentionBench implements Callable<Integer> {
    private static final String COLLECTION = "hot";
    private static final int CHUNK = 1000;
    /** Held, because the logging framework holds loggers weakly and would forget the level. */
    private static final Logger DRIVER = Logger.getLogger("org.mongodb.driver");

    @Mixin
    BenchOptions options = new BenchOptions();

    @Option(names = "--workers", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
    int workers;

    @Option(
            names = "--hot-keys",
            defaultValue = "100",
            description = "Keys of nine rows in ten. Default: ${DEFAULT-VALUE}.")
    int hotKeys;

    private final PrintStream out;
    private final Map<String, List<Long>> conflicts = new LinkedHashMap<>();
    private final Map<String, List<Long>> wrong = new LinkedHashMap<>();

    ContentionBench(PrintStream out) {
        this.out = out;
    }

    /** Runs the benchmark; exit status 0 if every run ended well. */
    public static void main(String[] args) {
        DRIVER.setLevel(Level.WARNING);
        System.exit(new CommandLine(new ContentionBench(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String[]> rows = rows();
        Path file = write(rows);
        Map<String, String> last = new HashMap<>();
        rows.forEach(row -> last.put(row[0], row[1]));
        try (RealMongod server = options.server();
                MongoClient client = server.client();
                DelayProxy proxy = options.proxy(server)) {
            options.describe(client, file, out);
            Target target = new Target(client, BenchOptions.DATABASE, COLLECTION);
            String uri = options.uri(server, proxy);
            Programs programs = new Programs(uri, file, BenchOptions.DATABASE, COLLECTION, options.folder());
            List<Rounds.Entrant> entrants = List.of(
                    entrant("naive, " + workers, client, target, last, () -> naive(uri, rows)),
                    entrant("lanes, " + workers, client, target, last, () -> sluice(programs, workers)),
                    entrant("one worker", client, target, last, () -> sluice(programs, 1)));
            Results results = Rounds.run(entrants, options.runs, options.rows, out);
            target.reset();
            out.println();
            out.print(results.table());
            conflicts.forEach((name, counts) -> out.printf("write conflicts   %-16s %s%n", name, counts));
            wrong.forEach((name, counts) -> out.printf("not the last row  %-16s %s%n", name, counts));
        }
        return 0;
    }

    private List<String[]> rows() {
        SplittableRandom random = new SplittableRandom(1);
        List<String[]> rows = new ArrayList<>();
        for (long i = 0; i < options.rows; i++) {
            boolean hot = random.nextInt(10) < 9;
            long key = hot ? random.nextInt(hotKeys) : hotKeys + random.nextLong(options.rows);
            rows.add(new String[] {"k" + key, "row " + i});
        }
        return rows;
    }

    private Path write(List<String[]> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("k,v"));
        rows.forEach(row -> lines.add(row[0] + "," + row[1]));
        return Files.write(options.folder().resolve("hot.csv"), lines);
    }

    private Rounds.Entrant entrant(
            String name, MongoClient client, Target target, Map<String, String> last, Rounds.Run run) {
        return Rounds.entrant(name, () -> {
            target.reset();
            target.index("k");
            long before = conflicts(client);
            Measurement measurement = run.run();
            conflicts.computeIfAbsent(name, key -> new ArrayList<>()).add(conflicts(client) - before);
            wrong.computeIfAbsent(name, key -> new ArrayList<>()).add(wrong(client, last));
            return measurement;
        });
    }

    private static long conflicts(MongoClient client) {
        Document status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
        return status.getEmbedded(List.of("metrics", "operation", "writeConflicts"), Number.class)
                .longValue();
    }

    private static long wrong(MongoClient client, Map<String, String> last) {
        long right = 0;
        for (Document document : client.getDatabase(BenchOptions.DATABASE)
                .getCollection(COLLECTION)
                .find()) {
            right += document.getString("v").equals(last.get(document.getString("k"))) ? 1 : 0;
        }
        return last.size() - right;
    }

    private Measurement sluice(Programs programs, int count) throws IOException, InterruptedException {
        return programs.sluice(
                        "sluice",
                        options.launcher(),
                        List.of("--key", "k", "--mode", "upsert", "--workers", Integer.toString(count)))
                .run();
    }

    /** Chunks go to whichever worker is free, as in a script with a pool of processes. */
    private Measurement naive(String uri, List<String[]> rows) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> collection =
                    client.getDatabase(BenchOptions.DATABASE).getCollection(COLLECTION);
            List<Future<?>> chunks = new ArrayList<>();
            for (int from = 0; from < rows.size(); from += CHUNK) {
                List<String[]> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
                chunks.add(pool.submit(() -> upsert(collection, chunk)));
            }
            for (Future<?> chunk : chunks) {
                chunk.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return new Measurement((System.nanoTime() - start) / 1e9, OptionalLong.empty());
    }

    private static void upsert(MongoCollection<Document> collection, List<String[]> chunk) {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<ReplaceOneModel<Document>> models = new ArrayList<>();
        for (String[] row : chunk) {
            models.add(new ReplaceOneModel<>(
                    Filters.eq("k", row[0]), new Document("k", row[0]).append("v", row[1]), upsert));
        }
        collection.bulkWrite(models, new BulkWriteOptions().ordered(true));
    }
}
