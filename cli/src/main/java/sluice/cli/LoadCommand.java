package sluice.cli;

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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.journal.OperationDirectory;
import sluice.load.Load;
import sluice.load.LoadListener;
import sluice.load.LoadOptions;
import sluice.load.LoadProgress;
import sluice.load.StopSignal;
import sluice.plan.Plan;
import sluice.report.LoadSummary;
import sluice.sink.Secrets;

/** The command {@code sluice load}. */
@Command(
        name = "load",
        description = {
            "Loads CSV files into collections, as a plan says or the options do.",
            "Rejected records go to the operation's folder, with reasons; the rest is loaded."
        },
        sortOptions = false)
final class LoadCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "PLAN|FILE",
            description =
                    "A plan (.yaml, .yml, or the name of one that comes with Sluice), or files: each goes into the collection of its base name. "
                            + "Globs work, - is standard input.")
    List<String> inputs = new ArrayList<>();

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    PlanOptionsMixin planOptions = new PlanOptionsMixin();

    @ArgGroup
    @Nullable
    Order order;

    @Option(
            names = "--operations-dir",
            paramLabel = "DIR",
            defaultValue = "sluice-operations",
            description = "Where operations keep log, rejects and report. Default: ${DEFAULT-VALUE}.")
    Path operations = Path.of("sluice-operations");

    @Option(names = "--quiet", description = "Print nothing but errors.")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec spec;

    /** Linear or parallel, not both. */
    static final class Order {
        @Option(names = "--linear", description = "One worker, one collection and one file after the other.")
        boolean linear;

        @Option(names = "--parallel", description = "All collections at once, shared by all workers. The default.")
        boolean parallel;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        Plan plan = planOptions.plan(inputs, command.commandLine());
        if (order != null) {
            plan = plan.withSettings(plan.settings().withLinear(order.linear));
        }
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, command.commandLine().getErr(), displayed::get);
        Integer workers = plan.settings().workers();
        try (ServerSession session = ServerSession.open(serverOptions, workers == null ? 64 : workers);
                Screen screen = quiet ? Screen.none() : Screen.on(out)) {
            screen.line(session.greeting());
            View view = new View(screen, session.server().secrets(), stop, displayed);
            try (view) {
                LoadOptions options = new LoadOptions(plan, operations, System.in, processStarted());
                LoadSummary summary = new Load(options, session.server(), view, stop).run();
                view.close();
                SummaryText.print(summary, screen);
                if (quiet) {
                    summary.problems()
                            .forEach(problem -> command.commandLine().getErr().println("sluice: " + problem));
                }
                return ExitCode.of(summary.status()).status();
            }
        }
    }

    private static Instant processStarted() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    /** Shows a load on the screen and writes its log. */
    private static final class View implements LoadListener, AutoCloseable {
        private final Screen screen;
        private final Secrets secrets;
        private final StopSignal stop;
        private final AtomicBoolean displayed;
        private @Nullable ProgressDisplay display;
        private Logs.@Nullable AutoCloseableHandler log;

        /** {@code displayed} says whether a display is redrawn on a terminal and shows that the load is stopping. */
        View(Screen screen, Secrets secrets, StopSignal stop, AtomicBoolean displayed) {
            this.screen = screen;
            this.secrets = secrets;
            this.stop = stop;
            this.displayed = displayed;
        }

        @Override
        public void inferring(LoadProgress progress) {
            screen.line("Inferring types from every row");
            start(progress);
        }

        @Override
        public void checked(OperationDirectory directory) {
            end();
            log = Logs.attach(directory, secrets);
            screen.line("Operation " + directory.id());
        }

        @Override
        public void loading(LoadProgress progress) {
            start(progress);
        }

        @Override
        public void loaded() {
            end();
        }

        private void start(LoadProgress progress) {
            display = ProgressDisplay.start(screen, progress, stop);
            displayed.set(screen.terminal() != null);
        }

        private void end() {
            if (display != null) {
                display.close();
                display = null;
                displayed.set(false);
            }
        }

        @Override
        public void close() {
            end();
            if (log != null) {
                log.close();
                log = null;
            }
        }
    }
}
