package sluice.workers;

import org.jspecify.annotations.Nullable;

/** The user stopped a load before it began; nothing was changed. */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public LoadException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
