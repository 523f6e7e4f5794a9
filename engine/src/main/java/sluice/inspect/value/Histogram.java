package sluice.inspect.value;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a column by the ways in which they can be read: those that {@link Traits} tells apart are counted apart.
 * There are a few dozen kinds at most, however many values. Not thread-safe.
 */
final class Histogram {
    private final Map<Long, Count> counts = new HashMap<>();
    private long lastTraits;
    private Count last = new Count();

    /** Counts a value. */
    void add(long traits, long line, byte[] bytes, int from, int to) {
        // Most values are like the one before.
        if (traits != lastTraits || counts.isEmpty()) {
            last = counts.computeIfAbsent(traits, key -> new Count());
            lastTraits = traits;
        }
        last.add(line, bytes, from, to);
    }

    /** Adds what was counted to a sum over workers. */
    void addTo(Map<Long, Tally> sum) {
        counts.forEach((traits, count) -> sum.merge(traits, count.tally(), Tally::plus));
    }

    /** An empty sum; ordered, so that what is made of it doesn't depend on chance. */
    static Map<Long, Tally> sum() {
        return new TreeMap<>();
    }
}
