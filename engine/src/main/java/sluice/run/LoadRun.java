package sluice.run;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.csv.ChunkSize;
import sluice.gate.DuplicateCheck;
import sluice.gate.DuplicateKeyException;
import sluice.gate.KeyBudget;
import sluice.job.CollectionJob;
import sluice.job.Layouts;
import sluice.job.SourceJob;
import sluice.journal.JournalState;
import sluice.journal.KnownRejects;
import sluice.journal.KnownRejects.KnownReject;
import sluice.journal.OperationDirectory;
import sluice.journal.Progress;
import sluice.operation.Operation;
import sluice.plan.CollectionPlan;
import sluice.plan.ErrorLimit;
import sluice.plan.LoadSettings;
import sluice.plan.Pace;
import sluice.plan.ReferenceGraph;
import sluice.plan.Sizes;
import sluice.reject.Reject;
import sluice.report.LoadSummary.RejectGroup;
import sluice.report.Timeline;
import sluice.server.RetryLog;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.sink.BatchWriter;
import sluice.source.SourceException;
import sluice.target.Target;
import sluice.workers.ChunkQueue;
import sluice.workers.LoadProgress;
import sluice.workers.Pressure;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;
import sluice.workers.Throttle;
import sluice.workers.Workers;

/**
 * The part of a load in which workers run: chunks in, acknowledged documents and rejects out.
 *
 * <p>Threads: the workers share the feed, the tasks and this object's tallies, each with a lock of its own. A task's is
 * held while the tallies' is taken, never the other way round; the feed's is held with neither.
 */
public final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);
    private static final double SAMPLE_SECONDS = 0.1;

    private final List<CollectionTask> collections = new ArrayList<>();
    private final List<List<SourceTask>> sources = new ArrayList<>();
    private final LoadProgress progress;
    private final KeyBudget budget;
    private final List<String> notes = new ArrayList<>();
    private final Timeline timeline = new Timeline(SAMPLE_SECONDS);
    private final Recorder latency = new Recorder(3);
    private final Map<String, RejectGroup> rejectsByCode = new TreeMap<>();
    private final AtomicBoolean overLimit = new AtomicBoolean();
    private long recordsBefore;
    private long bytesBefore;
    private long committedRecords;
    private long committedRejects;
    private double seconds;
    private boolean exhausted;
    private @Nullable Throwable failure;

    public LoadRun(
            Operation operation,
            OperationDirectory directory,
            KeyBudget budget,
            int lanes,
            int batchSize,
            LoadProgress progress,
            boolean resumed) {
        this.progress = progress;
        this.budget = budget;
        JournalState known = operation.journal().state();
        for (CollectionJob job : operation.jobs()) {
            int index = collections.size();
            Target target = operation.targets().get(index);
            CollectionTask collection = new CollectionTask(
                    index,
                    target,
                    progress.meters().get(index),
                    budget,
                    new DuplicateCheck(directory.duplicates(index)),
                    batchSize,
                    lanes,
                    operation.journal(),
                    resumed ? operation.earlier(index) : null);
            List<SourceTask> tasks = new ArrayList<>();
            for (SourceJob source : job.sources()) {
                int number = tasks.size();
                Progress before = known.progress(index, number);
                SourceTask task = new SourceTask(
                        number,
                        source,
                        collection,
                        Layouts.of(
                                target.plan(), source.header(), source.source().name(), target.groups(source.header())),
                        operation.ids(index, number),
                        directory.rejectFiles(
                                source.source().label(), source.header().bytes()),
                        operation.journal(),
                        before);
                tasks.add(task);
                collection.meter().read(source.header().end());
                if (before != null) {
                    tallyKnown(task, before);
                }
            }
            collections.add(collection);
            sources.add(tasks);
        }
        List<CollectionPlan> plans =
                operation.jobs().stream().map(CollectionJob::plan).toList();
        for (CollectionTask child : collections) {
            List<String> parents = ReferenceGraph.parents(plans, child.plan());
            collections.stream()
                    .filter(task -> parents.contains(task.plan().name()))
                    .forEach(child.parents()::add);
        }
    }

    private void tallyKnown(SourceTask task, Progress before) {
        committedRecords += before.records();
        recordsBefore += before.records();
        bytesBefore += before.end();
        committedRejects += before.rejected();
        task.collection().meter().done(0, before.rejected());
        if (!keysNeeded(task.collection())) {
            task.collection().meter().done(before.records(), 0);
            task.collection().meter().read(before.end() - task.job().header().end());
        }
        try (KnownRejects rejects = task.knownRejectsAnew()) {
            for (KnownReject reject = rejects.next(); reject != null; reject = rejects.next()) {
                tally(reject.code(), example(task, reject.line(), reject.column(), reject.value(), reject.message()));
            }
        }
    }

    /** Whether what was done before must be read again, because admission decides by its keys. */
    private static boolean keysNeeded(CollectionTask task) {
        return !task.target().usesLanes() && !task.target().constraints().isEmpty();
    }

    /** Runs the workers until everything is loaded, something fails, or {@code stop} or the error limit ends it. */
    public void execute(
            Server server, String database, LoadSettings settings, int workers, ChunkSize chunkSize, StopSignal stop) {
        long start = System.nanoTime();
        Workers pool = new Workers();
        progress.watch(server.retryLog());
        List<Schedule.Entry> entries = collections.stream()
                .map(task -> new Schedule.Entry(task, queue(sources.get(task.index()))))
                .toList();
        Pace pace = settings.pace();
        Pressure pressure = new Pressure(
                workers,
                Math.min(settings.batchSize(), Throttle.documentsAtOnce(pace)),
                Math.min(BatchWriter.MAX_BATCH_BYTES, Throttle.bytesAtOnce(pace)));
        RetryLog.Subscription listening = server.retryLog().listen(pressure);
        ChunkLoader.Context context = new ChunkLoader.Context(
                server,
                database,
                ThreadLocalRandom.current().nextLong(),
                latency,
                new Throttle(pace),
                pressure,
                new Parents(server, database, collections, budget),
                (source, records, rejects) -> {
                    tallyRejects(source, rejects);
                    tally(records, rejects.size(), settings.errorLimit());
                },
                this::overBudget);
        try (Schedule schedule = new Schedule(
                entries,
                chunkSize,
                !settings.linear(),
                Sizing.window(workers),
                () -> stop.requested() || overLimit.get(),
                pool::failed)) {
            pool.run(workers, worker -> work(schedule, context), () -> {
                collections.forEach(task -> task.gate().abandon());
                schedule.changed();
            });
            exhausted = schedule.exhausted();
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("The load failed", e);
        } finally {
            listening.close();
            closeSources();
            finishRest();
            progress.meters().forEach(LoadProgress.Meter::finish);
            seconds = (System.nanoTime() - start) / 1e9;
            timeline.finish(sample(seconds));
        }
    }

    private void closeSources() {
        for (List<SourceTask> tasks : sources) {
            for (SourceTask task : tasks) {
                try {
                    task.close();
                } catch (UncheckedIOException e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
    }

    private static ChunkQueue<Segment> queue(List<SourceTask> tasks) {
        return new ChunkQueue<>(tasks.stream()
                .flatMap(task -> task.segments(keysNeeded(task.collection())).stream())
                .toList());
    }

    private static void work(Schedule schedule, ChunkLoader.Context context) {
        try (ChunkLoader loader = new ChunkLoader(context)) {
            for (Schedule.Work work = schedule.next(); work != null; work = schedule.next()) {
                if (work instanceof Schedule.ChunkWork chunk) {
                    loader.load(chunk);
                } else if (work instanceof Schedule.LaneWork lane) {
                    loader.write(lane);
                } else if (work instanceof Schedule.FinishWork finish) {
                    finish.task().finish();
                }
                schedule.changed();
            }
        }
    }

    /** A load that ended early leaves no collection without the indexes that it had or should get. */
    private void finishRest() {
        for (CollectionTask task : collections) {
            boolean reachable = !(failure instanceof ServerException);
            if (!task.done() && reachable) {
                task.finish();
            } else if (!task.done() && !task.target().last().isEmpty()) {
                synchronized (this) {
                    notes.add(task.plan().name() + ": its indexes were not built"
                            + (task.plan().drop() ? "; those it had are in indexes.json." : "."));
                }
            }
            task.gate().close();
        }
    }

    private void overBudget(CollectionTask task) {
        String note = task.plan().name() + ": the keys take more than the memory for them ("
                + Sizes.showBytes(budget.most())
                + ", see --key-memory), so from here on the server's unique index decides; slower, with the same outcome.";
        LOG.warn(note);
        synchronized (this) {
            notes.add(note);
        }
    }

    private synchronized void tally(long records, long rejects, ErrorLimit limit) {
        committedRecords += records;
        committedRejects += rejects;
        if (limit.exceeded(committedRejects, committedRecords)) {
            overLimit.set(true);
        }
        timeline.add(sample(progress.seconds()));
    }

    private synchronized void tallyRejects(SourceTask task, List<Reject> rejects) {
        for (Reject reject : rejects) {
            tally(
                    reject.code().word(),
                    example(task, reject.line(), reject.column(), reject.value(), reject.message()));
        }
    }

    private void tally(String code, String example) {
        rejectsByCode.merge(
                code, new RejectGroup(1, example), (known, one) -> new RejectGroup(known.count() + 1, known.example()));
    }

    private static String example(
            SourceTask task, long line, @Nullable String column, @Nullable String value, String message) {
        StringBuilder text =
                new StringBuilder(task.job().source().name()).append(", line ").append(line);
        if (column != null) {
            text.append(", column ").append(column);
        }
        if (value != null) {
            text.append(", `").append(value).append('`');
        }
        return text.append(": ").append(message).toString();
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

    /** What the user should know, a sentence each. */
    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** Records that earlier tries had done. */
    public long recordsBefore() {
        return recordsBefore;
    }

    /** The bytes of those. */
    public long bytesBefore() {
        return bytesBefore;
    }

    /** The most memory that keys took. */
    public long keyBytes() {
        return budget.peak();
    }

    public List<CollectionTask> collections() {
        return collections;
    }

    public List<SourceTask> sources(int collection) {
        return sources.get(collection);
    }

    public Recorder latency() {
        return latency;
    }

    public synchronized Map<String, RejectGroup> rejectsByCode() {
        return new TreeMap<>(rejectsByCode);
    }

    public synchronized List<Timeline.Sample> timeline() {
        return timeline.samples();
    }

    public double seconds() {
        return seconds;
    }

    /** Whether every chunk of every source was taken: a stop that came later stopped nothing. */
    public boolean exhausted() {
        return exhausted;
    }

    public boolean overLimit() {
        return overLimit.get();
    }

    /** Throws what ended the load where it is neither the server's, nor a file's, nor the disk's fault, but ours. */
    public void rethrowDefect() {
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        boolean expected = thrown instanceof ServerException
                || thrown instanceof SourceException
                || thrown instanceof DuplicateKeyException
                || thrown instanceof UncheckedIOException;
        if (thrown instanceof RuntimeException defect && !expected) {
            throw defect;
        }
    }

    @Nullable
    public Throwable failure() {
        return failure;
    }
}
