package sluice.tune;

import java.util.Collections;
import java.util.List;

/**
 * What was measured of one setting. Immutable.
 *
 * @param setting how the work was cut
 * @param records the records of one run
 * @param seconds how long each run took from the first chunk to the last acknowledgement, in the order of the runs; at
 *     least one
 */
public record TuneResult(TuneSetting setting, long records, List<Double> seconds) {
    /** A clock's step: a load that takes no time has no speed. */
    private static final double SHORTEST_SECONDS = 1e-6;

    /** Differences below that are none, however little the runs differ: a machine is never quieter. */
    static final double EQUAL = 0.03;

    /** Runs that differ more say that the machine was disturbed, not that slower settings are as good. */
    private static final double MOST_SPREAD = 0.10;

    /** Copies the list. */
    public TuneResult {
        seconds = List.copyOf(seconds);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException("no run was measured");
        }
    }

    /** Seconds of the run in the middle. */
    public double medianSeconds() {
        List<Double> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Rows per second of the run in the middle. */
    public double rate() {
        return rate(medianSeconds());
    }

    /** Rows per second of the slowest run. */
    public double slowest() {
        return rate(Collections.max(seconds));
    }

    /** Rows per second of the fastest run. */
    public double fastest() {
        return rate(Collections.min(seconds));
    }

    private double rate(double time) {
        return records / Math.max(SHORTEST_SECONDS, time);
    }

    /** How many times as fast as another one. */
    public double speedUp(TuneResult other) {
        return Math.max(SHORTEST_SECONDS, other.medianSeconds()) / Math.max(SHORTEST_SECONDS, medianSeconds());
    }

    /** Whether it is as good as one that is faster: as near to it as that one's own runs are to each other. */
    boolean isAsGoodAs(TuneResult faster) {
        double spread = (faster.rate() - faster.slowest()) / faster.rate();
        return rate() >= faster.rate() * (1 - Math.max(EQUAL, Math.min(MOST_SPREAD, spread)));
    }

    /** Whether it is faster than another one beyond doubt: by more than noise, and in all runs. */
    boolean isClearlyFasterThan(TuneResult other) {
        return rate() > other.rate() * (1 + EQUAL) && slowest() > other.fastest();
    }
}
