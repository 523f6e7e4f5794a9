package sluice.workers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls something again and again on a thread of its own, and once more when it is closed. */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Runnable work;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Ticker(Runnable work, long millis) {
        this.work = work;
        thread = new Thread(() -> run(millis), "progress");
        thread.setDaemon(true);
    }

    /** Starts calling. What the work throws is logged, and it is called again. */
    public static Ticker start(Runnable work, long millis) {
        Ticker ticker = new Ticker(work, millis);
        ticker.thread.start();
        return ticker;
    }

    private void run(long millis) {
        boolean last = false;
        while (!last) {
            try {
                last = closed.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Nobody else knows this thread.
                last = true;
            }
            call();
        }
    }

    private void call() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("The listener failed", e);
        }
    }

    /** Returns after the last call has returned. */
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
