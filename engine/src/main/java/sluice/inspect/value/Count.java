package sluice.inspect.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts cells and keeps the first. What several workers have counted is added up as {@link Tally}. Not thread-safe. */
public final class Count {
    private long count;
    private final List<Example> first = new ArrayList<>(Tally.EXAMPLES);

    /** Counts a cell; lines come in rising order. */
    public void add(long line, byte[] bytes, int from, int to) {
        count++;
        if (first.size() < Tally.EXAMPLES) {
            int length = Math.min(to - from, 4 * (Example.MAX_LENGTH + 1));
            first.add(Example.of(line, new String(bytes, from, length, StandardCharsets.UTF_8)));
        }
    }

    /** Counts a cell or record whose example is a text of its own. */
    public void add(long line, Supplier<String> text) {
        count++;
        if (first.size() < Tally.EXAMPLES) {
            first.add(Example.of(line, text.get()));
        }
    }

    /** How many were counted so far. */
    public long count() {
        return count;
    }

    /** What was counted so far. */
    public Tally tally() {
        return new Tally(count, first);
    }
}
