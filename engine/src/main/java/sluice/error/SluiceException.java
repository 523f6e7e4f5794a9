package sluice.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that the engine throws. Its message is written for the user and holds no secret; its category
 * says what is at fault, so that a caller needs no list of types.
 *
 * <p>Bad records throw nothing: they are rejects, which a load counts and writes to files.
 */
public abstract class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Category category;

    /** What is at fault. */
    public enum Category {
        /** The plan, or the plan and the files' headers do not fit together. */
        PLAN,
        /** A file or another source cannot be read, or has changed. */
        SOURCE,
        /** The server cannot be reached, refuses the work or fails. */
        SERVER,
        /** The operation does not exist, is damaged, or its state does not allow what was asked for. */
        OPERATION,
        /** A query or an expression, or the values given for its parameters. */
        QUERY,
        /** A scan, which the files do not allow or which finds too much. */
        SCAN,
        /** A record whose key is taken, when the plan says that duplicates are an error. */
        DUPLICATE,
        /** The memory that the work may take. */
        LIMIT,
        /** The caller asked the work to stop. */
        CANCELLED,
        /** Sluice itself. Please report it. */
        DEFECT
    }

    /** An exception with a message for the user. */
    protected SluiceException(Category category, @Nullable String message) {
        super(message);
        this.category = category;
    }

    /** An exception with a message for the user and what led to it. */
    protected SluiceException(Category category, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** What is at fault. */
    public final Category category() {
        return category;
    }
}
