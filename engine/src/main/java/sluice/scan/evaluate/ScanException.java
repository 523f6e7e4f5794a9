package sluice.scan.evaluate;

import sluice.error.SluiceException;

/** A scan that can't start or go on, for a reason the user can mend; the message is the user's. */
public final class ScanException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public ScanException(String message) {
        super(Category.SCAN, message);
    }
}
