package sluice.sink;

import java.util.List;
import sluice.outcome.Counts;

/**
 * What became of one batch. Each of its records is in exactly one of these.
 *
 * @param inserted documents that are in the collection now and were not before
 * @param matched documents that were there and are equal already
 * @param modified documents that were there and were changed
 * @param deleted documents that are gone
 * @param alreadyThere documents that an earlier try of the same batch had inserted
 * @param skipped records that found nothing to do
 * @param refusals documents that the server refuses, in file order
 * @param uncertain of those that were there already, how many somebody else may have written, byte by byte the same: they
 *     were met after a try whose outcome is not known
 */
public record BatchResult(
        int inserted,
        int matched,
        int modified,
        int deleted,
        int alreadyThere,
        int skipped,
        List<Refusal> refusals,
        int uncertain) {

    /** A batch of which everything is known. */
    public BatchResult(
            int inserted,
            int matched,
            int modified,
            int deleted,
            int alreadyThere,
            int skipped,
            List<Refusal> refusals) {
        this(inserted, matched, modified, deleted, alreadyThere, skipped, refusals, 0);
    }

    /** Nothing was sent. */
    public static final BatchResult NOTHING = new BatchResult(0, 0, 0, 0, 0, 0, List.of());

    /** How many records met which end, refusals aside. */
    public Counts counts() {
        return new Counts(inserted, matched, modified, deleted, alreadyThere, skipped);
    }

    /** The same with the refusals in other words. */
    public BatchResult with(List<Refusal> changed) {
        return new BatchResult(inserted, matched, modified, deleted, alreadyThere, skipped, changed, uncertain);
    }
}
