package sluice.load;

import java.util.List;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.journal.RejectFiles;
import sluice.reject.Reject;
import sluice.report.SourceSummary;

/**
 * One source on its way into its collection: what was committed of it so far. Its chunks are committed in file order, by
 * any worker, under the {@link Ledger}'s monitor.
 */
final class SourceTask implements AutoCloseable {
    private final SourceJob job;
    private final CollectionTask collection;
    private final DocumentLayout layout;
    private final DocumentIds ids;
    private final RejectFiles rejectFiles;

    private long end;
    private long records;
    private long rejected;
    private Counts counts = Counts.NONE;

    /** A source before its first chunk. */
    SourceTask(
            SourceJob job, CollectionTask collection, DocumentLayout layout, DocumentIds ids, RejectFiles rejectFiles) {
        this.job = job;
        this.collection = collection;
        this.layout = layout;
        this.ids = ids;
        this.rejectFiles = rejectFiles;
        end = job.header().end();
    }

    SourceJob job() {
        return job;
    }

    CollectionTask collection() {
        return collection;
    }

    DocumentLayout layout() {
        return layout;
    }

    DocumentIds ids() {
        return ids;
    }

    /** Adds the chunk that comes next in the source. */
    synchronized void add(long chunkEnd, long moreRecords, Counts moreCounts, List<Reject> rejects) {
        rejectFiles.add(job.source().name(), rejects);
        end = chunkEnd;
        records += moreRecords;
        counts = counts.plus(moreCounts);
        rejected += rejects.size();
    }

    /** What was committed so far. */
    synchronized SourceSummary summary() {
        boolean none = rejected == 0;
        return new SourceSummary(
                job.source().name(),
                end,
                records,
                counts.inserted(),
                counts.matched(),
                counts.modified(),
                counts.deleted(),
                counts.skipped(),
                counts.alreadyThere(),
                rejected,
                none ? null : "rejects/" + rejectFiles.recordsFile().getFileName(),
                none ? null : "rejects/" + rejectFiles.reasonsFile().getFileName());
    }

    /** Whether every byte of the source was committed, as far as its size is known. */
    synchronized boolean complete() {
        long size = job.source().size();
        return size < 0 || end == size;
    }

    @Override
    public synchronized void close() {
        rejectFiles.close();
    }
}
