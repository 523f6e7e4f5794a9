package sluice.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.Interrupts;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/**
 * Shows progress while a load runs: redrawn in place on a terminal, a line every few seconds elsewhere. Has a thread of
 * its own, which only reads the progress and writes the screen; nobody else writes the screen meanwhile.
 */
public final class ProgressDisplay implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;
    private static final long PLAIN_MILLIS = 5_000;
    private static final int MAX_WIDTH = 200;

    private final Screen screen;
    private final LoadProgress progress;
    private final StopSignal stop;
    private final @Nullable Display display;
    private final Thread thread;
    private boolean closing;

    private ProgressDisplay(Screen screen, LoadProgress progress, StopSignal stop) {
        this.screen = screen;
        this.progress = progress;
        this.stop = stop;
        Terminal terminal = screen.terminal();
        display = terminal == null ? null : new Display(terminal, false);
        thread = new Thread(this::run, "progress");
        thread.setDaemon(true);
    }

    /** Shows progress until the display is closed. */
    public static ProgressDisplay start(Screen screen, LoadProgress progress, StopSignal stop) {
        ProgressDisplay display = new ProgressDisplay(screen, progress, stop);
        if (screen.shown()) {
            display.thread.start();
        }
        return display;
    }

    private synchronized void run() {
        Terminal terminal = screen.terminal();
        // Otherwise the terminal's own "^C" would move the lines that are redrawn.
        boolean echo = terminal != null && terminal.echo(false);
        try {
            show();
        } finally {
            if (terminal != null) {
                terminal.echo(echo);
            }
        }
    }

    private void show() {
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
                String waiting = progress.waiting();
                if (waiting != null) {
                    screen.line(waiting);
                }
            }
        }
        if (display != null) {
            redraw(display);
        }
    }

    private void redraw(Display target) {
        int width = Math.min(screen.width(), MAX_WIDTH);
        List<String> lines = new ArrayList<>(lines(width - 1));
        int room = Math.max(1, screen.height() - 2);
        if (lines.size() > room) {
            int hidden = lines.size() - room;
            lines = new ArrayList<>(lines.subList(hidden, lines.size()));
        }
        // The line is there from the start: a frame that grows would leave its old lines above.
        lines.add(Columns.cut(lastLine(), width - 1));
        Size size = Size.of(width, lines.size() + 1);
        target.resize(size);
        target.update(
                lines.stream()
                        .map(Columns::printable)
                        .map(AttributedString::new)
                        .toList(),
                size.cursorPos(lines.size(), 0));
    }

    private String lastLine() {
        if (stop.requested()) {
            return Interrupts.STOPPING;
        }
        String waiting = progress.waiting();
        return waiting == null ? "" : waiting;
    }

    /** One line for each collection, those that are done first: where there is no room they are left out. */
    private List<String> lines(int width) {
        int nameWidth = progress.meters().stream()
                .mapToInt(meter -> Columns.width(meter.collection()))
                .max()
                .orElse(0);
        return progress.meters().stream()
                .sorted(Comparator.comparing(meter -> meter.done() ? 0 : 1))
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
