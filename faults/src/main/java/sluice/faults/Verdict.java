package sluice.faults;

import java.util.List;

/**
 * How one run of a scenario ended.
 *
 * @param exitCodes of the loader's processes, in their order
 * @param strikes how many faults hit a load before it had ended
 * @param problems what was not as it should be, a sentence each
 */
record Verdict(
        Expectation.Difference difference,
        boolean rejectsRight,
        List<Integer> exitCodes,
        int strikes,
        List<String> problems) {
    Verdict {
        exitCodes = List.copyOf(exitCodes);
        problems = List.copyOf(problems);
    }

    boolean good() {
        return problems.isEmpty() && difference.none() && rejectsRight;
    }
}
