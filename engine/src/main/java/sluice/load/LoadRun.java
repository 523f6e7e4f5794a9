package sluice.load;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.bson.DocumentIds;
import sluice.csv.ChunkSize;
import sluice.journal.OperationDirectory;
import sluice.plan.ErrorLimit;
import sluice.plan.LoadSettings;
import sluice.reject.Reject;
import sluice.report.LoadSummary.RejectGroup;
import sluice.report.Timeline;
import sluice.sink.Server;
import sluice.sink.ServerException;
import sluice.source.SourceException;

/**
 * The part of a load in which workers run: chunks in, acknowledged documents and rejects out.
 *
 * <p>Threads: the workers share the feed, the tasks and this object's tallies, each with a lock of its own. A task's is
 * held while the tallies' is taken, never the other way round; the feed's is held with neither.
 */
final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);
    private static final double SAMPLE_SECONDS = 0.1;
    private static final int FINGERPRINT_MASK = (1 << 24) - 1;

    private final List<CollectionTask> collections = new ArrayList<>();
    private final List<List<SourceTask>> sources = new ArrayList<>();
    private final LoadProgress progress;
    private final Timeline timeline = new Timeline(SAMPLE_SECONDS);
    private final Recorder latency = new Recorder(3);
    private final Map<String, RejectGroup> rejectsByCode = new TreeMap<>();
    private final AtomicBoolean overLimit = new AtomicBoolean();
    private long committedRecords;
    private long committedRejects;
    private double seconds;
    private boolean exhausted;
    private @Nullable Throwable failure;

    LoadRun(
            List<CollectionJob> jobs,
            OperationDirectory directory,
            DocumentIds first,
            int window,
            LoadProgress progress) {
        this.progress = progress;
        int number = 0;
        for (CollectionJob job : jobs) {
            CollectionTask collection = new CollectionTask(
                    collections.size(), job.plan(), progress.meters().get(collections.size()));
            List<SourceTask> tasks = new ArrayList<>();
            for (SourceJob source : job.sources()) {
                int fingerprint = (first.fingerprint() + number++) & FINGERPRINT_MASK;
                tasks.add(new SourceTask(
                        source,
                        collection,
                        Layouts.of(job.plan(), source.header()),
                        new DocumentIds(first.startSeconds(), fingerprint),
                        directory.rejectFiles(
                                source.source().label(), source.header().bytes()),
                        window));
                collection.meter().read(source.header().end());
            }
            collections.add(collection);
            sources.add(tasks);
        }
    }

    /** Runs the workers until everything is loaded, something fails, or {@code stop} or the error limit ends it. */
    void execute(
            Server server, String database, LoadSettings settings, int workers, ChunkSize chunkSize, StopSignal stop) {
        long start = System.nanoTime();
        Workers pool = new Workers();
        List<Lane<SourceTask>> lanes = sources.stream()
                .map(tasks -> new Lane<>(tasks.stream()
                        .map(task -> new Lane.Entry<>(
                                task, () -> task.job().open(task.collection().plan())))
                        .toList()))
                .toList();
        try (Feed<SourceTask> feed = new Feed<>(
                lanes, chunkSize, !settings.linear(), () -> stop.requested() || overLimit.get() || pool.failed())) {
            pool.run(
                    workers,
                    () -> {
                        try (ChunkLoader loader = new ChunkLoader(server, database, settings.batchSize(), latency)) {
                            work(feed, loader, settings.errorLimit());
                        }
                    },
                    () -> sources.forEach(tasks -> tasks.forEach(SourceTask::abandon)));
            exhausted = lanes.stream().allMatch(Lane::exhausted);
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("The load failed", e);
        } finally {
            sources.forEach(tasks -> tasks.forEach(SourceTask::close));
            progress.meters().forEach(LoadProgress.Meter::finish);
            seconds = (System.nanoTime() - start) / 1e9;
            timeline.finish(sample(seconds));
        }
    }

    private void work(Feed<SourceTask> feed, ChunkLoader loader, ErrorLimit limit) {
        for (Lane.Taken<SourceTask> taken = feed.next(); taken != null; taken = feed.next()) {
            SourceTask task = taken.task();
            task.collection().meter().taken();
            ChunkResult result = loader.load(task, taken.chunk());
            task.commit(taken.chunk().index(), result, this::tallyRejects);
            tally(result, limit);
        }
    }

    private synchronized void tally(ChunkResult result, ErrorLimit limit) {
        committedRecords += result.records();
        committedRejects += result.rejects().size();
        if (limit.exceeded(committedRejects, committedRecords)) {
            overLimit.set(true);
        }
        timeline.add(sample(progress.seconds()));
    }

    private synchronized void tallyRejects(SourceTask task, List<Reject> rejects) {
        for (Reject reject : rejects) {
            rejectsByCode.merge(
                    reject.code().word(),
                    new RejectGroup(1, example(task, reject)),
                    (known, one) -> new RejectGroup(known.count() + 1, known.example()));
        }
    }

    private static String example(SourceTask task, Reject reject) {
        StringBuilder text =
                new StringBuilder(task.job().source().name()).append(", line ").append(reject.line());
        if (reject.column() != null) {
            text.append(", column ").append(reject.column());
        }
        if (reject.value() != null) {
            text.append(", `").append(reject.value()).append('`');
        }
        return text.append(": ").append(reject.message()).toString();
    }

    private Timeline.Sample sample(double at) {
        long records = 0;
        long bytes = 0;
        long rejected = 0;
        for (LoadProgress.Meter meter : progress.meters()) {
            records += meter.records();
            bytes += meter.bytes();
            rejected += meter.rejected();
        }
        return new Timeline.Sample(at, records, bytes, rejected);
    }

    List<CollectionTask> collections() {
        return collections;
    }

    List<SourceTask> sources(int collection) {
        return sources.get(collection);
    }

    Recorder latency() {
        return latency;
    }

    synchronized Map<String, RejectGroup> rejectsByCode() {
        return new TreeMap<>(rejectsByCode);
    }

    synchronized List<Timeline.Sample> timeline() {
        return timeline.samples();
    }

    double seconds() {
        return seconds;
    }

    /** Whether every chunk of every source was taken: a stop that came later stopped nothing. */
    boolean exhausted() {
        return exhausted;
    }

    boolean overLimit() {
        return overLimit.get();
    }

    /** Throws what ended the load where it is neither the server's, nor a file's, nor the disk's fault, but ours. */
    void rethrowDefect() {
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        boolean expected = thrown instanceof ServerException
                || thrown instanceof SourceException
                || thrown instanceof UncheckedIOException;
        if (thrown instanceof RuntimeException defect && !expected) {
            throw defect;
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
