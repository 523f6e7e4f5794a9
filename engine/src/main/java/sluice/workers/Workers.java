package sluice.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Runs the same work on several threads until all have ended; where one fails, the others are told to stop. */
public final class Workers {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Whether one of them failed. */
    public boolean failed() {
        return failure.get() != null;
    }

    /**
     * Runs the work on so many threads and waits for all.
     *
     * @param work is given the worker's number, from 0
     * @param onFailure wakes those that wait for the one that failed
     * @throws RuntimeException the first failure, as it was thrown
     */
    public void run(int count, IntConsumer work, Runnable onFailure) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int number = i - 1;
            Thread thread = new Thread(() -> guarded(() -> work.accept(number), onFailure), "worker-" + i);
            threads.add(thread);
            thread.start();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever ends a worker must end the load, not only that thread.
    private void guarded(Runnable work, Runnable onFailure) {
        try {
            work.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            onFailure.run();
        }
    }
}
