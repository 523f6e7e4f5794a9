package sluice.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import sluice.cli.process.CommandException;
import sluice.cli.process.CommandSecrets;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Logs;
import sluice.cli.terminal.Columns;
import sluice.embedded.DataDirectoryException;
import sluice.embedded.DataDirectoryInUseException;
import sluice.gate.KeyMemoryException;
import sluice.generate.GenerateException;
import sluice.journal.JournalException;
import sluice.journal.OperationNameException;
import sluice.plan.PlanException;
import sluice.query.QueryException;
import sluice.scan.evaluate.ScanException;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.workers.LoadException;

/** Says what went wrong, without a stack trace unless it was asked for, and chooses the exit code. */
final class Errors {
    /** Enough to say in that there is no memory left. */
    private static final int RESERVE = 256 * 1024;

    private final boolean verbose;

    /** Given back when memory has run out, so that there is some to say so with. */
    @SuppressWarnings("UnusedVariable") // Held, not used.
    private byte[] reserve = new byte[RESERVE];

    Errors(boolean verbose) {
        this.verbose = verbose;
    }

    int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sluice: " + Columns.printableLines(CommandSecrets.redact(e.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.status();
    }

    int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                return outOfMemory(error, err);
            }
        }
        boolean expected = e instanceof PlanException
                || e instanceof SourceException
                || e instanceof ServerException
                || e instanceof LoadException
                || e instanceof JournalException
                || e instanceof OperationNameException
                || e instanceof KeyMemoryException
                || e instanceof QueryException
                || e instanceof CommandException
                || e instanceof ScanException
                || e instanceof GenerateException
                || e instanceof DataDirectoryException
                || e instanceof DataDirectoryInUseException
                || e instanceof UncheckedIOException;
        if (expected) {
            CommandSecrets.redact(e.getMessage())
                    .lines()
                    .forEach(line -> err.println("sluice: " + Columns.printable(line)));
        } else {
            err.println("sluice: this is a defect of Sluice, not of your data: "
                    + CommandSecrets.redact(String.valueOf(e)));
            err.println("Please report it with what --verbose shows.");
        }
        if (verbose) {
            err.println(CommandSecrets.redact(Logs.stackTrace(e)));
        }
        err.flush();
        if (e instanceof QueryException) {
            return ExitCode.USAGE.status();
        }
        if (e instanceof LoadException) {
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
