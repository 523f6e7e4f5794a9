package sluice;

import sluice.workers.StopSignal;

/**
 * Lets another thread end work early. What is in flight is finished, so that a load that was cancelled can be resumed.
 * Thread-safe; once cancelled it stays so, and one object may stand for several pieces of work.
 */
public final class Cancellation {
    private final StopSignal signal = new StopSignal();

    /** Not cancelled yet. */
    public Cancellation() {}

    /** Asks the work to end, and returns at once. */
    public void cancel() {
        signal.request();
    }

    /** Whether somebody asked. */
    public boolean isCancelled() {
        return signal.requested();
    }

    StopSignal signal() {
        return signal;
    }
}
