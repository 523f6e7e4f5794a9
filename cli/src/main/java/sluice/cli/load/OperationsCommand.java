package sluice.cli.load;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sluice.cli.process.ExitCode;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Table;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalHeader;
import sluice.journal.JournalState;
import sluice.journal.OperationDirectory;
import sluice.operation.Rejects;
import sluice.report.LoadStatus;

/** The command {@code sluice operations}. */
@Command(
        name = "operations",
        description = "Lists the loads of a folder with their state, and the command to go on.",
        sortOptions = false)
public final class OperationsCommand implements Callable<Integer> {

    @Mixin
    OperationsMixin operations = new OperationsMixin();

    @Spec
    @Nullable
    CommandSpec spec;

    /** An operation as it is listed. */
    private record Line(String state, String records, String collections, String next) {}

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<OperationDirectory> all = operations.all();
        if (all.isEmpty()) {
            out.println("No operations in " + operations.folder + ".");
            return ExitCode.OK.status();
        }
        Table table = new Table("operation", "state", "records", "into", "next");
        for (OperationDirectory directory : all) {
            Line line = line(directory);
            table.row(directory.id(), line.state, line.records, line.collections, line.next);
        }
        try (Screen screen = Screen.on(out)) {
            table.lines(screen.width()).forEach(screen::line);
        }
        return ExitCode.OK.status();
    }

    /** What an operation has to do with another one. */
    private static String relation(JournalState state) {
        String of = state.header().rejectsOf();
        String by = Rejects.loadedBy(state);
        return (of == null ? "" : ", rejects of " + of)
                + (by == null ? "" : ", rejects loaded by " + Path.of(by).getFileName());
    }

    private static Line line(OperationDirectory directory) {
        if (!Files.exists(directory.journal())) {
            return new Line("no journal", "-", "-", "-");
        }
        boolean running = directory.inUse();
        JournalState state;
        try {
            state = Journal.read(directory);
        } catch (JournalException e) {
            return new Line("damaged", "-", "-", "sluice verify " + directory.plan() + " --ignore-ids");
        }
        String records = Numbers.count(state.records());
        JournalHeader header = state.header();
        String into = header.collections().stream()
                .map(collection -> header.database() + "." + collection.name())
                .collect(Collectors.joining(" "));
        String argument = OperationsMixin.argument(directory.path());
        if (running) {
            return new Line("running", records, into, "-");
        }
        if (state.undone() != null) {
            String by = Rejects.loadedBy(state);
            return new Line(
                    "undone", records, into, by == null ? "-" : "sluice undo " + OperationsMixin.argument(Path.of(by)));
        }
        if (state.isUndoing()) {
            return new Line("half undone", records, into, "sluice undo " + argument);
        }
        String finished = state.finished();
        if (finished != null) {
            boolean rejects = finished.equals(LoadStatus.COMPLETED_WITH_REJECTS.code());
            boolean open = rejects && state.rejectsLoadedBy() == null;
            return new Line(
                    LoadStatus.of(finished).words() + relation(state),
                    records,
                    into,
                    open ? "sluice load --rejects " + argument : "-");
        }
        return header.unrepeatable() == null
                ? new Line("ended early", records, into, "sluice resume " + argument)
                : new Line("ended early, can't be resumed", records, into, "sluice undo " + argument);
    }
}
