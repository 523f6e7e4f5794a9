package sluice.source;

/** A source can't be used; the message says which, why, and what to do. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public SourceException(String message) {
        super(message);
    }

    /** A message for the user, with what caused it. */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
