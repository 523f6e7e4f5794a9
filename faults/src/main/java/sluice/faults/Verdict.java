package sluice.faults;

import java.util.List;

/** How one run of a scenario ended. */
record Verdict(
        Expectation.Difference difference, boolean rejectsRight, List<Integer> exitCodes, List<String> problems) {
    Verdict {
        exitCodes = List.copyOf(exitCodes);
        problems = List.copyOf(problems);
    }

    boolean good() {
        return problems.isEmpty() && difference.none() && rejectsRight;
    }
}
