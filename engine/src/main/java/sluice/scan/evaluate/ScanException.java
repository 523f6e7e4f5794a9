package sluice.scan.evaluate;

/** A scan that can't start or go on, for a reason the user can mend; the message is the user's. */
public final class ScanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public ScanException(String message) {
        super(message);
    }
}
