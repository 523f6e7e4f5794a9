package sluice.gate;

import sluice.error.SluiceException;
import sluice.outcome.Reject;

/** A record whose key is taken, where the plan wants the load to stop for it. */
public final class DuplicateKeyException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public DuplicateKeyException(String source, Reject reject) {
        super(
                Category.DUPLICATE,
                source + ", line " + reject.line() + ": " + reject.message()
                        + ". The load stopped, as duplicates are an error here (onDuplicate).");
    }
}
