package sluice.cli.tune;

import java.util.List;
import java.util.Locale;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.tune.TuneSetting;
import sluice.workers.StopSignal;

/**
 * Shows how far a measurement is: one line, redrawn in place, on a terminal; a line for each run elsewhere. Has a thread
 * of its own on a terminal, which counts the time down; nobody else writes the screen meanwhile.
 */
final class TuneProgress implements AutoCloseable {
    private static final long REDRAW_MILLIS = 250;
    private static final int MAX_WIDTH = 200;

    private final Screen screen;
    private final StopSignal stop;
    private final @Nullable Display display;
    private final Thread thread;
    private String current = "";
    private double secondsLeft = -1;
    private long since = System.nanoTime();
    private boolean closing;

    private TuneProgress(Screen screen, StopSignal stop) {
        this.screen = screen;
        this.stop = stop;
        Terminal terminal = screen.terminal();
        display = terminal == null ? null : new Display(terminal, false);
        thread = new Thread(this::run, "progress");
        thread.setDaemon(true);
    }

    static TuneProgress start(Screen screen, StopSignal stop) {
        TuneProgress progress = new TuneProgress(screen, stop);
        if (progress.display != null) {
            progress.thread.start();
        }
        return progress;
    }

    /** Nothing is measured yet. */
    synchronized void warmingUp() {
        current = "Warming up, which isn't counted";
        if (display == null) {
            screen.line(current);
        }
        notifyAll();
    }

    /**
     * A run starts.
     *
     * @param left seconds until all are done, roughly
     */
    synchronized void running(int number, int of, TuneSetting setting, double left) {
        current = "Run " + number + " of " + of + ", " + setting.show();
        secondsLeft = left;
        since = System.nanoTime();
        notifyAll();
    }

    /** A run has ended. */
    synchronized void measured(int number, int of, TuneSetting setting, double seconds, double rate, double left) {
        if (display == null) {
            String total = Integer.toString(of);
            screen.line("Run " + Columns.padLeft(Integer.toString(number), total.length()) + " of " + total + "  "
                    + Columns.padRight(setting.show(), 24) + Columns.padLeft(Numbers.seconds(seconds), 12)
                    + Columns.padLeft(Numbers.count(rate), 12) + " rows/s  ETA " + clock(left));
        }
    }

    /** Minutes and seconds. */
    static String clock(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    private synchronized void run() {
        Terminal terminal = screen.terminal();
        // Otherwise the terminal's own "^C" would move the line that is redrawn.
        boolean echo = terminal != null && terminal.echo(false);
        try {
            while (!closing) {
                draw(text());
                wait(REDRAW_MILLIS);
            }
            draw("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (terminal != null) {
                terminal.echo(echo);
            }
        }
    }

    private String text() {
        if (stop.requested()) {
            return Interrupts.STOPPING;
        }
        double left = secondsLeft - (System.nanoTime() - since) / 1e9;
        return secondsLeft < 0 ? current : current + ", ETA " + clock(left);
    }

    private void draw(String line) {
        if (display == null) {
            return;
        }
        int width = Math.min(screen.width(), MAX_WIDTH);
        Size size = Size.of(width, 2);
        display.resize(size);
        String shown = Columns.cut(line, width - 1);
        display.update(
                List.of(new AttributedString(Columns.printable(shown))),
                size.cursorPos(0, line.isEmpty() ? 0 : Columns.width(shown)));
    }

    @Override
    public void close() {
        synchronized (this) {
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
