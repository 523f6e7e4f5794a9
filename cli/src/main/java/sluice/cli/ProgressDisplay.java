package sluice.cli;

import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;
import sluice.load.LoadProgress;

/**
 * Shows progress while a load runs: redrawn in place on a terminal, a line every few seconds elsewhere. Has a thread of
 * its own, which only reads the progress and writes the screen; nobody else writes the screen meanwhile.
 */
final class ProgressDisplay implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;
    private static final long PLAIN_MILLIS = 5_000;

    private final Screen screen;
    private final LoadProgress progress;
    private final @Nullable Display display;
    private final Thread thread;
    private boolean closing;

    private ProgressDisplay(Screen screen, LoadProgress progress) {
        this.screen = screen;
        this.progress = progress;
        Terminal terminal = screen.terminal();
        display = terminal == null ? null : new Display(terminal, false);
        thread = new Thread(this::run, "progress");
        thread.setDaemon(true);
    }

    static ProgressDisplay start(Screen screen, LoadProgress progress) {
        ProgressDisplay display = new ProgressDisplay(screen, progress);
        if (screen.shown()) {
            display.thread.start();
        }
        return display;
    }

    private synchronized void run() {
        while (!closing) {
            if (display != null) {
                redraw(display);
            }
            try {
                wait(display != null ? REDRAW_MILLIS : PLAIN_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            if (display == null && !closing) {
                lines(Integer.MAX_VALUE).forEach(screen::line);
            }
        }
        if (display != null) {
            redraw(display);
        }
    }

    private void redraw(Display target) {
        int width = Math.min(screen.width(), 200);
        Size size = Size.of(width, progress.meters().size() + 1);
        target.resize(size);
        List<AttributedString> lines =
                lines(width - 1).stream().map(AttributedString::new).toList();
        target.update(lines, size.cursorPos(lines.size(), 0));
    }

    private List<String> lines(int width) {
        int nameWidth = progress.meters().stream()
                .mapToInt(meter -> Columns.width(meter.collection()))
                .max()
                .orElse(0);
        return progress.meters().stream()
                .map(meter -> ProgressLine.of(meter, nameWidth, width))
                .toList();
    }

    /** Draws the last state and stops. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
