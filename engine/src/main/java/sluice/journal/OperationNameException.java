package sluice.journal;

/** A name that leads to no operation; the message is for the user. */
public final class OperationNameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OperationNameException(String message) {
        super(message);
    }
}
