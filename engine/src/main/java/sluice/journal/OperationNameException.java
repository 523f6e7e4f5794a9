package sluice.journal;

import sluice.error.SluiceException;

/** A name that leads to no operation; the message is for the user. */
public final class OperationNameException extends SluiceException {
    private static final long serialVersionUID = 1;

    OperationNameException(String message) {
        super(Category.OPERATION, message);
    }
}
