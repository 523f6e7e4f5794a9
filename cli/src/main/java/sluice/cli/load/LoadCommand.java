package sluice.cli.load;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.plan.PlanOptionsMixin;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.process.ThisProcess;
import sluice.cli.terminal.ProgressView;
import sluice.cli.terminal.Screen;
import sluice.expected.Forecast;
import sluice.expected.ForecastReport;
import sluice.journal.OperationDirectory;
import sluice.load.LoadOptions;
import sluice.operation.OperationRecord;
import sluice.operation.Rejects;
import sluice.plan.Plan;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.verify.Verification;
import sluice.verify.VerifyOptions;
import sluice.verify.VerifyReport;
import sluice.workers.StopSignal;

/** The command {@code sluice load}. */
@Command(
        name = "load",
        description = {
            "Loads CSV files into collections, as a plan says or the options do.",
            "Rejected records go to the operation's folder, with reasons; the rest is loaded."
        },
        sortOptions = false)
public final class LoadCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "PLAN|FILE",
            description =
                    "A plan (.yaml, .yml, or the name of one that comes with Sluice), or files: each goes into the collection of its base name. "
                            + "Globs, folders, ARCHIVE.zip!ENTRY and URLs work, - is standard input.")
    List<String> inputs = new ArrayList<>();

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    PlanOptionsMixin planOptions = new PlanOptionsMixin();

    @ArgGroup
    @Nullable
    Order order;

    @Option(
            names = "--rejects",
            paramLabel = "OPERATION",
            description =
                    "In place of a plan: load the reject files of an operation, once corrected, under its own plan.")
    @Nullable
    String rejects;

    @Option(
            names = "--verify",
            description =
                    "At the end compare the files with what the collections hold, as `sluice verify OPERATION` does; exit"
                            + " code 1 where they differ.")
    boolean verify;

    @Option(
            names = "--undo-on-failure",
            description =
                    "Remove what was inserted where the load fails or stops at the error limit; the exit code stays.")
    boolean undoOnFailure;

    @Option(
            names = "--dry-run",
            description =
                    "Do all but write: read every row, ask the server what is there, and say what would happen. Exit"
                            + " code 1 if records would be rejected.")
    boolean dryRun;

    @Mixin
    OperationsMixin operations = new OperationsMixin();

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
        OperationDirectory rejectsOf = rejectsOf(command.commandLine());
        Plan plan = rejectsOf == null
                ? planOptions.plan(inputs, serverOptions, command.commandLine())
                : planOptions.plan(Rejects.plan(rejectsOf), command.commandLine());
        if (order != null) {
            plan = plan.withSettings(plan.settings().withLinear(order.linear));
        }
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, command.commandLine().getErr(), displayed::get);
        Integer workers = plan.settings().workers();
        int connections = workers == null ? 64 : workers;
        try (ServerSession session = dryRun
                        ? ServerSession.openForReading(serverOptions, connections)
                        : ServerSession.open(serverOptions, connections);
                Screen screen = quiet ? Screen.none() : Screen.on(out)) {
            screen.line(session.greeting(planOptions.database()));
            if (dryRun) {
                return forecast(plan, session, screen, stop, displayed);
            }
            LoadOptions options = new LoadOptions(plan, rejectsOf, operations.folder, System.in, ThisProcess.started());
            LoadSummary summary = LoadView.load(options, session.server(), screen, stop, displayed);
            int code = print(summary, screen, quiet, command.commandLine());
            if (verify && summary.status().isComplete()) {
                int verified = verify(summary, session, screen, stop);
                if (quiet && verified > 0) {
                    command.commandLine()
                            .getErr()
                            .println("sluice: the collections don't hold what the files give; see verification.json in "
                                    + summary.directory());
                }
                code = Math.max(code, verified);
            }
            boolean failed =
                    summary.status() == LoadStatus.FAILED || summary.status() == LoadStatus.STOPPED_AT_ERROR_LIMIT;
            if (failed && undoOnFailure) {
                screen.line("");
                screen.line("Undoing it, as --undo-on-failure says.");
                UndoCommand.undo(OperationDirectory.at(Path.of(summary.directory())), session, screen, stop);
            }
            return code;
        }
    }

    private static int forecast(
            Plan plan, ServerSession session, Screen screen, StopSignal stop, AtomicBoolean displayed) {
        try (ProgressView view = new ProgressView(screen, stop, displayed)) {
            ForecastReport report = new Forecast(plan, session.server(), System.in, stop).run(view::startOnTerminal);
            view.end();
            ForecastText.print(report, screen);
            return (report.rejected() > 0 ? ExitCode.REJECTS : ExitCode.OK).status();
        }
    }

    private @Nullable OperationDirectory rejectsOf(CommandLine command) {
        if (inputs.isEmpty() == (rejects == null)) {
            throw new ParameterException(
                    command,
                    rejects == null
                            ? "name what to load, PLAN|FILE..., or --rejects OPERATION"
                            : "--rejects stands alone: the operation knows its plan and its files");
        }
        if (dryRun && (verify || undoOnFailure)) {
            throw new ParameterException(
                    command, "--dry-run writes nothing, so --verify and --undo-on-failure have nothing to do");
        }
        if (rejects != null && planOptions.drops()) {
            throw new ParameterException(command, "--drop would drop what the rejects are to complete");
        }
        return rejects == null ? null : operations.find(rejects);
    }

    private static int verify(LoadSummary summary, ServerSession session, Screen screen, StopSignal stop) {
        OperationDirectory directory = OperationDirectory.at(Path.of(summary.directory()));
        OperationRecord operation = OperationRecord.of(directory);
        Path differences = directory.path().resolve("differences.jsonl");
        VerifyOptions options = VerifyOptions.of(operation.plan())
                .withKnown(operation)
                .ignoring(operation.besideOthers(), false)
                .telling(VerifyOptions.DEFAULT_SHOWN, differences);
        try (ProgressView view = new ProgressView(screen, stop, new AtomicBoolean())) {
            VerifyReport report = new Verification(options, session.server(), view::start, stop).run();
            view.end();
            OperationDirectory.write(directory.path().resolve("verification.json"), report.json() + "\n");
            screen.line("");
            VerifyText.print(report, screen, differences);
            return (report.equal() ? ExitCode.OK : ExitCode.REJECTS).status();
        }
    }

    /** Prints how a load ended, and returns the exit code that says so. */
    static int print(LoadSummary summary, Screen screen, boolean quiet, CommandLine command) {
        SummaryText.print(summary, screen);
        if (quiet) {
            summary.problems().forEach(problem -> command.getErr().println("sluice: " + problem));
        }
        return ExitCode.of(summary.status()).status();
    }
}
