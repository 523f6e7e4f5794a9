package sluice.inspect.value;

import java.util.List;

/** What may be made of a column that a load keeps as it is. */
public sealed interface Suggestion {

    /** There is nothing to suggest. */
    record None() implements Suggestion {}

    /**
     * Every value can be read in a way.
     *
     * @param reading the way
     * @param decisive the values that show that it is this way and not one that fits the others too; none if no other
     *     way was in question
     */
    record Fits(Reading reading, Tally decisive) implements Suggestion {}

    /**
     * Most values can be read in a way, and some can't.
     *
     * @param reading the way
     * @param exceptions the values that don't fit
     */
    record NearMiss(Reading reading, Tally exceptions) implements Suggestion {}

    /**
     * Every value can be read in several ways with different results, and none shows which is right.
     *
     * @param readings the ways, two or more
     */
    record Undecided(List<Reading> readings) implements Suggestion {
        /** Copies the list. */
        public Undecided {
            readings = List.copyOf(readings);
        }
    }
}
