package sluice.scan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.scan.value.ScanProblem;
import sluice.scan.value.ScanValue;

/**
 * What a scan found.
 *
 * @param rows how many rows were read
 * @param malformed how many of them are no proper CSV; they are in nothing else
 * @param firstMalformed where the first of those is and what is the matter, or null where there is none
 * @param excluded how many {@code --where} left out
 * @param counts the results of {@code --count-where}, in their order
 * @param totals the measures over all rows, where nothing is grouped; else empty
 * @param groupings the results of {@code --count-by}, in their order
 * @param problems what expressions could not use, in the expressions' order
 * @param complete whether everything was read; false where the user stopped it
 */
public record ScanResult(
        long rows,
        long malformed,
        @Nullable String firstMalformed,
        long excluded,
        List<Count> counts,
        List<Value> totals,
        List<Grouping> groupings,
        List<ScanProblem> problems,
        boolean complete) {

    /** Copies the lists. */
    public ScanResult {
        counts = List.copyOf(counts);
        totals = List.copyOf(totals);
        groupings = List.copyOf(groupings);
        problems = List.copyOf(problems);
    }

    /** The rows that the query was asked of: neither malformed nor left out. */
    public long counted() {
        return rows - malformed - excluded;
    }

    /** How many rows fulfil a test. */
    public record Count(String test, long rows) {}

    /** A measure, or null where there was no number. */
    public record Value(String name, @Nullable BigDecimal value) {}

    /**
     * The groups of one {@code --count-by}.
     *
     * @param keys the expressions
     * @param measures the names of the measures
     * @param groups the groups, in the order of their values
     * @param outside how many rows belong to groups that {@code --in} left out
     */
    public record Grouping(List<String> keys, List<String> measures, List<Group> groups, long outside) {
        /** Copies the lists. */
        public Grouping {
            keys = List.copyOf(keys);
            measures = List.copyOf(measures);
            groups = List.copyOf(groups);
        }
    }

    /** One group: its values, how many rows it has, and its measures, null where there was no number. */
    public record Group(List<ScanValue> values, long rows, List<@Nullable BigDecimal> measures) {
        /** Copies the lists. */
        public Group {
            values = List.copyOf(values);
            measures = Collections.unmodifiableList(new ArrayList<>(measures));
        }
    }
}
