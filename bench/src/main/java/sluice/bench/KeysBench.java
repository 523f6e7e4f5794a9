package sluice.bench;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.network.DelayProxy;
import sluice.testkit.RealMongod;

/**
 * What a unique key costs: the same rows inserted with the key's index there before the load, with the index built after
 * it, and without a key; or, with {@code --mode}, written into the full collection by one worker and by several.
 *
 * <p>From a clone: {@code mvn package -DskipTests}, then {@code bench/run keys} or {@code bench/run keys --mode upsert
 * --latency 5}.
 */
@Command(
        name = "bench/run keys",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares inserts with and without a key, or writes by key with one worker and several.")
public final class KeysBench implements Callable<Integer> {
    private static final String KEY = "user_id";
    private static final String COLLECTION = "customers";
    /** Held, because the logging framework holds loggers weakly and would forget the level. */
    private static final Logger DRIVER = Logger.getLogger("org.mongodb.driver");

    @Mixin
    BenchOptions options = new BenchOptions();

    @Option(names = "--mode", paramLabel = "MODE", description = "upsert or merge, into the full collection.")
    @Nullable
    String mode;

    @Option(names = "--workers", defaultValue = "4", description = "For --mode. Default: ${DEFAULT-VALUE}.")
    int workers;

    @Option(names = "--sluice-option", paramLabel = "OPTION", description = "One more for sluice load; repeatable.")
    List<String> more = new ArrayList<>();

    private final PrintStream out;

    KeysBench(PrintStream out) {
        this.out = out;
    }

    /** Runs the benchmark; exit status 0 if every run loaded every row. */
    public static void main(String[] args) {
        DRIVER.setLevel(Level.WARNING);
        System.exit(new CommandLine(new KeysBench(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = CustomersFile.in(options.folder(), options.launcher(), options.rows);
        try (RealMongod server = options.server();
                MongoClient client = server.client();
                DelayProxy proxy = options.proxy(server)) {
            options.describe(client, file, out);
            Target target = new Target(client, BenchOptions.DATABASE, COLLECTION);
            Programs programs =
                    new Programs(options.uri(server, proxy), file, BenchOptions.DATABASE, COLLECTION, options.folder());
            Results results = Rounds.run(
                    mode == null ? inserts(programs, target) : writes(programs, target, mode),
                    options.runs,
                    options.rows,
                    out);
            target.reset();
            out.println();
            out.print(results.table());
        }
        return 0;
    }

    private List<Rounds.Entrant> inserts(Programs programs, Target target) {
        return List.of(
                Rounds.entrant("index first", () -> {
                    target.reset();
                    target.index(KEY);
                    return load(programs, target, true, "--key", KEY);
                }),
                Rounds.entrant("key", () -> {
                    target.reset();
                    return load(programs, target, true, "--key", KEY);
                }),
                Rounds.entrant("no key", () -> {
                    target.reset();
                    return load(programs, target, false);
                }));
    }

    private List<Rounds.Entrant> writes(Programs programs, Target target, String written)
            throws IOException, InterruptedException {
        target.reset();
        load(programs, target, true, "--key", KEY);
        List<Rounds.Entrant> entrants = new ArrayList<>();
        for (int count : List.of(1, workers)) {
            entrants.add(Rounds.entrant(
                    count == 1 ? "1 worker" : count + " workers",
                    () -> load(
                            programs,
                            target,
                            true,
                            "--key",
                            KEY,
                            "--mode",
                            written,
                            "--workers",
                            Integer.toString(count))));
        }
        return entrants;
    }

    private Measurement load(Programs programs, Target target, boolean unique, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(more);
        Measurement measurement =
                programs.sluice("sluice", options.launcher(), all).run();
        long count = target.count();
        if (count != options.rows) {
            throw new IOException("sluice left " + count + " documents of " + options.rows);
        }
        if (unique && !target.isUnique(KEY)) {
            throw new IOException("sluice left no unique index on " + KEY);
        }
        return measurement;
    }
}
