package sluice.job;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.input.CsvInput;
import sluice.plan.CollectionPlan;

/**
 * Finds out whether a header names columns in another order than their values stand, by the columns of which the plan says
 * what their values contain. Looks at a source's first records only: a header is wrong for all of them.
 */
final class HeaderCheck {
    private static final int RECORDS = 1000;

    private HeaderCheck() {}

    /**
     * What is wrong with a header.
     *
     * @param column the column that holds something else
     * @param other the column that holds what that one should
     * @param suggestion the names in the order that the values suggest
     */
    record Finding(String column, String other, List<String> suggestion) {

        /** For the user, with the way out. */
        String message(String source, String contained) {
            return source + ": no value of the column " + column + " contains `" + contained + "`, but those of "
                    + other
                    + " do: the header seems to name the columns in the wrong order. By their values they are "
                    + String.join(",", suggestion) + ". Say so with --relabel " + String.join(",", suggestion)
                    + " (relabel: in a plan), or correct the header.";
        }
    }

    /** Checks a source that can be read again. */
    static Optional<Finding> check(SourceJob source, CollectionPlan plan) {
        List<String> names = source.header().names();
        boolean wanted = names.stream().anyMatch(name -> plan.column(name).contains() != null);
        if (!wanted || !source.source().repeatable()) {
            return Optional.empty();
        }
        Chunk chunk;
        try (CsvInput input = source.open(plan)) {
            chunk = input.next(ChunkSize.records(RECORDS));
        }
        for (String name : names) {
            String contained = plan.column(name).contains();
            if (chunk != null && contained != null) {
                long[] counts = count(chunk, source.format().parser(), contained, names.size());
                int best = best(counts);
                if (counts[names.indexOf(name)] == 0 && counts[best] > 0) {
                    return Optional.of(finding(names, name, names.get(best)));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding finding(List<String> names, String name, String other) {
        List<String> suggestion = new ArrayList<>(names);
        suggestion.remove(name);
        suggestion.add(names.indexOf(other), name);
        return new Finding(name, other, suggestion);
    }

    /** How many values of each column contain the text. */
    private static long[] count(Chunk chunk, CsvParser parser, String contained, int columns) {
        long[] counts = new long[columns];
        parser.reset(chunk);
        CsvRecord record = parser.record();
        while (parser.next()) {
            if (record.problem() == null && record.fieldCount() == columns) {
                for (int i = 0; i < columns; i++) {
                    counts[i] += record.string(i, StandardCharsets.UTF_8).contains(contained) ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private static int best(long[] counts) {
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return best;
    }
}
