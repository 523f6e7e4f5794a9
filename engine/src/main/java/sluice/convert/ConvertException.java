package sluice.convert;

import sluice.error.SluiceException;

/** A conversion can't be done as it was asked for; the message says why, and what to do. */
public final class ConvertException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    ConvertException(String message) {
        super(Category.SOURCE, message);
    }

    /** A message for the user, with what caused it. */
    ConvertException(String message, Throwable cause) {
        super(Category.SOURCE, message, cause);
    }
}
