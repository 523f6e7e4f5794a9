package sluice.cli;

import java.io.PrintWriter;
import org.jline.utils.Signals;
import sluice.load.StopSignal;

/** Turns Ctrl-C and SIGTERM into a clean stop; a second one ends the process at once, which is still safe. */
final class Interrupts {
    private Interrupts() {}

    static void install(StopSignal stop, PrintWriter err) {
        Runnable handler = () -> {
            if (stop.requested()) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
            }
            stop.request();
            err.println();
            err.println("Stopping: finishing what is in flight. Again to stop at once.");
        };
        Signals.register("INT", handler);
        Signals.register("TERM", handler);
    }
}
