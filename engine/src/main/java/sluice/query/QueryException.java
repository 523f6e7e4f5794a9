package sluice.query;

/** A question that can't be asked as it stands. The message is the user's. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(message);
    }
}
