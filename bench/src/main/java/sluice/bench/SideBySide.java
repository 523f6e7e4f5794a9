package sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets contestants load the same rows in turn: each once to warm up, then round after round, every second round in the
 * opposite order, so that a machine that gets slower or faster does it to all. What each left is checked.
 */
final class SideBySide {
    private final Target target;
    private final long rows;
    private final long bytes;
    private final Optional<String> key;
    private final PrintStream out;

    /** The rows and bytes are what each has to leave; the key is the column that has to be unique. */
    SideBySide(Target target, long rows, long bytes, Optional<String> key, PrintStream out) {
        this.target = target;
        this.rows = rows;
        this.bytes = bytes;
        this.key = key;
        this.out = out;
    }

    Results run(List<Contestant> contestants, int rounds) throws IOException, InterruptedException {
        Map<String, List<Measurement>> measured = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            measured.put(contestant.name(), new ArrayList<>());
            say("warm-up", contestant, once(contestant));
        }
        for (int round = 1; round <= rounds; round++) {
            List<Contestant> order = new ArrayList<>(contestants);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Contestant contestant : order) {
                Measurement measurement = once(contestant);
                measured.getOrDefault(contestant.name(), List.of()).add(measurement);
                say("round " + round, contestant, measurement);
            }
        }
        target.reset();
        return new Results(rows, measured);
    }

    private Measurement once(Contestant contestant) throws IOException, InterruptedException {
        target.reset();
        if (contestant.indexFirst() && key.isPresent()) {
            target.index(key.get());
        }
        Measurement measurement = contestant.run();
        check(contestant);
        return measurement;
    }

    private void check(Contestant contestant) throws IOException {
        long count = target.count();
        if (count != rows) {
            throw new IOException(contestant.name() + " left " + count + " documents of " + rows);
        }
        long size = target.bytes();
        if (contestant.sameDocuments() && size != bytes) {
            throw new IOException(contestant.name() + " left " + size + " bytes, the documents have " + bytes);
        }
        if (key.isPresent() && !target.isUnique(key.get())) {
            throw new IOException(contestant.name() + " left no unique index on " + key.get());
        }
    }

    private void say(String when, Contestant contestant, Measurement measurement) {
        out.printf("  %-9s %-20s %7.2f s%n", when, contestant.name(), measurement.seconds());
    }
}
