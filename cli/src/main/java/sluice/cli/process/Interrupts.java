package sluice.cli.process;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jline.utils.Signals;
import sluice.workers.StopSignal;

/** Turns Ctrl-C and SIGTERM into a clean stop; a second one ends the process at once, which is still safe. */
public final class Interrupts {
    private Interrupts() {}

    /** Said once when a stop was asked for. */
    public static final String STOPPING = "Stopping: finishing what is in flight. Again to stop at once.";

    /**
     * Installs the handler.
     *
     * @param quietly whether somebody else shows {@link #STOPPING} once the signal is there
     */
    public static void install(StopSignal stop, PrintWriter err, BooleanSupplier quietly) {
        Runnable handler = handler(stop, err, quietly);
        Signals.register("INT", handler);
        Signals.register("TERM", handler);
    }

    /** Does work under the handler, and gives the signals back to whom they were before. */
    public static <T> T during(StopSignal stop, PrintWriter err, BooleanSupplier quietly, Supplier<T> work) {
        Runnable handler = handler(stop, err, quietly);
        Object onInt = Signals.register("INT", handler);
        Object onTerm = Signals.register("TERM", handler);
        try {
            return work.get();
        } finally {
            Signals.unregister("INT", onInt);
            Signals.unregister("TERM", onTerm);
        }
    }

    private static Runnable handler(StopSignal stop, PrintWriter err, BooleanSupplier quietly) {
        return () -> {
            if (stop.requested()) {
                err.println();
                err.println("Stopped at once. `sluice operations` names the command that goes on.");
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
            }
            stop.request();
            if (!quietly.getAsBoolean()) {
                err.println();
                err.println(STOPPING);
            }
        };
    }
}
