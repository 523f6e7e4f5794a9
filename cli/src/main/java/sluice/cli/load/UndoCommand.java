package sluice.cli.load;

import java.nio.file.Path;
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
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Table;
import sluice.journal.Journal;
import sluice.journal.OperationDirectory;
import sluice.load.Undo;
import sluice.operation.Rejects;
import sluice.report.UndoSummary;
import sluice.workers.StopSignal;

/** The command {@code sluice undo}. */
@Command(
        name = "undo",
        description = {
            "Removes exactly what a load inserted, and the indexes and collections that it made.",
            "A load that replaced, changed or deleted documents can't be undone, nor can --drop."
        },
        sortOptions = false)
public final class UndoCommand implements Callable<Integer> {

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    OneOperationMixin operation = new OneOperationMixin();

    @Option(names = "--quiet", description = "Print nothing but errors.")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        OperationDirectory directory = operation.find();
        StopSignal stop = new StopSignal();
        Interrupts.install(stop, command.commandLine().getErr(), () -> false);
        try (ServerSession session = ServerSession.open(serverOptions, 4);
                Screen screen =
                        quiet ? Screen.none() : Screen.on(command.commandLine().getOut())) {
            screen.line(session.greeting(OperationsMixin.database(directory)));
            undo(directory, session, screen, stop);
            return ExitCode.OK.status();
        }
    }

    /** An operation that loads rejects is one of its own, with an undo of its own. */
    private static void rejectsStay(@Nullable String loadedBy, Screen screen) {
        if (loadedBy != null) {
            Path by = Path.of(loadedBy);
            screen.line("Note            Its rejects were loaded by " + by.getFileName()
                    + ", and what that inserted stays. To remove it too: sluice undo "
                    + OperationsMixin.argument(by));
        }
    }

    static void undo(OperationDirectory directory, ServerSession session, Screen screen, StopSignal stop) {
        UndoSummary summary = LoadView.show(
                session.server(),
                screen,
                stop,
                new AtomicBoolean(),
                view -> new Undo(directory.path(), session.server(), view, stop).run());
        if (summary == null) {
            screen.line("Operation " + directory.id() + " was undone before: nothing to do.");
            rejectsStay(Rejects.loadedBy(Journal.read(directory)), screen);
            return;
        }
        screen.line("");
        Table table = new Table("collection", "inserted", "removed", "indexes dropped");
        summary.collections()
                .forEach(collection -> table.row(
                        collection.name(),
                        Numbers.count(collection.inserted()),
                        Numbers.count(collection.removed()),
                        collection.dropped() ? "with the collection" : String.join(" ", collection.indexes())));
        table.lines(screen.width()).forEach(screen::line);
        screen.line("");
        for (UndoSummary.Collection collection : summary.collections()) {
            if (collection.removed() < collection.inserted()) {
                screen.line("Note            " + collection.name() + ": "
                        + Numbers.counted(collection.inserted() - collection.removed(), "document")
                        + " fewer: they were gone or changed already, or an undo that ended early had removed them.");
            }
            if (!collection.dropped() && collection.indexesKept()) {
                screen.line("Note            " + collection.name()
                        + ": others have loaded into it since, so its indexes stay.");
            }
            if (collection.removed() > collection.inserted()) {
                screen.line("Note            " + collection.name() + ": "
                        + Numbers.counted(collection.removed() - collection.inserted(), "document")
                        + " more: what was in flight when the load ended, and in no count.");
            }
        }
        rejectsStay(summary.rejectsLoadedBy(), screen);
        screen.line("Undone: " + Numbers.counted(summary.removed(), "document") + " removed.");
    }
}
