package sluice.convert;

import java.util.List;
import sluice.error.SluiceException;

/** A manifest can't be taken as it stands; the message has a line for each of its mistakes. */
public final class ManifestException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A mistake for each message. */
    ManifestException(List<String> mistakes) {
        super(Category.PLAN, String.join("\n", mistakes));
    }
}
