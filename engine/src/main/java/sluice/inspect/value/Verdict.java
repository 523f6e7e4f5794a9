package sluice.inspect.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sluice.inspect.value.Readings.Tried;

/** Finds what may be made of a column of strings, from the ways in which its values can be read. */
final class Verdict {
    /** A way that fits fewer values is not worth a word. */
    private static final double NEAR = 0.8;

    private final Map<Long, Tally> values;
    private final long total;
    private final List<Tried> tried;

    private Verdict(Map<Long, Tally> values) {
        this.values = values;
        total = values.values().stream().mapToLong(Tally::count).sum();
        tried = Readings.of(values);
    }

    /** The suggestion for values, counted by their {@link Traits}. */
    static Suggestion of(Map<Long, Tally> values) {
        return values.isEmpty() ? new Suggestion.None() : new Verdict(values).suggestion();
    }

    private Suggestion suggestion() {
        List<Tried> best = best();
        if (best.isEmpty()) {
            return new Suggestion.None();
        }
        Tried first = best.get(0);
        List<Reading> contradicting = contradicting(best);
        if (contradicting.size() > 1) {
            return new Suggestion.Undecided(contradicting);
        }
        Tally exceptions = first.others(values);
        return exceptions.any()
                ? new Suggestion.NearMiss(first.reading(), exceptions)
                : new Suggestion.Fits(first.reading(), decisive(first));
    }

    /** The ways that fit the most values, if those are enough. */
    private List<Tried> best() {
        long most = 0;
        List<Tried> best = new ArrayList<>();
        for (Tried one : tried) {
            long count = one.fitting(values).count();
            if (count > most) {
                most = count;
                best.clear();
            }
            if (count == most && count > 0) {
                best.add(one);
            }
        }
        return most >= NEAR * total ? best : List.of();
    }

    /** The first way and those that contradict it. */
    private static List<Reading> contradicting(List<Tried> best) {
        Reading first = best.get(0).reading();
        List<Reading> readings = new ArrayList<>(List.of(first));
        for (Tried other : best) {
            if (readings.stream().allMatch(other.reading()::contradicts)) {
                readings.add(other.reading());
            }
        }
        return readings;
    }

    /** The values that fit a way and none of those that contradict it. */
    private Tally decisive(Tried taken) {
        List<Tried> others = tried.stream()
                .filter(other -> other.reading().contradicts(taken.reading()))
                .filter(other -> other.fitting(values).any())
                .toList();
        if (others.isEmpty()) {
            return Tally.NONE;
        }
        return Tally.sum(values.entrySet().stream()
                .filter(entry -> others.stream().noneMatch(other -> other.fits().test(entry.getKey())))
                .map(Map.Entry::getValue));
    }
}
