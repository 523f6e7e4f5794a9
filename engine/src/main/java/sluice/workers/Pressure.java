package sluice.workers;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.server.RetryListener;

/**
 * How much the server is given to do at a time: how many writes are under way, and how large a batch is. Thread-safe.
 *
 * <p>The number of writes grows by one after each window of good replies, up to the workers, and is halved when the server has
 * to be waited for, or when a window's replies took more than four times as long as the quickest window of late without more
 * getting through: additive increase, multiplicative decrease, as in TCP's congestion control (Chiu and Jain 1989; Jacobson 1988),
 * with the latency's floor as TCP Vegas has it. A batch that took more than two seconds halves the next ones; four quick ones in a
 * row double them again.
 *
 * <p>Replies below a tenth of a second never slow anything down: there the queue, if any, is short whatever the ratio.
 */
public final class Pressure implements RetryListener {
    private static final Logger LOG = LoggerFactory.getLogger(Pressure.class);
    private static final long MILLIS = 1_000_000L;
    /** A batch that takes longer keeps its records from being safe, and comes near to a time-out. */
    private static final long SLOW_BATCH = 2_000 * MILLIS;

    private static final long QUICK_BATCH = 250 * MILLIS;
    private static final int QUICK_IN_A_ROW = 4;
    private static final long QUICK_ENOUGH = 100 * MILLIS;
    private static final int LEAST_REPLIES = 8;
    private static final long LEAST_WINDOW = 200 * MILLIS;
    private static final double SLOWER = 4;
    private static final double GAIN = 1.1;
    /** The floor rises a little with each window, so that an old one is forgotten in about a hundred. */
    private static final double FORGET = 1.02;

    private static final int MOST_HALVINGS = 6;

    private final int most;
    private final int batchSize;
    private final int batchBytes;
    private final LongSupplier clock;
    private int limit;
    private int underWay;
    private int halvings;
    private int quick;
    private int replies;
    private long latencies;
    private long bytes;
    private long windowStart;
    private boolean troubled;
    private double floor = Double.MAX_VALUE;
    private double rate;
    private int lowest;

    public Pressure(int workers, int batchSize, int batchBytes) {
        this(workers, batchSize, batchBytes, System::nanoTime);
    }

    /**
     * For a load that begins now.
     *
     * @param workers the most writes under way
     * @param batchSize the most documents of a batch
     * @param batchBytes the most bytes of a batch
     * @param clock in nanoseconds
     */
    public Pressure(int workers, int batchSize, int batchBytes, LongSupplier clock) {
        this.most = workers;
        this.batchSize = batchSize;
        this.batchBytes = batchBytes;
        this.clock = clock;
        limit = workers;
        lowest = workers;
        windowStart = clock.getAsLong();
    }

    /** The most documents of the next batch. */
    public synchronized int batchSize() {
        return Math.max(1, batchSize >> halvings);
    }

    /** The most bytes of the next batch. */
    public synchronized int batchBytes() {
        return Math.max(1, batchBytes >> halvings);
    }

    /** How many writes may be under way. */
    synchronized int limit() {
        return limit;
    }

    /** The fewest writes that were allowed so far. */
    synchronized int lowest() {
        return lowest;
    }

    /** Waits until a further write may be under way; {@link #leave} must follow. */
    public synchronized void enter() {
        while (underWay >= limit) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody interrupts workers; one that gave up here would lose what is in flight.
                LOG.debug("Interrupted while waiting", e);
            }
        }
        underWay++;
    }

    /** A write is done, in whatever way. */
    public synchronized void leave() {
        underWay--;
        notifyAll();
    }

    /** A write was acknowledged. */
    public synchronized void replied(long nanos, long batch) {
        size(nanos);
        replies++;
        latencies += nanos;
        bytes += batch;
        long now = clock.getAsLong();
        if (replies >= Math.max(LEAST_REPLIES, 2 * limit) && now - windowStart >= LEAST_WINDOW) {
            window(now);
        }
    }

    private void size(long nanos) {
        if (nanos > SLOW_BATCH) {
            quick = 0;
            halvings = Math.min(MOST_HALVINGS, halvings + 1);
            floor = Double.MAX_VALUE;
        } else if (nanos >= QUICK_BATCH) {
            quick = 0;
        } else if (halvings > 0 && ++quick >= QUICK_IN_A_ROW) {
            quick = 0;
            halvings--;
            floor = Double.MAX_VALUE;
        }
    }

    private void window(long now) {
        double mean = (double) latencies / replies;
        double rateNow = (double) bytes / (now - windowStart);
        boolean slower = mean > QUICK_ENOUGH && mean > SLOWER * floor && rateNow < GAIN * rate;
        floor = Math.min(floor * FORGET, mean);
        rate = rateNow;
        if (slower && !troubled) {
            halve("replies take " + Math.round(mean / MILLIS) + " ms");
        } else if (!troubled) {
            limit = Math.min(most, limit + 1);
            notifyAll();
        }
        next(now);
    }

    private void next(long now) {
        troubled = false;
        replies = 0;
        latencies = 0;
        bytes = 0;
        windowStart = now;
    }

    private void halve(String why) {
        limit = Math.max(1, limit / 2);
        lowest = Math.min(lowest, limit);
        LOG.info("At most {} writes at a time from now on: {}", limit, why);
    }

    /** Once for each window: all that were under way fail together. */
    @Override
    public synchronized void waiting(String reason, double seconds) {
        if (!troubled) {
            halve(reason);
            next(clock.getAsLong());
            troubled = true;
        }
    }

    @Override
    public void goesOn() {
        // The next window raises the limit.
    }
}
