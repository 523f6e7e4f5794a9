package sluice.outcome;

import java.util.stream.Stream;

/**
 * How many records met which end, rejects aside. Immutable.
 *
 * @param inserted documents that are new
 * @param matched documents that were there and equal
 * @param modified documents that were there and were changed
 * @param deleted documents that are gone
 * @param alreadyThere documents that an earlier try had inserted
 * @param skipped records that found nothing to do, or a key that is taken if the plan passes over those
 */
public record Counts(long inserted, long matched, long modified, long deleted, long alreadyThere, long skipped) {
    /** No records. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** So many skipped records. */
    public static Counts skipped(long count) {
        return new Counts(0, 0, 0, 0, 0, count);
    }

    /** The sum of several. */
    public static Counts sum(Stream<Counts> counts) {
        return counts.reduce(NONE, Counts::plus);
    }

    /** The sum of both. */
    public Counts plus(Counts other) {
        return new Counts(
                inserted + other.inserted,
                matched + other.matched,
                modified + other.modified,
                deleted + other.deleted,
                alreadyThere + other.alreadyThere,
                skipped + other.skipped);
    }

    /** All records. */
    public long total() {
        return inserted + matched + modified + deleted + alreadyThere + skipped;
    }

    /** Documents that are in the collection because of the records. */
    public long present() {
        return inserted + alreadyThere;
    }
}
