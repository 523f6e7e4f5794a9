package sluice.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Disturbs loads of the built distribution on a real mongod, resumes them until they are done, and compares what is then in
 * the database and in the reject files with what the files say.
 *
 * <p>From a clone: {@code mvn package -DskipTests}, then {@code faults/run}.
 */
@Command(
        name = "faults/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = 64,
        exitCodeOnExecutionException = 3,
        description =
                "Disturbs loads and compares their end states. Exit status 0: nothing lost, twice, extra or wrong.")
public final class FaultsCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1_000_000_000;
    /** Held, because the logging framework holds loggers weakly and would forget the level. */
    private static final Logger DRIVER = Logger.getLogger("org.mongodb.driver");

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "Only these; repeatable. Default: all. --list names them.")
    List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Name the scenarios and end.")
    boolean list;

    @Option(names = "--random", paramLabel = "N", description = "N random schedules instead of scenarios.")
    int random;

    @Option(names = "--server", paramLabel = "KIND", description = "standalone or replica-set. Default: both.")
    @Nullable
    String server;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            split = ",",
            description = "no-key, key, id, upsert, merge, delete, or all. Default: one drawn from the seed.")
    List<String> modes = new ArrayList<>();

    @Option(names = "--rows", defaultValue = "20000", description = "Rows to load. Default: ${DEFAULT-VALUE}.")
    int rows;

    @Option(names = "--runs", defaultValue = "1", description = "Runs of each scenario. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Data and moments; the next run has the next one. Default: a random one, which is printed.")
    @Nullable
    Long seed;

    @Option(
            names = "--sluice",
            paramLabel = "FILE",
            defaultValue = "${sys:faults.sluice:-cli/target/sluice/bin/sluice}",
            description = "The launcher. Default: the one of this clone.")
    Path sluice = Path.of("sluice");

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:faults.work:-target/work}",
            description = "Where files and operations go; those of runs that went wrong stay.")
    Path work = Path.of("target/work");

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final PrintStream out;

    FaultsCommand(PrintStream out) {
        this.out = out;
    }

    /** Runs the fault tests; exit status 0 if all runs ended as they should, 1 if not. */
    public static void main(String[] args) {
        DRIVER.setLevel(Level.OFF);
        System.exit(new CommandLine(new FaultsCommand(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            Catalogue.all().forEach(scenario -> out.printf("%-24s %s%n", scenario.name(), scenario.says()));
            return 0;
        }
        if (!Files.isExecutable(sluice)) {
            throw new IOException(
                    "no launcher at " + sluice + ": build first (mvn package -DskipTests) or use --sluice");
        }
        requireKnown();
        long first = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEEDS) : seed;
        out.println("seed " + first);
        List<Row> table = new ArrayList<>();
        try (Servers servers = new Servers()) {
            Runner runner = new Runner(servers, sluice.toAbsolutePath(), work.toAbsolutePath(), rows, out);
            for (Scenario scenario : scenarios()) {
                for (Backend.Kind kind : kinds(scenario)) {
                    play(runner, scenario, kind, first, table);
                }
            }
        }
        out.println();
        Row.print(table, out);
        boolean good = table.stream().allMatch(Row::good) && !table.isEmpty();
        return good ? 0 : 1;
    }

    /** What is misspelt would otherwise test nothing and find nothing wrong. */
    private void requireKnown() {
        List<String> scenarios =
                Catalogue.all().stream().map(Scenario::name).collect(Collectors.toCollection(ArrayList::new));
        scenarios.add(RandomSchedule.NAME);
        requireKnown("--scenario", names, scenarios);
        requireKnown(
                "--server",
                server == null ? List.of() : List.of(server),
                Arrays.stream(Backend.Kind.values()).map(Backend.Kind::toString).toList());
        List<String> known =
                Arrays.stream(Mode.values()).map(Mode::toString).collect(Collectors.toCollection(ArrayList::new));
        known.add("all");
        requireKnown("--mode", modes, known);
    }

    private void requireKnown(String option, List<String> given, List<String> known) {
        for (String value : given) {
            if (!known.contains(value)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + ": `" + value + "` is unknown. Known: " + String.join(", ", known));
            }
        }
    }

    private void play(Runner runner, Scenario scenario, Backend.Kind kind, long first, List<Row> table)
            throws IOException {
        int times = random > 0 ? random / 2 + (kind == Backend.Kind.STANDALONE ? random % 2 : 0) : runs;
        if (modes.isEmpty()) {
            Row row = new Row(scenario, kind, "any");
            for (int i = 0; i < times; i++) {
                runner.run(scenario, kind, Catalogue.modeOf(scenario, first + i), first + i, row);
            }
            table.add(row);
            return;
        }
        for (Mode mode : scenario.modes()) {
            if (modes.contains("all") || modes.contains(mode.toString())) {
                Row row = new Row(scenario, kind, mode.toString());
                for (int i = 0; i < times; i++) {
                    runner.run(scenario, kind, mode, first + i, row);
                }
                table.add(row);
            }
        }
    }

    private List<Scenario> scenarios() {
        if (random > 0) {
            return List.of(RandomSchedule.scenario());
        }
        if (names.isEmpty()) {
            return Catalogue.all();
        }
        return names.stream().map(Catalogue::named).toList();
    }

    private List<Backend.Kind> kinds(Scenario scenario) {
        Stream<Backend.Kind> all = Arrays.stream(Backend.Kind.values());
        return all.filter(scenario.kinds()::contains)
                .filter(kind -> server == null || server.equals(kind.toString()))
                .toList();
    }
}
