package sluice.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What was done by when, in at most {@link #MAX_SAMPLES} samples however long the load is: when they are full every
 * second one is dropped and from then on half as many are taken. Not thread-safe.
 */
public final class Timeline {
    static final int MAX_SAMPLES = 600;

    private final List<Sample> samples = new ArrayList<>();
    private double interval;

    /**
     * A state.
     *
     * @param seconds since the first chunk
     * @param records committed by then
     * @param bytes committed by then
     * @param rejected committed by then
     */
    public record Sample(double seconds, long records, long bytes, long rejected) {}

    /** A timeline that takes samples at least so many seconds apart. */
    public Timeline(double intervalSeconds) {
        interval = intervalSeconds;
    }

    /** Takes a sample if enough time has passed since the last. */
    public void add(Sample sample) {
        if (!samples.isEmpty()
                && sample.seconds() - samples.get(samples.size() - 1).seconds() < interval * 0.9) {
            return;
        }
        samples.add(sample);
        if (samples.size() == MAX_SAMPLES) {
            List<Sample> kept = new ArrayList<>();
            for (int i = 0; i < samples.size(); i += 2) {
                kept.add(samples.get(i));
            }
            samples.clear();
            samples.addAll(kept);
            interval *= 2;
        }
    }

    /** Takes the last sample, whenever it comes. */
    public void finish(Sample sample) {
        samples.add(sample);
    }

    /** The samples so far, oldest first. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }
}
