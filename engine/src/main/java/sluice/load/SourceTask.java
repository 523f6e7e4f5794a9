package sluice.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.journal.RejectFiles;
import sluice.reject.Reject;
import sluice.report.SourceSummary;

/**
 * One source on its way into its collection. Its chunks may be done in any order; what became of them is committed here
 * in file order, so that the reject files are the same for any number of workers.
 *
 * <p>Threads: {@link #commit} is called by any worker, under this object's monitor. The locks' order is told in
 * {@link LoadRun}.
 */
final class SourceTask implements AutoCloseable {
    private final SourceJob job;
    private final CollectionTask collection;
    private final DocumentLayout layout;
    private final DocumentIds ids;
    private final RejectFiles rejectFiles;
    private final int window;

    private final Map<Long, ChunkResult> waiting = new HashMap<>();
    private long nextIndex;
    private long end;
    private long records;
    private long inserted;
    private long alreadyThere;
    private long rejected;
    private boolean abandoned;

    /**
     * A source before its first chunk.
     *
     * @param window how many chunks may be done ahead of the first that is not: bounds what waits here
     */
    SourceTask(
            SourceJob job,
            CollectionTask collection,
            DocumentLayout layout,
            DocumentIds ids,
            RejectFiles rejectFiles,
            int window) {
        this.job = job;
        this.collection = collection;
        this.layout = layout;
        this.ids = ids;
        this.rejectFiles = rejectFiles;
        this.window = window;
        boolean headerRead = job.header().bytes().length > 0;
        nextIndex = headerRead ? 1 : 0;
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

    /**
     * Commits a chunk as soon as all before it are; waits while too many are ahead.
     *
     * @param onRejects told of each chunk's rejects, in file order
     */
    synchronized void commit(long index, ChunkResult result, BiConsumer<SourceTask, List<Reject>> onRejects) {
        boolean interrupted = false;
        while (index >= nextIndex + window && !abandoned) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Giving up here would lose the count of a chunk that was acknowledged.
                interrupted = true;
            }
        }
        waiting.put(index, result);
        for (ChunkResult next = waiting.remove(nextIndex); next != null; next = waiting.remove(nextIndex)) {
            add(next);
            nextIndex++;
            onRejects.accept(this, next.rejects());
        }
        notifyAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(ChunkResult result) {
        rejectFiles.add(job.source().name(), result.rejects());
        end = result.end();
        records += result.records();
        inserted += result.inserted();
        alreadyThere += result.alreadyThere();
        rejected += result.rejects().size();
    }

    /** Lets go of those that wait for a chunk that will never come. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** What was committed so far. */
    synchronized SourceSummary summary() {
        boolean none = rejected == 0;
        return new SourceSummary(
                job.source().name(),
                end,
                records,
                inserted,
                alreadyThere,
                rejected,
                none ? null : "rejects/" + rejectFiles.recordsFile().getFileName(),
                none ? null : "rejects/" + rejectFiles.reasonsFile().getFileName());
    }

    /** Whether every byte of the source was committed, as far as its size is known. */
    synchronized boolean complete() {
        long size = job.source().size();
        return waiting.isEmpty() && (size < 0 || end == size);
    }

    @Override
    public synchronized void close() {
        rejectFiles.close();
    }
}
