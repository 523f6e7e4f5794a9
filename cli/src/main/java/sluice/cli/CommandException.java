package sluice.cli;

/** A command that can't do what it was told. The message is the user's. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }
}
