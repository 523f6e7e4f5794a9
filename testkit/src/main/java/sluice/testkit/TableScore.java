package sluice.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How well a table was read: success, and precision, recall and F1 of header, records and cells, each from 0 to 1; ten is perfect.
 * Places don't count, only what is there how often; of a record only its text from end to end, of the others each cell. That is the
 * measure of the Pollock benchmark, without its normalising of numbers and dates.
 *
 * @param points the sum of the ten measures, 0 to 10
 */
public record TableScore(double points) {

    /** Compares what was read with what should have been; the first row of each is its header. */
    public static TableScore of(List<List<String>> expected, List<List<String>> read) {
        if (expected.isEmpty()) {
            return new TableScore(10);
        }
        double sum = 1;
        sum += measures(expected.get(0).stream(), read.stream().limit(1).flatMap(List::stream));
        sum += measures(records(expected), records(read));
        sum += measures(expected.stream().flatMap(List::stream), read.stream().flatMap(List::stream));
        return new TableScore(sum);
    }

    /** Whether nothing is wrong. */
    public boolean perfect() {
        return points > 10 - 1e-9;
    }

    private static Stream<String> records(List<List<String>> rows) {
        return rows.stream().skip(1).map(row -> String.join("", row));
    }

    private static double measures(Stream<String> expected, Stream<String> read) {
        Map<String, Long> wanted = counted(expected);
        Map<String, Long> found = counted(read);
        double all = sum(wanted);
        if (all == 0) {
            return 3;
        }
        Map<String, Long> common = new HashMap<>(wanted);
        common.replaceAll((value, count) -> Math.min(count, found.getOrDefault(value, 0L)));
        double both = sum(common);
        if (both == 0) {
            return 0;
        }
        double recall = both / all;
        double precision = both / sum(found);
        return recall + precision + 2 * recall * precision / (recall + precision);
    }

    private static Map<String, Long> counted(Stream<String> values) {
        return values.collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    }

    private static double sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
