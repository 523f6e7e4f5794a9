package sluice.job;

import java.util.List;
import sluice.plan.PlanException;
import sluice.plan.PlanProblem;

/** A header that names the columns of its file in another order than their values stand. Nothing was changed. */
public final class MislabelledException extends PlanException {
    private static final long serialVersionUID = 1;

    private final String collection;
    private final List<String> columns;

    MislabelledException(String origin, PlanProblem problem, String collection, List<String> columns) {
        super(origin, List.of(problem));
        this.collection = collection;
        this.columns = List.copyOf(columns);
    }

    /** The collection that the file goes into. */
    public String collection() {
        return collection;
    }

    /** The columns' names in the order that their values suggest. */
    public List<String> columns() {
        return columns;
    }
}
