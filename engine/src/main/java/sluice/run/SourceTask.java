package sluice.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.gate.ChunkResult;
import sluice.gate.SourceLabel;
import sluice.input.CsvInput;
import sluice.job.SourceJob;
import sluice.journal.FileMark;
import sluice.journal.KnownRejects;
import sluice.journal.Progress;
import sluice.journal.RejectFiles;
import sluice.journal.SourceId;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;
import sluice.report.SourceSummary;
import sluice.workers.ChunkQueue;

/**
 * One source on its way into its collection: what was committed of it so far. Its chunks are committed in file order, by
 * any worker, under its collection's monitor.
 */
public final class SourceTask implements AutoCloseable {
    private final SourceId id;
    private final SourceJob job;
    private final CollectionTask collection;
    private final DocumentLayout layout;
    private final DocumentIds ids;
    private final RejectFiles rejectFiles;
    private final CommitLog log;
    private final @Nullable Progress before;
    private @Nullable KnownRejects knownRejects;
    private @Nullable Set<Long> passedOver;

    private long end;
    private long records;
    private Recoveries recovered = Recoveries.NONE;
    private long rejected;
    private Counts counts = Counts.NONE;

    /**
     * A source before its next chunk.
     *
     * @param before how far an earlier try of the operation was with it, or null
     */
    SourceTask(
            SourceId id,
            SourceJob job,
            CollectionTask collection,
            DocumentLayout layout,
            DocumentIds ids,
            RejectFiles rejectFiles,
            CommitLog log,
            @Nullable Progress before) {
        this.id = id;
        this.job = job;
        this.collection = collection;
        this.layout = layout;
        this.ids = ids;
        this.rejectFiles = rejectFiles;
        this.log = log;
        this.before = before;
        end = job.header().end();
        if (before != null) {
            rejectFiles.resume(before.recordsFile(), before.reasonsFile());
            end = before.end();
            records = before.records();
            recovered = before.recovered();
            rejected = before.rejected();
            counts = before.counts();
        } else {
            rejectFiles.discard();
        }
    }

    public SourceJob job() {
        return job;
    }

    SourceLabel label() {
        return new SourceLabel(id.source(), job.source().name());
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

    /** How far an earlier try of the operation was, or null where it had not begun with it. */
    @Nullable
    Progress before() {
        return before;
    }

    /** The parts to be read: what was done before only where its keys are needed. */
    List<ChunkQueue.Entry<Segment>> segments(boolean keysNeeded) {
        List<ChunkQueue.Entry<Segment>> segments = new ArrayList<>();
        Progress known = before;
        if (known == null) {
            segments.add(new ChunkQueue.Entry<>(new Segment(this, false), () -> job.open(collection.plan())));
            return segments;
        }
        if (keysNeeded) {
            segments.add(new ChunkQueue.Entry<>(
                    new Segment(this, true),
                    () -> CsvInput.openUntil(
                            job.source(), collection.plan(), job.format().csv(), known.end())));
        }
        segments.add(new ChunkQueue.Entry<>(
                new Segment(this, false),
                () -> CsvInput.openAt(job.source(), job.format(), job.header(), known.end(), known.nextLine())));
        return segments;
    }

    /** The rejects of what was done before, to be read along with it; by one thread at a time, in file order. */
    synchronized KnownRejects knownRejects() {
        KnownRejects known = knownRejects;
        if (known == null) {
            known = knownRejectsAnew();
            knownRejects = known;
        }
        return known;
    }

    /** All rejects of what was done before; the caller closes them. */
    KnownRejects knownRejectsAnew() {
        return new KnownRejects(rejectFiles.reasonsFile(), before == null ? FileMark.START : before.reasonsFile());
    }

    /** The records passed over by earlier tries, by their offsets. */
    synchronized Set<Long> passedOver() {
        Set<Long> offsets = passedOver;
        if (offsets == null) {
            offsets = history().stream()
                    .flatMap(progress -> progress.passedOver().stream())
                    .collect(Collectors.toSet());
            passedOver = offsets;
        }
        return offsets;
    }

    /** The steps of earlier tries, from the journal. */
    List<Progress> history() {
        return log.history(id);
    }

    /**
     * Adds the chunk that comes next in the source, and takes note of it in the journal.
     *
     * @param passedOver offsets of records that are no rejects though their key was taken
     */
    synchronized void add(ChunkResult chunk, Counts moreCounts, List<Reject> rejects, List<Long> passedOver) {
        rejectFiles.add(job.source().name(), rejects);
        end = chunk.end();
        records += chunk.records();
        recovered = recovered.plus(chunk.recovered());
        counts = counts.plus(moreCounts);
        rejected += rejects.size();
        Progress progress = new Progress(
                end,
                chunk.nextLine(),
                records,
                recovered,
                counts,
                rejected,
                rejectFiles.recordsMark(),
                rejectFiles.reasonsMark(),
                passedOver);
        log.append(id, progress, rejectFiles);
    }

    /** What was committed so far. */
    public synchronized SourceSummary summary() {
        boolean none = rejected == 0;
        return new SourceSummary(
                job.source().name(),
                end,
                records,
                recovered,
                counts,
                rejected,
                none ? null : "rejects/" + rejectFiles.recordsFile().getFileName(),
                none ? null : "rejects/" + rejectFiles.reasonsFile().getFileName());
    }

    @Override
    public synchronized void close() {
        rejectFiles.close();
        if (knownRejects != null) {
            knownRejects.close();
            knownRejects = null;
        }
    }
}
