package sluice.source;

import sluice.error.SluiceException;

/** A source can't be used; the message says which, why, and what to do. */
public class SourceException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public SourceException(String message) {
        super(Category.SOURCE, message);
    }

    /** A message for the user, with what caused it. */
    public SourceException(String message, Throwable cause) {
        super(Category.SOURCE, message, cause);
    }
}
