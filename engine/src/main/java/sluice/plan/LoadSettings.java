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
 * @param lanes the ordered streams that writes by key are parted into, 1 to 1,024; null for as many as workers
 * @param keyMemory the most bytes for the keys of the load, at least 0; null for a quarter of Java's heap
 * @param pace how fast it may write, and how long it tries again
 */
public record LoadSettings(
        @Nullable Integer workers,
        @Nullable ChunkSize chunkSize,
        int batchSize,
        boolean linear,
        ErrorLimit errorLimit,
        @Nullable Integer lanes,
        @Nullable Long keyMemory,
        Pace pace) {

    /** The server's own limit on documents of one write command. */
    public static final int MAX_BATCH_SIZE = 100_000;

    /** More would only make batches small. */
    public static final int MAX_LANES = 1024;

    /**
     * Documents of one write command: large enough that waiting for the journal is shared by many, small enough that
     * the server works on one batch while we encode the next. By the ceiling benchmark 5,000 take about 8 % less time than
     * 2,000, and 10,000 no less than 5,000.
     */
    public static final int DEFAULT_BATCH_SIZE = 5_000;

    /** Everything as it fits. */
    public static final LoadSettings DEFAULT =
            new LoadSettings(null, null, DEFAULT_BATCH_SIZE, false, ErrorLimit.UNLIMITED, null, null, Pace.DEFAULT);

    /** Checks the ranges. */
    public LoadSettings {
        if (workers != null && workers < 1) {
            throw new IllegalArgumentException("workers is " + workers + ", must be at least 1");
        }
        if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
            throw new IllegalArgumentException("batch size is " + batchSize + ", must be from 1 to " + MAX_BATCH_SIZE);
        }
        if (lanes != null && (lanes < 1 || lanes > MAX_LANES)) {
            throw new IllegalArgumentException("lanes is " + lanes + ", must be from 1 to " + MAX_LANES);
        }
    }

    /** The same with so many workers. */
    public LoadSettings withWorkers(int changed) {
        return new LoadSettings(changed, chunkSize, batchSize, linear, errorLimit, lanes, keyMemory, pace);
    }

    /** The same with another chunk size. */
    public LoadSettings withChunkSize(ChunkSize changed) {
        return new LoadSettings(workers, changed, batchSize, linear, errorLimit, lanes, keyMemory, pace);
    }

    /** The same with another batch size. */
    public LoadSettings withBatchSize(int changed) {
        return new LoadSettings(workers, chunkSize, changed, linear, errorLimit, lanes, keyMemory, pace);
    }

    /** The same, one after the other or shared. */
    public LoadSettings withLinear(boolean changed) {
        return new LoadSettings(workers, chunkSize, batchSize, changed, errorLimit, lanes, keyMemory, pace);
    }

    /** The same with another limit. */
    public LoadSettings withErrorLimit(ErrorLimit changed) {
        return new LoadSettings(workers, chunkSize, batchSize, linear, changed, lanes, keyMemory, pace);
    }

    /** The same with so many lanes. */
    public LoadSettings withLanes(int changed) {
        return new LoadSettings(workers, chunkSize, batchSize, linear, errorLimit, changed, keyMemory, pace);
    }

    /** The same with other memory for keys. */
    public LoadSettings withKeyMemory(long changed) {
        return new LoadSettings(workers, chunkSize, batchSize, linear, errorLimit, lanes, changed, pace);
    }

    /** The same at another pace. */
    public LoadSettings withPace(Pace changed) {
        return new LoadSettings(workers, chunkSize, batchSize, linear, errorLimit, lanes, keyMemory, changed);
    }
}
