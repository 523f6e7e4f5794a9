package sluice.cli.load;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
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
import sluice.cli.plan.PlanOptionsMixin;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.process.TextOut;
import sluice.cli.terminal.ProgressView;
import sluice.cli.terminal.Screen;
import sluice.operation.OperationRecord;
import sluice.plan.Plan;
import sluice.plan.Sizes;
import sluice.verify.Verification;
import sluice.verify.VerifyOptions;
import sluice.verify.VerifyReport;
import sluice.workers.StopSignal;

/** The command {@code sluice verify}. */
@Command(
        name = "verify",
        description = {
            "Compares what files should give with what collections hold, and changes nothing.",
            "Equal, or which documents are missing, extra or different; exit code 1 where any is."
        },
        sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "PLAN|FILE|OPERATION",
            description =
                    "What was loaded: the plan or the files, with the options of the load; or the operation, by its"
                            + " id, its folder or last, which knows them, its _ids and its rejects.")
    List<String> inputs = new ArrayList<>();

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    OperationsMixin operations = new OperationsMixin();

    @Mixin
    PlanOptionsMixin planOptions = new PlanOptionsMixin();

    @Option(
            names = "--ignore-extra",
            description = "Documents that no record gives are no difference: they may have been there before.")
    boolean ignoreExtra;

    @Option(
            names = "--ignore-ids",
            description = "Nothing of a generated _id counts. Default: that it was made from the record's place in its"
                    + " file.")
    boolean ignoreIds;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + VerifyOptions.DEFAULT_SHOWN,
            description = "How many differences are shown. Default: ${DEFAULT-VALUE}.")
    int limit = VerifyOptions.DEFAULT_SHOWN;

    @Option(
            names = "--differences",
            paramLabel = "FILE",
            description = "Where all differences go, as lines of JSON; made only where there is one, in place of an"
                    + " older one.")
    @Nullable
    Path differences;

    @Option(
            names = "--compare-memory",
            paramLabel = "SIZE",
            description = "What documents may take that are compared one by one, such as 256MiB; less means more"
                    + " readings where much differs. Default: an eighth of the heap.")
    @Nullable
    String compareMemory;

    @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        VerifyOptions options = options(command);
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, command.commandLine().getErr(), displayed::get);
        Integer workers = options.plan().settings().workers();
        try (ServerSession session = ServerSession.open(serverOptions, workers == null ? 64 : workers);
                Screen screen = json ? Screen.none() : Screen.on(out);
                ProgressView view = new ProgressView(screen, stop, displayed)) {
            screen.line(session.greeting(planOptions.database()));
            VerifyReport report = new Verification(options, session.server(), view::start, stop).run();
            view.end();
            if (json) {
                TextOut.of(out).json(report.json());
            } else {
                VerifyText.print(report, screen, differences);
            }
            return (report.equal() ? ExitCode.OK : ExitCode.REJECTS).status();
        }
    }

    private VerifyOptions options(CommandSpec command) {
        if (planOptions.drops()) {
            throw new ParameterException(command.commandLine(), "--drop is for loads: a verification changes nothing");
        }
        OperationRecord operation = operation();
        Plan plan = operation == null
                ? planOptions.plan(inputs, serverOptions, command.commandLine())
                : planOptions.plan(operation.plan(), command.commandLine());
        if (operation != null && !operation.finished()) {
            command.commandLine()
                    .getErr()
                    .println("The operation has not come to its end: what it has not loaded yet is missing.");
        }
        try {
            if (limit < 0) {
                throw new IllegalArgumentException("--limit is at least 0");
            }
            VerifyOptions options = VerifyOptions.of(plan)
                    .withKnown(operation)
                    .ignoring(ignoreExtra || (operation != null && operation.besideOthers()), ignoreIds)
                    .telling(limit, differences);
            return compareMemory == null ? options : options.within(options.bucketBits(), Sizes.memory(compareMemory));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable OperationRecord operation() {
        String first = inputs.get(0);
        if (inputs.size() != 1 || !OperationsMixin.isName(first)) {
            return null;
        }
        OperationRecord record = OperationRecord.of(operations.find(first));
        String loadedBy = record.rejectsLoadedBy();
        if (loadedBy != null) {
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println(
                            "Its rejects were loaded by another operation, which this leaves aside. To verify that too:"
                                    + " sluice verify " + OperationsMixin.argument(Path.of(loadedBy)));
        }
        return record;
    }
}
