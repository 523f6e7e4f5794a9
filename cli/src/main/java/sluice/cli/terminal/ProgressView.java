package sluice.cli.terminal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Shows how far work of several steps is, one step at a time. */
public final class ProgressView implements AutoCloseable {
    private final Screen screen;
    private final StopSignal stop;
    private final AtomicBoolean displayed;
    private @Nullable ProgressDisplay display;

    /** {@code displayed} says whether a display is redrawn on a terminal and shows that the work is stopping. */
    public ProgressView(Screen screen, StopSignal stop, AtomicBoolean displayed) {
        this.screen = screen;
        this.stop = stop;
        this.displayed = displayed;
    }

    /** Shows a step in place of the one before. */
    public void start(LoadProgress progress) {
        end();
        display = ProgressDisplay.start(screen, progress, stop);
        displayed.set(screen.terminal() != null);
    }

    /** As {@link #start}, on a terminal only: elsewhere standard output belongs to the result. */
    public void startOnTerminal(LoadProgress progress) {
        if (screen.terminal() != null) {
            start(progress);
        }
    }

    /** Takes the display away. */
    public void end() {
        if (display != null) {
            display.close();
            display = null;
            displayed.set(false);
        }
    }

    @Override
    public void close() {
        end();
    }
}
