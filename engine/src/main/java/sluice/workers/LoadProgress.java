package sluice.workers;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import sluice.server.RetryLog;

/** How far a load is. Thread-safe; the numbers of one moment need not fit together to the last row. */
public final class LoadProgress {
    private final List<Meter> meters;
    private final long startNanos = System.nanoTime();
    private volatile @Nullable RetryLog retries;

    public LoadProgress(List<Meter> meters) {
        this.meters = List.copyOf(meters);
    }

    /** One meter for each collection, in plan order. */
    public List<Meter> meters() {
        return meters;
    }

    /** Takes note of whose answers the load waits for. */
    public void watch(RetryLog log) {
        retries = log;
    }

    /** What keeps the load waiting now, such as {@code waiting for the server (12 s): connection broke}; null where nothing does. */
    public @Nullable String waiting() {
        RetryLog log = retries;
        return log == null ? null : log.waiting();
    }

    /** Seconds since the first chunk could be taken. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** How far one collection is. */
    public static final class Meter {
        private final String collection;
        private final long totalBytes;
        private final LongAdder records = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder rejected = new LongAdder();
        private final LongAdder uncertain = new LongAdder();
        private volatile long firstNanos;
        private volatile long lastNanos;
        private volatile boolean finished;
        private volatile boolean indexing;

        public Meter(String collection, long totalBytes) {
            this.collection = collection;
            this.totalBytes = totalBytes;
        }

        /** The collection's name. */
        public String collection() {
            return collection;
        }

        /** The bytes of all its sources, or -1 where one's size is not known. */
        public long totalBytes() {
            return totalBytes;
        }

        /** Records done, rejects among them. */
        public long records() {
            return records.sum();
        }

        /** Bytes done. */
        public long bytes() {
            return bytes.sum();
        }

        /** Rejects. */
        public long rejected() {
            return rejected.sum();
        }

        /** Whether all of it is done; of a source of unknown size that is known at the end only. */
        public boolean done() {
            return totalBytes < 0 ? finished : bytes() >= totalBytes;
        }

        /** Whether its indexes are being built, after the last record. */
        public boolean indexing() {
            return indexing;
        }

        /** Whether nothing more will come. */
        public boolean finished() {
            return finished;
        }

        /** Seconds from the first chunk taken to the last one done, or to now. */
        public double seconds() {
            long first = firstNanos;
            if (first == 0) {
                return 0;
            }
            return ((finished || done() ? lastNanos : System.nanoTime()) - first) / 1e9;
        }

        public void taken() {
            if (firstNanos == 0) {
                firstNanos = System.nanoTime();
                lastNanos = firstNanos;
            }
        }

        public void done(long moreRecords, long moreRejected) {
            records.add(moreRecords);
            rejected.add(moreRejected);
        }

        public void uncertain(long more) {
            uncertain.add(more);
        }

        /** Statements that were sent again after a try that may have been carried out, so that their counts may be off. */
        public long uncertain() {
            return uncertain.sum();
        }

        public void read(long moreBytes) {
            bytes.add(moreBytes);
            lastNanos = System.nanoTime();
        }

        public void indexing(boolean now) {
            indexing = now;
        }

        public void finish() {
            finished = true;
        }
    }
}
