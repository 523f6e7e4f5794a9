package sluice.workers;

import sluice.error.SluiceException;

/** The user stopped something before it came to its end. The message says what was done by then, and how to continue. */
public final class StoppedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public StoppedException(String message) {
        super(Category.CANCELLED, message, null);
    }
}
