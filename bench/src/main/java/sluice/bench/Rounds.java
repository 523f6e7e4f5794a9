package sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs entrants in turn: each once to warm up, then round after round, every second round in the opposite order, so that a
 * machine that gets slower or faster does it to all.
 */
final class Rounds {
    private Rounds() {}

    /** Something to measure. */
    interface Entrant {
        /** A short name for the table. */
        String name();

        /** Brings everything to the state the run starts from, runs, and checks what it left. */
        Measurement run() throws IOException, InterruptedException;
    }

    /** An entrant as a name and what to do. */
    static Entrant entrant(String name, Run run) {
        return new Entrant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Measurement run() throws IOException, InterruptedException {
                return run.run();
            }
        };
    }

    /** What an entrant does. */
    interface Run {
        Measurement run() throws IOException, InterruptedException;
    }

    static Results run(List<? extends Entrant> entrants, int rounds, long rows, PrintStream out)
            throws IOException, InterruptedException {
        Map<String, List<Measurement>> measured = new LinkedHashMap<>();
        for (Entrant entrant : entrants) {
            measured.put(entrant.name(), new ArrayList<>());
            say(out, "warm-up", entrant, entrant.run());
        }
        for (int round = 1; round <= rounds; round++) {
            List<Entrant> order = new ArrayList<>(entrants);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Entrant entrant : order) {
                Measurement measurement = entrant.run();
                measured.getOrDefault(entrant.name(), List.of()).add(measurement);
                say(out, "round " + round, entrant, measurement);
            }
        }
        return new Results(rows, measured);
    }

    private static void say(PrintStream out, String when, Entrant entrant, Measurement measurement) {
        out.printf("  %-9s %-20s %7.2f s%n", when, entrant.name(), measurement.seconds());
    }
}
