package sluice.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;

/**
 * What a load did to one collection.
 *
 * @param name the collection
 * @param mode what a record does
 * @param sources its sources in plan order
 * @param types the type of each column, in file order
 * @param elapsedSeconds from its first chunk to its last acknowledged one
 * @param indexSeconds how long its indexes took to build after that
 * @param countBefore documents in it before, after a drop
 * @param countAfter documents in it afterwards
 * @param exact whether it is certain what each record did; false if some were sent a second time, whose first time may have
 *     done it
 */
public record CollectionSummary(
        String name,
        String mode,
        List<SourceSummary> sources,
        Map<String, String> types,
        double elapsedSeconds,
        double indexSeconds,
        long countBefore,
        long countAfter,
        boolean exact) {

    /** Records read. */
    public long records() {
        return sum(SourceSummary::records);
    }

    /** What became of the records, rejects aside. */
    public Counts counts() {
        return Counts.sum(sources.stream().map(SourceSummary::counts));
    }

    /** Records that were not read as they stand. */
    public Recoveries recovered() {
        return Recoveries.sum(sources.stream().map(SourceSummary::recovered));
    }

    /** Documents that are new in it. */
    public long inserted() {
        return counts().inserted();
    }

    /** Records whose document was there and equal already. */
    public long matched() {
        return counts().matched();
    }

    /** Records whose document was there and was changed. */
    public long modified() {
        return counts().modified();
    }

    /** Records whose document is gone. */
    public long deleted() {
        return counts().deleted();
    }

    /** Records that found nothing to do, or a key that is taken if the plan passes over those. */
    public long skipped() {
        return counts().skipped();
    }

    /** Records that an earlier try had inserted. */
    public long alreadyThere() {
        return counts().alreadyThere();
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
