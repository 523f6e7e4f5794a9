package sluice.workers;

import java.util.List;
import sluice.journal.Progress;
import sluice.sink.BatchResult;
import sluice.sink.Outcome;

/**
 * How many records met which end. Immutable.
 *
 * @param inserted documents that are new
 * @param matched documents that were there and equal
 * @param modified documents that were there and were changed
 * @param deleted documents that are gone
 * @param alreadyThere documents that an earlier try had inserted
 * @param skipped records that found nothing to do
 */
public record Counts(long inserted, long matched, long modified, long deleted, long alreadyThere, long skipped) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public static Counts of(BatchResult result) {
        return new Counts(
                result.inserted(),
                result.matched(),
                result.modified(),
                result.deleted(),
                result.alreadyThere(),
                result.skipped());
    }

    public static Counts of(Progress progress) {
        return new Counts(
                progress.inserted(),
                progress.matched(),
                progress.modified(),
                progress.deleted(),
                progress.alreadyThere(),
                progress.skipped());
    }

    public static Counts of(List<Outcome> outcomes) {
        long[] counts = new long[Outcome.values().length];
        outcomes.forEach(outcome -> counts[Outcome.valueOf(outcome.name()).compareTo(Outcome.INSERTED)]++);
        return new Counts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    public static Counts skipped(long count) {
        return new Counts(0, 0, 0, 0, 0, count);
    }

    public Counts plus(Counts other) {
        return new Counts(
                inserted + other.inserted,
                matched + other.matched,
                modified + other.modified,
                deleted + other.deleted,
                alreadyThere + other.alreadyThere,
                skipped + other.skipped);
    }

    /** All records but the rejects. */
    long total() {
        return inserted + matched + modified + deleted + alreadyThere + skipped;
    }
}
