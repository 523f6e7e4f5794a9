package sluice.cli.tune;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.plan.FromMixin;
import sluice.cli.plan.Plans;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.Screen;
import sluice.csv.ChunkSize;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.Sizes;
import sluice.plan.WriteMode;
import sluice.report.CollectionSummary;
import sluice.report.LoadSummary;
import sluice.report.SourceSummary;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.tune.TuneJson;
import sluice.tune.TunePage;
import sluice.tune.TuneReport;
import sluice.tune.TuneResult;
import sluice.tune.TuneSetting;
import sluice.tune.TuneSetting.Kind;
import sluice.workers.StopSignal;

/** The command {@code sluice tune}. */
@Command(
        name = "tune",
        description = {
            "Measures which chunk size and number of workers load a plan fastest.",
            "Every run loads into a database of its own, which is dropped; the plan's database is not touched."
        },
        sortOptions = false)
public final class TuneCommand implements Callable<Integer> {
    /** A chunk is in memory more than once: as bytes, as documents, and as the batch on its way. */
    private static final int HEAP_PER_CHUNK = 8;

    private static final int MAX_RUNS = 1_000;

    @Parameters(
            paramLabel = "PLAN",
            description =
                    "A plan (.yaml, .yml, or the name of one that comes with Sluice). All of its files are loaded in"
                            + " every run.")
    String planName = "";

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    FromMixin from = new FromMixin();

    @Option(
            names = "--chunk-sizes",
            split = ",",
            paramLabel = "SIZE",
            description =
                    "What a worker takes at a time: rows (5000) or bytes (1MiB), separated by commas. Default: five"
                            + " from 500 to 128000 rows, or to all rows of the biggest file.")
    List<String> chunkSizes = new ArrayList<>();

    @Option(
            names = "--worker-counts",
            split = ",",
            paramLabel = "N|N.NC",
            description = "Threads that load: numbers, or multiples of the cores, separated by commas. Default: 1, 2, 4"
                    + " and so on to 4C, at least to 8.")
    List<String> workerCounts = new ArrayList<>();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each setting is run; the one in the middle counts. Default: ${DEFAULT-VALUE}.")
    int runs = 3;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "tune.html",
            description = "The report: a page with charts, table and finding. Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("tune.html");

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures of all runs go. Default: nowhere.")
    @Nullable
    Path json;

    @Option(names = "--apply", description = "Write the recommended setting into the plan, under load.")
    boolean apply;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter err = command.commandLine().getErr();
        Plan plan;
        List<ChunkSize> sizes;
        List<Integer> workers;
        try {
            int cores = Runtime.getRuntime().availableProcessors();
            sizes = chunkSizes.stream().map(Sizes::chunkSize).distinct().toList();
            workers = workerCounts.isEmpty()
                    ? TuneGrid.workerCounts(cores)
                    : workerCounts.stream()
                            .map(text -> Sizes.workers(text, cores))
                            .distinct()
                            .sorted()
                            .toList();
            requireWritable();
            plan = Plans.read(planName, from.folder());
            requireRepeatable(plan);
            if (apply) {
                TunedPlan.requireChangeable(planName);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, err, displayed::get);
        int most = Stream.concat(workers.stream(), Stream.of(64))
                .max(Integer::compare)
                .orElseThrow();
        try (ServerSession session = ServerSession.open(serverOptions, most);
                Screen screen =
                        quiet ? Screen.none() : Screen.on(command.commandLine().getOut())) {
            screen.line(session.greeting());
            TuneReport report = measured(plan, sizes, workers, session, screen, stop, displayed);
            write(out, TunePage.of(report));
            if (json != null) {
                write(json, TuneJson.of(report));
            }
            if (apply) {
                TunedPlan.write(planName, report.finding().recommended().setting());
            }
            TuneText.print(report, out, planName, apply, screen);
            return ExitCode.OK.status();
        } catch (TuneEndedException e) {
            e.problems().forEach(problem -> err.println("sluice: " + problem));
            return e.code().status();
        }
    }

    private TuneReport measured(
            Plan plan,
            List<ChunkSize> sizes,
            List<Integer> workers,
            ServerSession session,
            Screen screen,
            StopSignal stop,
            AtomicBoolean displayed) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Instant started = Instant.now();
        Path folder = temporary();
        try (ScratchDatabase scratch = ScratchDatabase.on(session.server(), plan.database(), err)) {
            screen.line("Every run loads into the database " + scratch.name() + ", which is dropped; " + plan.database()
                    + " is not touched.");
            LoadSummary first;
            List<TuneResult> results;
            displayed.set(screen.terminal() != null);
            try (TuneProgress progress = TuneProgress.start(screen, stop)) {
                TuneRuns all = new TuneRuns(plan, session.server(), scratch, folder, stop, progress);
                first = all.warmUp();
                requireRecords(first);
                results = all.measure(settings(first, sizes, workers), runs);
            } finally {
                displayed.set(false);
            }
            return new TuneReport(
                    started,
                    Duration.between(started, Instant.now()).toMillis() / 1e3,
                    planName,
                    session.server().secrets().redact(commandLine()),
                    session.server().description(),
                    TuneMachine.here(),
                    new TuneReport.Data(first.records(), first.rejected(), first.bytes()),
                    results);
        } finally {
            TuneRuns.delete(folder);
            folder.toFile().delete();
        }
    }

    /** The baseline, the default, and all others. */
    private static List<TuneSetting> settings(LoadSummary first, List<ChunkSize> sizes, List<Integer> workers) {
        List<SourceSummary> sources = first.collections().stream()
                .map(CollectionSummary::sources)
                .flatMap(List::stream)
                .toList();
        long bytes = sources.stream().mapToLong(SourceSummary::bytes).max().orElse(1);
        long rows = sources.stream().mapToLong(SourceSummary::records).max().orElse(1);
        long room = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / HEAP_PER_CHUNK);
        ChunkSize all = ChunkSize.bytes((int) Math.max(1, Math.min(room, bytes)));
        List<TuneSetting> settings = new ArrayList<>();
        settings.add(new TuneSetting(Kind.BASELINE, 1, all, bytes <= room));
        settings.add(new TuneSetting(
                Kind.DEFAULT,
                first.settings().workers(),
                Sizes.chunkSize(first.settings().chunkSize()),
                false));
        settings.addAll(TuneGrid.candidates(workers, sizes.isEmpty() ? TuneGrid.chunkSizes(rows) : sizes));
        return settings;
    }

    private static void requireRecords(LoadSummary first) {
        if (first.records() > 0 && first.rejected() == first.records()) {
            throw new TuneEndedException(
                    ExitCode.FATAL,
                    List.of(
                            "every record is rejected in an empty database, so there is nothing to measure; does the plan refer"
                                    + " to a collection that it doesn't load?"));
        }
        if (first.records() == 0) {
            throw new TuneEndedException(ExitCode.FATAL, List.of("the plan's files hold no records to measure with."));
        }
    }

    private void requireWritable() {
        if (runs < 1 || runs > MAX_RUNS) {
            throw new IllegalArgumentException("--runs is from 1 to " + MAX_RUNS);
        }
        for (Path file : json == null ? List.of(out) : List.of(out, json)) {
            Path folder = file.toAbsolutePath().getParent();
            boolean fits = !Files.isDirectory(file)
                    && (Files.exists(file) ? Files.isWritable(file) : folder != null && Files.isWritable(folder));
            if (!fits) {
                throw new IllegalArgumentException(file + " can't be written");
            }
        }
    }

    private static void requireRepeatable(Plan plan) {
        for (CollectionPlan collection : plan.collections()) {
            if (collection.mode() == WriteMode.DELETE) {
                throw new IllegalArgumentException("collection " + collection.name()
                        + " deletes documents, and there are none in the empty database that runs load into");
            }
            for (String pattern : collection.files()) {
                if (!isRepeatable(plan, pattern)) {
                    throw new IllegalArgumentException("collection " + collection.name() + " reads "
                            + (pattern.equals("-") ? "standard input" : pattern)
                            + ", which can be read only once; tune needs files, which it loads again and again");
                }
            }
        }
    }

    private static boolean isRepeatable(Plan plan, String pattern) {
        try {
            return Sources.find(plan.directory(), pattern, InputStream.nullInputStream()).stream()
                    .allMatch(source -> source.repeatable());
        } catch (SourceException e) {
            // The first run says it better, with its line in the plan.
            return true;
        }
    }

    private String commandLine() {
        return "sluice "
                + String.join(
                        " ",
                        Objects.requireNonNull(spec)
                                .root()
                                .commandLine()
                                .getParseResult()
                                .originalArgs());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sluice-tune");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be written: " + e.getMessage(), e);
        }
    }
}
