package sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Lets contestants load the same rows in {@link Rounds}. What each left is checked.
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
        List<Rounds.Entrant> entrants = contestants.stream()
                .map(contestant -> Rounds.entrant(contestant.name(), () -> once(contestant)))
                .toList();
        Results results = Rounds.run(entrants, rounds, rows, out);
        target.reset();
        return results;
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
}
