package sluice.scan;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;
import sluice.plan.CollectionPlan;

/**
 * What to scan, and how.
 *
 * @param input files and dialect; column names that are empty say that there is no header
 * @param query what is asked
 * @param workers threads, or null for one per core
 * @param chunkSize what a worker takes at a time, or null for what fits
 * @param maxGroups the most groups of one grouping, at least 1
 * @param stdin what the file {@code -} reads
 */
public record ScanOptions(
        CollectionPlan input,
        ScanQuery query,
        @Nullable Integer workers,
        @Nullable ChunkSize chunkSize,
        int maxGroups,
        InputStream stdin) {

    /** The most groups where nothing else is said. */
    public static final int DEFAULT_MAX_GROUPS = 1_000_000;

    /** Checks the range. */
    public ScanOptions {
        if (maxGroups < 1) {
            throw new IllegalArgumentException("the most groups are " + maxGroups + ", must be at least 1");
        }
    }
}
