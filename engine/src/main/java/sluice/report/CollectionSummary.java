package sluice.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a load did to one collection.
 *
 * @param name the collection
 * @param sources its sources in plan order
 * @param types the type of each column, in file order
 * @param elapsedSeconds from its first chunk to its last acknowledged one
 * @param countBefore documents in it before, after a drop
 * @param countAfter documents in it afterwards
 */
public record CollectionSummary(
        String name,
        List<SourceSummary> sources,
        Map<String, String> types,
        double elapsedSeconds,
        long countBefore,
        long countAfter) {

    /** Records read. */
    public long records() {
        return sum(SourceSummary::records);
    }

    /** Documents that are new in it. */
    public long inserted() {
        return sum(SourceSummary::inserted);
    }

    /** Records that an earlier try had inserted. */
    public long alreadyThere() {
        return sum(SourceSummary::alreadyThere);
    }

    /** Records that are in the reject files. */
    public long rejected() {
        return sum(SourceSummary::rejected);
    }

    /** Bytes read. */
    public long bytes() {
        return sum(SourceSummary::bytes);
    }

    private long sum(ToLongFunction<SourceSummary> part) {
        return sources.stream().mapToLong(part).sum();
    }
}
