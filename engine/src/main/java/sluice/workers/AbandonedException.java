package sluice.workers;

/** Ends a worker that waits for another which failed; what that one threw is the load's failure. */
public final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AbandonedException() {
        super("another worker failed");
    }
}
