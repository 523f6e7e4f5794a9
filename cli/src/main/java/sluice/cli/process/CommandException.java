package sluice.cli.process;

/** A command that can't do what it was told. The message is the user's. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The message is for the user. */
    public CommandException(String message) {
        super(message);
    }
}
