package sluice.server;

import sluice.error.SluiceException;

/** The server can't be used, or no longer; the message says why and what to do, and holds no secret. */
public final class ServerException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public ServerException(String message) {
        super(Category.SERVER, message);
    }

    /** A message for the user, with what caused it; the cause's own message may hold secrets. */
    public ServerException(String message, Throwable cause) {
        super(Category.SERVER, message, cause);
    }
}
