package sluice.workers;

import sluice.error.SluiceException;

/** Ends a worker that waits for another which failed; what that one threw is the load's failure. */
public final class AbandonedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public AbandonedException() {
        super(Category.DEFECT, "another worker failed");
    }
}
