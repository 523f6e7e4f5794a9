package sluice.plan;

import java.util.List;
import java.util.stream.Collectors;
import sluice.error.SluiceException;

/** A plan can't be carried out; says every mistake found, not only the first. */
public class PlanException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final transient List<PlanProblem> problems;

    /** All mistakes of one plan; not empty. */
    public PlanException(String origin, List<PlanProblem> problems) {
        super(
                Category.PLAN,
                problems.stream().map(problem -> problem.describe(origin)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, in the plan's order. */
    public List<PlanProblem> problems() {
        return problems;
    }
}
