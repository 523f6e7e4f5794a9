package sluice.workers;

import sluice.csv.ChunkSize;
import sluice.plan.LoadSettings;
import sluice.plan.Sizes;

/** What a plan leaves to us: workers and chunk size. Every tunable of the load stands here or in the plan's settings. */
public final class Sizing {
    /**
     * Workers per core. A worker waits for the server more than half of its time, also for one on the same machine;
     * fewer leave a core idle, more only queue at the server.
     */
    private static final int WORKERS_PER_CORE = 2;

    private static final int MIN_WORKERS = 4;
    private static final int MAX_DEFAULT_WORKERS = 32;

    /** Chunks per worker that a load is cut into, so that all workers end at about the same time. */
    private static final int CHUNKS_PER_WORKER = 8;

    /** Smaller ones make batches too small; larger ones only cost memory: workers x chunk size bounds it. */
    private static final int MIN_CHUNK_BYTES = 64 << 10;

    private static final int MAX_CHUNK_BYTES = 1 << 20;

    /** Chunks per worker that may be done ahead of the first that is not; what is kept of them is their rejects. */
    private static final int WINDOW_PER_WORKER = 4;

    private Sizing() {}

    public static int workers(LoadSettings settings, int cores) {
        if (settings.linear()) {
            return 1;
        }
        Integer workers = settings.workers();
        return workers != null
                ? workers
                : Math.min(MAX_DEFAULT_WORKERS, Math.max(MIN_WORKERS, cores * WORKERS_PER_CORE));
    }

    /**
     * The chunk size for a load.
     *
     * @param bytes of all sources, or -1
     */
    public static ChunkSize chunkSize(LoadSettings settings, int workers, long bytes) {
        ChunkSize size = settings.chunkSize();
        if (size != null) {
            return size;
        }
        long share = bytes < 0 ? MAX_CHUNK_BYTES : bytes / ((long) workers * CHUNKS_PER_WORKER);
        return ChunkSize.bytes((int) Math.max(MIN_CHUNK_BYTES, Math.min(MAX_CHUNK_BYTES, share)));
    }

    public static int window(int workers) {
        return workers * WINDOW_PER_WORKER;
    }

    /** The chunk size as a person writes it. */
    public static String show(ChunkSize size) {
        return size.unit() == ChunkSize.Unit.RECORDS ? size.count() + " rows" : Sizes.show(size);
    }

    /** The memory for keys: what the plan says, or a quarter of the heap. */
    public static long keyMemory(LoadSettings settings) {
        Long given = settings.keyMemory();
        return given == null ? Runtime.getRuntime().maxMemory() / 4 : given;
    }

    /** The lanes of a collection: as many as workers, for one writes for one lane at a time. */
    public static int lanes(LoadSettings settings, int workers) {
        Integer given = settings.lanes();
        return settings.linear() ? 1 : given == null ? workers : given;
    }
}
