package sluice.cli.load;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sluice.cli.terminal.ProgressDisplay;
import sluice.cli.terminal.Screen;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Shows how far each reading of a verification is. */
final class VerifyView implements AutoCloseable {
    private final Screen screen;
    private final StopSignal stop;
    private final AtomicBoolean displayed;
    private @Nullable ProgressDisplay display;

    /** {@code displayed} says whether a display is redrawn on a terminal and shows that it is stopping. */
    VerifyView(Screen screen, StopSignal stop, AtomicBoolean displayed) {
        this.screen = screen;
        this.stop = stop;
        this.displayed = displayed;
    }

    /** Shows a reading in place of the one before. */
    void start(LoadProgress progress) {
        end();
        display = ProgressDisplay.start(screen, progress, stop);
        displayed.set(screen.terminal() != null);
    }

    /** Takes the display away. */
    void end() {
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
