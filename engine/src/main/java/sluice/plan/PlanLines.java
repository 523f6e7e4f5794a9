package sluice.plan;

import java.util.Map;

/**
 * The lines of the plan file on which its parts stand, so that a mistake found later can still be pointed at. Immutable.
 *
 * @param byPath lines from 1, by dotted path such as {@code collections.rental.key}
 */
public record PlanLines(Map<String, Integer> byPath) {

    /** A plan that was not read from a file. */
    public static final PlanLines NONE = new PlanLines(Map.of());

    /** Copies the map. */
    public PlanLines {
        byPath = Map.copyOf(byPath);
    }

    /** The line of the part or of the nearest part around it, or 0 where the plan is no file. */
    public int of(String path) {
        String known = path;
        while (!byPath.containsKey(known)) {
            int dot = known.lastIndexOf('.');
            if (dot < 0) {
                return 0;
            }
            known = known.substring(0, dot);
        }
        return byPath.get(known);
    }
}
