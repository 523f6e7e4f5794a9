package sluice.plan;

import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;

/**
 * How the work is cut and shared. No setting changes what is in the database afterwards. Immutable.
 *
 * @param workers the threads that load, at least 1; null for what fits the machine
 * @param chunkSize what one worker takes at a time; null for what fits files and workers
 * @param batchSize the most documents of one write command, 1 to 100,000
 * @param linear one worker, one collection and one file after the other
 * @param errorLimit when to give up
 */
public record LoadSettings(
        @Nullable Integer workers,
        @Nullable ChunkSize chunkSize,
        int batchSize,
        boolean linear,
        ErrorLimit errorLimit) {

    /** The server's own limit on documents of one write command. */
    public static final int MAX_BATCH_SIZE = 100_000;

    /**
     * Documents of one write command: large enough that waiting for the journal is shared by many, small enough that
     * the server works on one batch while we encode the next. By the ceiling benchmark 5,000 take about 8 % less time than
     * 2,000, and 10,000 no less than 5,000.
     */
    public static final int DEFAULT_BATCH_SIZE = 5_000;

    /** Everything as it fits. */
    public static final LoadSettings DEFAULT =
            new LoadSettings(null, null, DEFAULT_BATCH_SIZE, false, ErrorLimit.UNLIMITED);

    /** Checks the ranges. */
    public LoadSettings {
        if (workers != null && workers < 1) {
            throw new IllegalArgumentException("workers is " + workers + ", must be at least 1");
        }
        if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
            throw new IllegalArgumentException("batch size is " + batchSize + ", must be from 1 to " + MAX_BATCH_SIZE);
        }
    }

    /** The same with so many workers. */
    public LoadSettings withWorkers(int changed) {
        return new LoadSettings(changed, chunkSize, batchSize, linear, errorLimit);
    }

    /** The same with another chunk size. */
    public LoadSettings withChunkSize(ChunkSize changed) {
        return new LoadSettings(workers, changed, batchSize, linear, errorLimit);
    }

    /** The same with another batch size. */
    public LoadSettings withBatchSize(int changed) {
        return new LoadSettings(workers, chunkSize, changed, linear, errorLimit);
    }

    /** The same, one after the other or shared. */
    public LoadSettings withLinear(boolean changed) {
        return new LoadSettings(workers, chunkSize, batchSize, changed, errorLimit);
    }

    /** The same with another limit. */
    public LoadSettings withErrorLimit(ErrorLimit changed) {
        return new LoadSettings(workers, chunkSize, batchSize, linear, changed);
    }
}
