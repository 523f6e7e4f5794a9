package sluice.cli.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.scan.Measure;
import sluice.scan.ScanQuery;

/** What {@code sluice scan} asks of the rows. */
final class ScanQueryMixin {
    @Option(names = "--where", paramLabel = "EXPR", description = "Look only at the rows for which this is true.")
    @Nullable
    String where;

    @Option(
            names = "--count-by",
            paramLabel = "EXPR[,EXPR...]",
            description = "Count the rows of each group of equal values. Repeat it for further groupings.")
    List<String> countBy = new ArrayList<>();

    @Option(
            names = "--in",
            paramLabel = "A..B|A,B,...",
            description =
                    "Keep only these groups of the first --count-by's first value, and show those that have no rows.")
    @Nullable
    String in;

    @Option(names = "--count-where", paramLabel = "EXPR", description = "Count the rows for which this is true.")
    List<String> countWhere = new ArrayList<>();

    @Option(names = "--sum", paramLabel = "EXPR", description = "Sum numbers, exactly: in each group, or in all rows.")
    List<String> sums = new ArrayList<>();

    @Option(names = "--min", paramLabel = "EXPR", description = "Find the least number.")
    List<String> mins = new ArrayList<>();

    @Option(names = "--max", paramLabel = "EXPR", description = "Find the greatest number.")
    List<String> maxs = new ArrayList<>();

    @Option(names = "--avg", paramLabel = "EXPR", description = "Average numbers.")
    List<String> avgs = new ArrayList<>();

    @Option(
            names = "--calls",
            description =
                    "For phone calls of 7 columns without header: count those with ao in column 7, and those of each year 2013 to 2018 in column 6 (MM/DD/YYYY).")
    boolean calls;

    boolean calls() {
        return calls;
    }

    /**
     * The query.
     *
     * @throws sluice.scan.language.ExpressionException where an expression makes no sense
     * @throws IllegalArgumentException where the options make none together
     */
    ScanQuery query() {
        ScanQuery.Builder query = ScanQuery.builder();
        if (calls) {
            requireAlone();
            return query.countWhere("contains(7, \"ao\")")
                    .countBy("year(6, \"MM/dd/yyyy\")")
                    .in("2013..2018")
                    .build();
        }
        if (where != null) {
            query.where(where);
        }
        countBy.forEach(query::countBy);
        if (in != null) {
            query.in(in);
        }
        countWhere.forEach(query::countWhere);
        sums.forEach(sum -> query.measure(Measure.SUM, sum));
        mins.forEach(min -> query.measure(Measure.MIN, min));
        maxs.forEach(max -> query.measure(Measure.MAX, max));
        avgs.forEach(avg -> query.measure(Measure.AVG, avg));
        return query.build();
    }

    private void requireAlone() {
        boolean alone = where == null
                && in == null
                && countBy.isEmpty()
                && countWhere.isEmpty()
                && sums.isEmpty()
                && mins.isEmpty()
                && maxs.isEmpty()
                && avgs.isEmpty();
        if (!alone) {
            throw new IllegalArgumentException("--calls stands for a whole query; leave the other expressions out");
        }
    }
}
