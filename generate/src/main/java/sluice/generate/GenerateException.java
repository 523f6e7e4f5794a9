package sluice.generate;

/** A data set could not be written; the message is one sentence for the user. */
public final class GenerateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GenerateException(String message) {
        super(message);
    }

    GenerateException(String message, Throwable cause) {
        super(message, cause);
    }
}
