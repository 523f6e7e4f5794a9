package sluice.journal;

import sluice.error.SluiceException;

/** An operation can't be gone on with as its folder is; the message says why, and the way out. */
public final class JournalException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public JournalException(String message) {
        super(Category.OPERATION, message);
    }

    /** A message for the user, with what caused it. */
    public JournalException(String message, Throwable cause) {
        super(Category.OPERATION, message, cause);
    }
}
