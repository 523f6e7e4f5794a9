package sluice.cli.compare;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.connection.DatabaseMixin;
import sluice.cli.connection.Distance;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.load.LoadView;
import sluice.cli.plan.FromMixin;
import sluice.cli.plan.Plans;
import sluice.cli.process.CommandException;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Prompt;
import sluice.cli.terminal.Screen;
import sluice.collection.CollectionHash;
import sluice.collection.TargetCollection;
import sluice.load.Load;
import sluice.load.LoadOptions;
import sluice.plan.CollectionPlan;
import sluice.plan.Drop;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.Sizes;
import sluice.plan.WriteMode;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.source.StandardInput;
import sluice.workers.StopSignal;

/** The command {@code sluice compare}. */
@Command(
        name = "compare",
        description = {
            "Loads a plan linear and parallel, in turn and from the same empty collections; tells what parallel saves, and"
                    + " proves that both end in the same state."
        },
        sortOptions = false)
public final class CompareCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "A plan, or the name of one that comes with Sluice.")
    String planName = "";

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often each is run; the medians count. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(
            names = "--no-warm-up",
            description =
                    "Leave out the load that comes first and is not counted; it keeps the first counted one from paying"
                            + " for the start of Java.")
    boolean cold;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description =
                    "Let the server seem far away: what is added to each round trip, such as 5ms. Default: nothing.")
    @Nullable
    String latency;

    @Option(
            names = "--workers",
            paramLabel = "N|N.NC",
            description =
                    "Threads of the parallel load: a number, or a multiple of the cores. Default: the plan's, or as a"
                            + " load chooses.")
    @Nullable
    String workers;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            description =
                    "What a worker takes at a time: rows (5000) or bytes (1MiB). Default: the plan's, or as a load"
                            + " chooses.")
    @Nullable
    String chunkSize;

    @Mixin
    FromMixin from = new FromMixin();

    @Mixin
    DatabaseMixin database = new DatabaseMixin();

    @Option(names = "--drop", description = "Drop the plan's collections first; otherwise they must be empty.")
    boolean drop;

    @ArgGroup
    @Nullable
    After after;

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Option(
            names = "--operations-dir",
            paramLabel = "DIR",
            defaultValue = "sluice-operations",
            description = "Where the loads keep log, rejects and report. Default: ${DEFAULT-VALUE}.")
    Path operations = Path.of("sluice-operations");

    @Spec
    @Nullable
    CommandSpec spec;

    private final StopSignal stop = new StopSignal();
    private final AtomicBoolean displayed = new AtomicBoolean();

    /** What becomes of the data. */
    static final class After {
        @Option(names = "--drop-after", description = "Drop the collections at the end.")
        boolean dropAfter;

        @Option(
                names = "--keep",
                description = "Keep what was loaded. Without either a terminal is asked, and elsewhere it is kept.")
        boolean keep;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Plan plan = plan();
        try (Distance distance = distance();
                ServerSession session = ServerSession.open(serverOptions, 64, distance);
                Screen screen = Screen.interactive(out)) {
            screen.line(session.greeting(database.chosen(plan.database())));
            if (!distance.isNone()) {
                screen.line("Latency: " + distance.text() + " added to each round trip, by a proxy before the server");
            }
            requireEmpty(session.server(), plan);
            Comparison comparison = new Comparison(plan);
            ExitCode code = Interrupts.during(stop, spec.commandLine().getErr(), displayed::get, () -> {
                if (!cold) {
                    screen.line("Warming up: one parallel load that is not counted");
                    load(session.server(), plan, false, screen);
                }
                for (int run = 0; run < runs; run++) {
                    for (boolean linear : List.of(true, false)) {
                        LoadSummary summary = run(session.server(), plan, linear, run, screen);
                        ExitCode ended = ExitCode.of(summary.status());
                        if (summary.status() != LoadStatus.COMPLETED
                                && summary.status() != LoadStatus.COMPLETED_WITH_REJECTS) {
                            summary.problems().forEach(screen::line);
                            screen.line("Stopped: the " + (linear ? "linear" : "parallel") + " load "
                                    + summary.status().words() + ".");
                            return ended;
                        }
                        comparison.add(linear, summary, hashes(session.server(), plan));
                    }
                }
                return ExitCode.OK;
            });
            if (code == ExitCode.OK) {
                screen.line("");
                comparison.lines(screen.width()).forEach(screen::line);
                code = comparison.equal() ? ExitCode.OK : ExitCode.REJECTS;
            }
            endData(session.server(), plan, screen);
            return code.status();
        }
    }

    private Plan plan() {
        if (runs < 1) {
            throw wrong("--runs is at least 1");
        }
        Plan plan = Plans.read(planName, from.folder(), database.name());
        try {
            LoadSettings settings = plan.settings();
            if (workers != null) {
                settings = settings.withWorkers(
                        Sizes.workers(workers, Runtime.getRuntime().availableProcessors()));
            }
            if (chunkSize != null) {
                settings = settings.withChunkSize(Sizes.chunkSize(chunkSize));
            }
            plan = plan.withSettings(settings);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        for (CollectionPlan collection : plan.collections()) {
            if (collection.mode() == WriteMode.DELETE) {
                throw new CommandException(
                        collection.name() + " is one that the plan deletes from, and both loads start from nothing.");
            }
            if (collection.files().contains(StandardInput.NAME)) {
                throw new CommandException(
                        collection.name() + " is loaded from standard input, which can't be read a second time.");
            }
        }
        return plan;
    }

    private Distance distance() {
        try {
            return latency == null ? Distance.NONE : Distance.of(latency);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private void requireEmpty(Server server, Plan plan) {
        for (CollectionPlan collection : plan.collections()) {
            TargetCollection target = new TargetCollection(server, plan.database(), collection.name());
            target.requireLoadable(collection);
            long count = target.count();
            if (count > 0 && !drop) {
                throw new CommandException(plan.database() + "." + collection.name() + " holds "
                        + Numbers.counted(count, "document") + ", and both loads start from empty collections."
                        + " --drop drops it; -d names another database.");
            }
        }
    }

    private LoadSummary run(Server server, Plan plan, boolean linear, int run, Screen screen) {
        boolean first = run == 0;
        if (first) {
            screen.line("");
            screen.line(linear ? "Linear" : "Parallel");
        }
        LoadSummary summary = first && !linear
                ? new Load(options(plan, false), server, new Transcript(screen), stop).run()
                : load(server, plan, linear, screen);
        if (first) {
            (linear ? Transcript.linear(summary) : Transcript.parallel(summary)).forEach(screen::line);
        } else {
            screen.line("Run " + (run + 1) + (linear ? " linear: " : " parallel: ")
                    + Numbers.seconds(summary.times().load()));
        }
        return summary;
    }

    private LoadSummary load(Server server, Plan plan, boolean linear, Screen screen) {
        return LoadView.load(options(plan, linear), server, shown(screen), stop, displayed);
    }

    /** The load itself empties the collections: it does so once all of its checks have passed. */
    private LoadOptions options(Plan plan, boolean linear) {
        Plan changed =
                plan.withSettings(plan.settings().withLinear(linear)).mapCollections(one -> one.withDrop(Drop.EARLY));
        return new LoadOptions(changed, operations, InputStream.nullInputStream(), Instant.now());
    }

    /** Progress is for people: elsewhere it would stand between the lines of the transcript. */
    private static Screen shown(Screen screen) {
        return screen.terminal() == null ? Screen.none() : screen;
    }

    private static List<CollectionHash> hashes(Server server, Plan plan) {
        List<CollectionHash> hashes = new ArrayList<>();
        for (CollectionPlan one : plan.collections()) {
            hashes.add(CollectionHash.of(server, plan.database(), one.name(), ids(one)));
        }
        return hashes;
    }

    private static CollectionHash.Ids ids(CollectionPlan plan) {
        if (plan.id() != null) {
            return CollectionHash.Ids.WHOLE;
        }
        return plan.mode() == WriteMode.UPSERT ? CollectionHash.Ids.NONE : CollectionHash.Ids.OFFSET;
    }

    private void endData(Server server, Plan plan, Screen screen) {
        boolean asked = after == null && Screen.hasKeyboard();
        boolean dropped = after != null && after.dropAfter;
        if (asked) {
            try {
                dropped = Prompt.on(screen).confirm("Drop data?");
            } catch (Prompt.LeftException | Prompt.EndedException e) {
                // Then it stays.
            }
        }
        if (dropped) {
            server.databases().drop(plan.database(), names(plan));
            screen.line("Dropped " + String.join(", ", names(plan)) + ".");
        }
    }

    private static List<String> names(Plan plan) {
        return plan.collections().stream().map(CollectionPlan::name).toList();
    }
}
