package sluice.workers;

import org.jspecify.annotations.Nullable;
import sluice.error.SluiceException;

/** The user stopped a load before it began; nothing was changed. */
public final class LoadException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public LoadException(@Nullable String message, @Nullable Throwable cause) {
        super(Category.CANCELLED, message, cause);
    }
}
