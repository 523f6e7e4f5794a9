package sluice.cli.tune;

import java.util.List;
import sluice.cli.process.ExitCode;

/** A run of a measurement did not do what the others did: there is nothing to compare. */
final class TuneEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final transient List<String> problems;

    TuneEndedException(ExitCode code, List<String> problems) {
        super(String.join(" ", problems));
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    ExitCode code() {
        return code;
    }

    List<String> problems() {
        return problems;
    }
}
