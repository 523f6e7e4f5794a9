package sluice.plan;

/**
 * One mistake in a plan.
 *
 * @param line the plan's line, from 1, or 0 where it is no file
 * @param path the part, such as {@code collections.rental.key}; empty for the whole plan
 * @param message what is wrong and what to do
 */
public record PlanProblem(int line, String path, String message) {

    /** The mistake on one line, under the plan's name. */
    public String describe(String origin) {
        StringBuilder text = new StringBuilder(origin);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        return text.append(message).toString();
    }
}
