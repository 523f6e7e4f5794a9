package sluice.query;

import sluice.error.SluiceException;

/** A question that can't be asked as it stands. The message is the user's. */
public final class QueryException extends SluiceException {
    private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(Category.QUERY, message);
    }
}
