package sluice.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import sluice.cli.generate.GenerateException;
import sluice.embedded.DataDirectoryException;
import sluice.embedded.DataDirectoryInUseException;
import sluice.load.KeyMemoryException;
import sluice.load.LoadException;
import sluice.plan.PlanException;
import sluice.query.QueryException;
import sluice.scan.ScanException;
import sluice.sink.Secrets;
import sluice.sink.ServerException;
import sluice.source.SourceException;

/** Says what went wrong, without a stack trace unless it was asked for, and chooses the exit code. */
final class Errors {
    private final boolean verbose;

    Errors(boolean verbose) {
        this.verbose = verbose;
    }

    int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sluice: " + redact(e.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.status();
    }

    int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean expected = e instanceof PlanException
                || e instanceof SourceException
                || e instanceof ServerException
                || e instanceof LoadException
                || e instanceof KeyMemoryException
                || e instanceof QueryException
                || e instanceof CommandException
                || e instanceof ScanException
                || e instanceof GenerateException
                || e instanceof DataDirectoryException
                || e instanceof DataDirectoryInUseException
                || e instanceof UncheckedIOException;
        if (expected) {
            redact(e.getMessage()).lines().forEach(line -> err.println("sluice: " + line));
        } else {
            err.println("sluice: this is a defect of Sluice, not of your data: " + redact(String.valueOf(e)));
            err.println("Please report it with what --verbose shows.");
        }
        if (verbose) {
            err.println(redact(Logs.stackTrace(e)));
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
        err.println(
                e instanceof OutOfMemoryError
                        ? "sluice: out of memory; give Java more with SLUICE_JAVA_OPTS=-Xmx2g, or use fewer workers,"
                                + " smaller chunks or smaller batches"
                        : "sluice: this is a defect of Sluice, not of your data: " + redact(e.toString()));
        if (verbose) {
            err.println(redact(Logs.stackTrace(e)));
        }
        err.flush();
        return ExitCode.CRASHED.status();
    }

    private static String redact(@org.jspecify.annotations.Nullable String text) {
        String uri = ServerOptionsMixin.lastUri();
        return Secrets.of(uri).redact(String.valueOf(text));
    }
}
