package sluice.inspect.value;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many cells, and the first of them in the order of the file. Immutable.
 *
 * @param count how many; at least as many as there are examples
 * @param first up to {@value #EXAMPLES} of them
 */
public record Tally(long count, List<Example> first) {
    /** Examples are kept up to here. */
    public static final int EXAMPLES = 3;

    /** No cells. */
    public static final Tally NONE = new Tally(0, List.of());

    /** Copies the list. */
    public Tally {
        first = List.copyOf(first);
    }

    /** The cells of several, whichever came first. */
    public static Tally sum(Stream<Tally> parts) {
        return parts.reduce(NONE, Tally::plus);
    }

    /** These and others. */
    public Tally plus(Tally other) {
        List<Example> both = Stream.concat(first.stream(), other.first.stream())
                .sorted(Comparator.comparingLong(Example::line))
                .limit(EXAMPLES)
                .toList();
        return new Tally(count + other.count, both);
    }

    /** Whether there are any. */
    public boolean any() {
        return count > 0;
    }
}
