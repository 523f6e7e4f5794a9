package sluice.document;

/** Ends an operation that can't be done; becomes an {@link Answer.Refused}. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message, null, false, false);
    }
}
