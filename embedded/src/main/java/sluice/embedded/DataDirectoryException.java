package sluice.embedded;

import org.jspecify.annotations.Nullable;

/** The data directory can't be read, can't be written or is damaged; the message says which file and what to do. */
public sealed class DataDirectoryException extends RuntimeException permits DamagedDirectoryException {
    private static final long serialVersionUID = 1L;

    DataDirectoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
