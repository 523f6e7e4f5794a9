package sluice.cli.load;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.Logs;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.ProgressView;
import sluice.cli.terminal.Screen;
import sluice.journal.OperationDirectory;
import sluice.load.Load;
import sluice.load.LoadListener;
import sluice.load.LoadOptions;
import sluice.report.LoadSummary;
import sluice.server.Secrets;
import sluice.server.Server;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Shows a load on the screen and writes its log. */
public final class LoadView implements LoadListener, AutoCloseable {
    private final Screen screen;
    private final Secrets secrets;
    private final ProgressView progress;
    private final boolean logged;
    private Logs.@Nullable AutoCloseableHandler log;

    /**
     * Runs a load and shows how far it is.
     *
     * @param displayed says whether a display is redrawn on a terminal and shows that the load is stopping
     */
    public static LoadSummary load(
            LoadOptions options, Server server, Screen screen, StopSignal stop, AtomicBoolean displayed) {
        return load(options, server, screen, stop, displayed, true);
    }

    /** The same, with a log of the operation or without. */
    public static LoadSummary load(
            LoadOptions options,
            Server server,
            Screen screen,
            StopSignal stop,
            AtomicBoolean displayed,
            boolean logged) {
        return show(server, screen, stop, displayed, logged, view -> new Load(options, server, view, stop).run());
    }

    /** Shows what goes on with an operation, or undoes it. */
    static <T extends @Nullable Object> T show(
            Server server, Screen screen, StopSignal stop, AtomicBoolean displayed, Function<LoadListener, T> work) {
        return show(server, screen, stop, displayed, true, work);
    }

    private static <T extends @Nullable Object> T show(
            Server server,
            Screen screen,
            StopSignal stop,
            AtomicBoolean displayed,
            boolean logged,
            Function<LoadListener, T> work) {
        try (LoadView view = new LoadView(screen, server.secrets(), stop, displayed, logged)) {
            return work.apply(view);
        }
    }

    /** {@code displayed} says whether a display is redrawn on a terminal and shows that the load is stopping. */
    private LoadView(Screen screen, Secrets secrets, StopSignal stop, AtomicBoolean displayed, boolean logged) {
        this.logged = logged;
        this.screen = screen;
        this.secrets = secrets;
        this.progress = new ProgressView(screen, stop, displayed);
    }

    @Override
    public void inferring(LoadProgress inference) {
        screen.line("Inferring types from every row");
        progress.start(inference);
    }

    @Override
    public void noted(String sentence) {
        progress.end();
        screen.line(Columns.printable(sentence));
    }

    @Override
    public void checked(OperationDirectory directory) {
        progress.end();
        log = logged ? Logs.attach(directory, secrets) : null;
        screen.line("Operation " + directory.id());
    }

    @Override
    public void unrepeatable(String source) {
        screen.line("Can't be resumed if it ends early: " + source + " can be read only once");
    }

    @Override
    public void loading(LoadProgress load) {
        progress.start(load);
    }

    @Override
    public void loaded() {
        progress.end();
    }

    @Override
    public void close() {
        progress.end();
        if (log != null) {
            log.close();
            log = null;
        }
    }
}
