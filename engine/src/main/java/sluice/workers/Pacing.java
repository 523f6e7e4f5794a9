package sluice.workers;

import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Lets a write through when the user's limits and the server's pressure allow it, and measures it. Thread-safe. */
public final class Pacing {
    private final Throttle throttle;
    private final Pressure pressure;
    private final Recorder latency = new Recorder(3);

    /**
     * Paces the writes of one run.
     *
     * @param throttle the user's limits
     * @param pressure what the server keeps up with
     */
    public Pacing(Throttle throttle, Pressure pressure) {
        this.throttle = throttle;
        this.pressure = pressure;
    }

    /** The most documents of the next batch. */
    public int batchSize() {
        return pressure.batchSize();
    }

    /** The most bytes of the next batch. */
    public int batchBytes() {
        return pressure.batchBytes();
    }

    /**
     * Sends a batch.
     *
     * @param documents how many it holds
     * @param bytes how many bytes they have
     * @param write sends it and waits for the reply
     */
    public <T> T send(int documents, long bytes, Supplier<T> write) {
        throttle.await(documents, bytes);
        pressure.enter();
        try {
            long start = System.nanoTime();
            T result = write.get();
            long nanos = System.nanoTime() - start;
            latency.recordValue(nanos / 1000);
            pressure.replied(nanos, bytes);
            return result;
        } finally {
            pressure.leave();
        }
    }

    /** How long writes took, in microseconds, since this was last asked. */
    public Histogram latency() {
        return latency.getIntervalHistogram();
    }
}
