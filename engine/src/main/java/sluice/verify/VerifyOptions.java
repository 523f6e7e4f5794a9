package sluice.verify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sluice.operation.KnownOperation;
import sluice.plan.Plan;

/**
 * What a verification needs besides a server. Immutable.
 *
 * @param plan what was loaded, from where, into which collections
 * @param known what is known of the operation that loaded it, or null
 * @param ignoreExtra whether documents that no record gives are no difference
 * @param ignoreIds whether nothing of a generated {@code _id} counts
 * @param shown how many differences the report holds; from 0
 * @param differences where all of them go, one line of JSON each, or null; made where there is one
 * @param bucketBits 2 to the power of them is the number of buckets that are told apart; 0 to 20
 * @param memory the bytes that documents may take which are compared one by one; from 1
 */
@SuppressWarnings("exports") // What is known of an operation is the engine's own.
public record VerifyOptions(
        Plan plan,
        @Nullable KnownOperation known,
        boolean ignoreExtra,
        boolean ignoreIds,
        int shown,
        @Nullable Path differences,
        int bucketBits,
        long memory) {
    /** As many as a person reads. */
    public static final int DEFAULT_SHOWN = 20;

    /** A bucket takes 32 bytes for each worker. More would make no reading of both sides faster. */
    private static final int BUCKET_BITS = 16;

    /** Checks the ranges. */
    public VerifyOptions {
        if (bucketBits < 0 || bucketBits > 20 || memory < 1 || shown < 0) {
            throw new IllegalArgumentException("bucketBits " + bucketBits + ", from 0 to 20; memory " + memory
                    + ", from 1; shown " + shown + ", from 0");
        }
    }

    /** A verification of a plan in which everything counts. */
    public static VerifyOptions of(Plan plan) {
        return new VerifyOptions(
                plan,
                null,
                false,
                false,
                DEFAULT_SHOWN,
                null,
                BUCKET_BITS,
                Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 8));
    }

    /** The same for another plan. */
    public VerifyOptions with(Plan changed) {
        return new VerifyOptions(changed, known, ignoreExtra, ignoreIds, shown, differences, bucketBits, memory);
    }

    /** The same for what an operation loaded. */
    public VerifyOptions withKnown(@Nullable KnownOperation changed) {
        return new VerifyOptions(plan, changed, ignoreExtra, ignoreIds, shown, differences, bucketBits, memory);
    }

    /** The same, with or without some differences. */
    public VerifyOptions ignoring(boolean extra, boolean ids) {
        return new VerifyOptions(plan, known, extra, ids, shown, differences, bucketBits, memory);
    }

    /** The same with another way to tell of differences. */
    public VerifyOptions telling(int changedShown, @Nullable Path changedFile) {
        return new VerifyOptions(plan, known, ignoreExtra, ignoreIds, changedShown, changedFile, bucketBits, memory);
    }

    /** The same within other memory. */
    public VerifyOptions within(int changedBits, long changedMemory) {
        return new VerifyOptions(plan, known, ignoreExtra, ignoreIds, shown, differences, changedBits, changedMemory);
    }
}
