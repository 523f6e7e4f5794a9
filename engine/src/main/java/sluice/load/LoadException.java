package sluice.load;

import org.jspecify.annotations.Nullable;

/** A load ended before its time. The message is the user's and holds no secret. */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message for the user. */
    public LoadException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
