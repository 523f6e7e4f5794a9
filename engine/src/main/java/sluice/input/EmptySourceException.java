package sluice.input;

import sluice.source.SourceException;

/** A source ends before its header does. */
public final class EmptySourceException extends SourceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    EmptySourceException(String message) {
        super(message);
    }
}
