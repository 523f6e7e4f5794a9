package sluice.load;

/** Ends a worker that waits for another which failed; what that one threw is the load's failure. */
final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
        super("another worker failed");
    }
}
