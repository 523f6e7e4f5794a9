package sluice.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of one source's records.
 *
 * @param name what the user called it
 * @param bytes its bytes that were read
 * @param records its records that were read
 * @param inserted those that are new in the collection
 * @param matched those whose document was there and equal already
 * @param modified those whose document was there and was changed
 * @param deleted those whose document is gone
 * @param skipped those that found nothing to do, or a key that is taken where the plan passes over such
 * @param alreadyThere those that an earlier try had inserted
 * @param rejected those that are in the reject files
 * @param rejects the file of rejected records, relative to the operation's folder, or null where there are none
 * @param reasons the file of reasons, likewise
 */
public record SourceSummary(
        String name,
        long bytes,
        long records,
        long inserted,
        long matched,
        long modified,
        long deleted,
        long skipped,
        long alreadyThere,
        long rejected,
        @Nullable String rejects,
        @Nullable String reasons) {

    /** Whether each record read is accounted for exactly once. */
    public boolean balances() {
        return records == inserted + matched + modified + deleted + skipped + alreadyThere + rejected;
    }
}
