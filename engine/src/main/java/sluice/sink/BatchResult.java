package sluice.sink;

import java.util.List;

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
 */
public record BatchResult(
        int inserted, int matched, int modified, int deleted, int alreadyThere, int skipped, List<Refusal> refusals) {

    /** Nothing was sent. */
    public static final BatchResult NOTHING = new BatchResult(0, 0, 0, 0, 0, 0, List.of());

    /** The same with the refusals in other words. */
    public BatchResult with(List<Refusal> changed) {
        return new BatchResult(inserted, matched, modified, deleted, alreadyThere, skipped, changed);
    }
}
