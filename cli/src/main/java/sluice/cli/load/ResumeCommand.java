package sluice.cli.load;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.plan.PaceMixin;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.process.ThisProcess;
import sluice.cli.terminal.Screen;
import sluice.journal.Journal;
import sluice.journal.OperationDirectory;
import sluice.load.Resume;
import sluice.load.ResumeOptions;
import sluice.plan.LoadSettings;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.workers.StopSignal;

/** The command {@code sluice resume}. */
@Command(
        name = "resume",
        description = {
            "Goes on with a load that ended early, exactly as it would have gone on.",
            "What is done is not loaded again, however the load ended; nothing is lost and nothing is there twice."
        },
        sortOptions = false)
public final class ResumeCommand implements Callable<Integer> {

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    OneOperationMixin operation = new OneOperationMixin();

    @Mixin
    PaceMixin pace = new PaceMixin();

    @Option(names = "--quiet", description = "Print nothing but errors.")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        OperationDirectory directory = operation.find();
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, command.commandLine().getErr(), displayed::get);
        Integer workers =
                pace.settings(LoadSettings.DEFAULT, command.commandLine()).workers();
        try (ServerSession session = ServerSession.open(serverOptions, workers == null ? 64 : workers);
                Screen screen = quiet ? Screen.none() : Screen.on(out)) {
            screen.line(session.greeting(OperationsMixin.database(directory)));
            ResumeOptions options = new ResumeOptions(
                    directory.path(),
                    settings -> pace.settings(settings, command.commandLine()),
                    ThisProcess.started());
            LoadSummary summary = LoadView.show(
                    session.server(),
                    screen,
                    stop,
                    displayed,
                    view -> new Resume(options, session.server(), view, stop).run());
            if (summary == null) {
                screen.line("Operation " + directory.id() + " was finished: nothing to do.");
                return finished(directory);
            }
            return LoadCommand.print(summary, screen, quiet, command.commandLine());
        }
    }

    /** The exit code that the load had, or would have had if it had come to say so. */
    private static int finished(OperationDirectory directory) {
        boolean rejects = LoadStatus.COMPLETED_WITH_REJECTS
                .code()
                .equals(Journal.read(directory).finished());
        return (rejects ? ExitCode.REJECTS : ExitCode.OK).status();
    }
}
