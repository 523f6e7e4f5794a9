package sluice.cli.process;

import sluice.report.LoadStatus;

/** What a command tells the shell. */
public enum ExitCode {
    /** All was loaded, or done. */
    OK(0, "everything was loaded or done"),
    /** Some records are in the reject files, the rest is loaded. */
    REJECTS(1, "completed, but some records were rejected"),
    /** There were more rejects than {@code --max-errors} allows. */
    ERROR_LIMIT(2, "stopped at the error limit"),
    /** It could not start, or could not go on. */
    FATAL(3, "could not start, or could not go on"),
    /** Ctrl-C or SIGTERM. */
    INTERRUPTED(4, "interrupted"),
    /** A defect of Sluice. */
    CRASHED(5, "crashed: a defect of Sluice"),
    /** The command line makes no sense. */
    USAGE(64, "wrong usage");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The number. */
    public int status() {
        return status;
    }

    /** One phrase for help and reference. */
    public String meaning() {
        return meaning;
    }

    /** The code of a load that ended so. */
    public static ExitCode of(LoadStatus status) {
        return switch (status) {
            case COMPLETED -> OK;
            case COMPLETED_WITH_REJECTS -> REJECTS;
            case STOPPED_AT_ERROR_LIMIT -> ERROR_LIMIT;
            case FAILED -> FATAL;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}
