package sluice.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import sluice.cli.process.CommandException;
import sluice.cli.process.CommandSecrets;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Logs;
import sluice.cli.terminal.Columns;
import sluice.embedded.DataDirectoryException;
import sluice.embedded.DataDirectoryInUseException;
import sluice.error.SluiceException;
import sluice.error.SluiceException.Category;
import sluice.generate.GenerateException;

/** Says what went wrong, without a stack trace unless it was asked for, and chooses the exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Enough to say in that there is no memory left. */
    private static final int RESERVE = 256 * 1024;

    private final boolean verbose;

    /** Given back when memory has run out, so that there is some to say so with. */
    @SuppressWarnings("UnusedVariable") // Held, not used.
    private byte[] reserve = new byte[RESERVE];

    Errors(boolean verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sluice: " + Columns.printableLines(CommandSecrets.redact(e.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.status();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                return outOfMemory(error, err);
            }
        }
        Category category = e instanceof SluiceException thrown ? thrown.category() : null;
        boolean expected = (category != null && category != Category.DEFECT)
                || e instanceof CommandException
                || e instanceof GenerateException
                || e instanceof DataDirectoryException
                || e instanceof DataDirectoryInUseException
                || e instanceof UncheckedIOException;
        if (expected) {
            Columns.lines(CommandSecrets.redact(e.getMessage())).forEach(line -> err.println("sluice: " + line));
        } else {
            err.println("sluice: this is a defect of Sluice, not of your data: "
                    + CommandSecrets.redact(String.valueOf(e)));
            err.println("Please report it with what --verbose shows.");
        }
        if (verbose) {
            err.println(CommandSecrets.redact(Logs.stackTrace(e)));
        }
        err.flush();
        if (category == Category.QUERY) {
            return ExitCode.USAGE.status();
        }
        if (category == Category.CANCELLED) {
            return ExitCode.INTERRUPTED.status();
        }
        return (expected ? ExitCode.FATAL : ExitCode.CRASHED).status();
    }

    /** For what is no exception: memory that ran out, or a broken installation. */
    int crashed(Error e, PrintWriter err) {
        if (e instanceof OutOfMemoryError) {
            return outOfMemory(e, err);
        }
        err.println("sluice: this is a defect of Sluice, not of your data: " + CommandSecrets.redact(e.toString()));
        if (verbose) {
            err.println(CommandSecrets.redact(Logs.stackTrace(e)));
        }
        err.flush();
        return ExitCode.CRASHED.status();
    }

    /** No defect: what was asked for doesn't fit, and its user can change that. */
    private int outOfMemory(Error e, PrintWriter err) {
        reserve = new byte[0];
        err.println("sluice: Java's memory ran out (" + e.getMessage() + ", of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB).");
        err.println("sluice: Give it more with SLUICE_JAVA_OPTS=-Xmx2g, or make do with less: fewer --workers,"
                + " smaller --chunk-size, --batch-size or --key-memory.");
        if (verbose) {
            err.println(CommandSecrets.redact(Logs.stackTrace(e)));
        }
        err.flush();
        return ExitCode.FATAL.status();
    }
}
