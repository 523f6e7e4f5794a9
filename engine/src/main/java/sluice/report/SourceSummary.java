package sluice.report;

import org.jspecify.annotations.Nullable;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;

/**
 * What became of one source's records.
 *
 * @param name what the user called it
 * @param bytes its bytes that were read
 * @param records its records that were read
 * @param recovered how many of them were not read as they stand
 * @param counts what became of them, rejects aside
 * @param rejected those that are in the reject files
 * @param rejects the file of rejected records, relative to the operation's folder, or null if there are none
 * @param reasons the file of reasons, likewise
 */
public record SourceSummary(
        String name,
        long bytes,
        long records,
        Recoveries recovered,
        Counts counts,
        long rejected,
        @Nullable String rejects,
        @Nullable String reasons) {

    /** Whether each record read is accounted for exactly once. */
    public boolean balances() {
        return records == counts.total() + rejected;
    }
}
