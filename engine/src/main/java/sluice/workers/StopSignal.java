package sluice.workers;

/** Lets another thread ask a load to stop: no further chunk is taken, what is in flight is finished. Thread-safe. */
public final class StopSignal {
    private volatile boolean requested;

    /** Asks. Asking twice does nothing more. */
    public void request() {
        requested = true;
    }

    /** Whether somebody asked. */
    public boolean requested() {
        return requested;
    }
}
