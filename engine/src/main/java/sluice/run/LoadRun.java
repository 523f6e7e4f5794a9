package sluice.run;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.csv.ChunkSize;
import sluice.gate.DuplicateKeyException;
import sluice.gate.KeyBudget;
import sluice.journal.Progress;
import sluice.operation.Operation;
import sluice.plan.LoadSettings;
import sluice.plan.Pace;
import sluice.plan.Sizes;
import sluice.report.LoadSummary.RejectGroup;
import sluice.report.Timeline;
import sluice.server.RetryLog;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.sink.BatchWriter;
import sluice.source.SourceException;
import sluice.workers.LoadProgress;
import sluice.workers.Pacing;
import sluice.workers.Pressure;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;
import sluice.workers.Throttle;
import sluice.workers.Workers;

/**
 * The part of a load in which workers run: chunks in, acknowledged documents and rejects out. Runs once.
 *
 * <p>Threads: one calls {@link #execute} and asks for the results afterwards; the workers are inside.
 */
public final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);

    private final String database;
    private final LoadSettings settings;
    private final int workers;
    private final LoadProgress progress;
    private final KeyBudget budget;
    private final Tally tally;
    private final Pacing pacing;
    private final Pressure pressure;
    private final List<CollectionTask> collections;
    private final List<String> notes = new ArrayList<>();
    private double seconds;
    private boolean exhausted;
    private @Nullable Throwable failure;

    /**
     * A run of what an operation has left to do.
     *
     * @param resumed whether an earlier try may have inserted some of what is loaded now
     */
    public LoadRun(Operation operation, LoadSettings settings, int workers, LoadProgress progress, boolean resumed) {
        database = operation.plan().database();
        this.settings = settings;
        this.workers = workers;
        this.progress = progress;
        Pace pace = settings.pace();
        pressure = new Pressure(
                workers,
                Math.min(settings.batchSize(), Throttle.documentsAtOnce(pace)),
                Math.min(BatchWriter.MAX_BATCH_BYTES, Throttle.bytesAtOnce(pace)));
        pacing = new Pacing(new Throttle(pace), pressure);
        budget = new KeyBudget(Sizing.keyMemory(settings));
        tally = new Tally(progress, settings.errorLimit());
        collections = Tasks.of(operation, settings, workers, budget, progress, resumed);
        collections.stream().flatMap(task -> task.sources().stream()).forEach(this::addKnown);
    }

    private void addKnown(SourceTask source) {
        Progress before = source.before();
        if (before == null) {
            return;
        }
        tally.known(source, before);
        LoadProgress.Meter meter = source.collection().meter();
        meter.done(0, before.rejected());
        if (!source.collection().needsKnownKeys()) {
            meter.done(before.records(), 0);
            meter.read(before.end() - source.job().header().end());
        }
    }

    /** Runs the workers until everything is loaded, something fails, or {@code stop} or the error limit ends it. */
    public void execute(Server server, ChunkSize chunkSize, StopSignal stop) {
        long start = System.nanoTime();
        Workers pool = new Workers();
        progress.watch(server.retryLog());
        RetryLog.Subscription listening = server.retryLog().listen(pressure);
        RunContext context = new RunContext(
                server,
                database,
                ThreadLocalRandom.current().nextLong(),
                pacing,
                new Parents(server, database, collections, budget),
                tally,
                new KeysGiveWay(this::keysGaveWay));
        try (Schedule schedule = new Schedule(
                collections,
                chunkSize,
                !settings.linear(),
                Sizing.window(workers),
                () -> stop.requested() || tally.overLimit(),
                pool::failed)) {
            pool.run(workers, worker -> work(schedule, context), () -> {
                collections.forEach(task -> task.gate().abandon());
                schedule.changed();
            });
            exhausted = schedule.exhausted();
            failure = schedule.unreadable();
            if (failure != null) {
                LOG.error("The load ended early", failure);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("The load failed", e);
        } finally {
            listening.close();
            closeSources();
            endWrites(server);
            finishRest();
            progress.meters().forEach(LoadProgress.Meter::finish);
            seconds = (System.nanoTime() - start) / 1e9;
            tally.finish();
        }
    }

    private static void work(Schedule schedule, RunContext context) {
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

    private void closeSources() {
        for (CollectionTask collection : collections) {
            for (SourceTask source : collection.sources()) {
                try {
                    source.close();
                } catch (UncheckedIOException e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
    }

    /** A worker that gave up may have left a command behind, which would go on writing into what the next load finds. */
    private void endWrites(Server server) {
        if (failure != null && !server.endWrites()) {
            note("The " + server.name()
                    + " can't be asked what it is still writing: it may go on for a while with what this"
                    + " load has sent. `sluice resume` and `sluice undo` end that first; wait before you load anew.");
        }
    }

    /**
     * A load that ended early leaves no collection without the indexes that it had or should get; what stands beside a
     * collection gets them when it is whole.
     */
    private void finishRest() {
        for (CollectionTask task : collections) {
            boolean reachable = !(failure instanceof ServerException);
            boolean open = !task.done() && !task.target().collection().isStandIn();
            if (open && reachable) {
                task.finish();
            } else if (open && !task.target().last().isEmpty()) {
                note(task.plan().name() + ": its indexes were not built"
                        + (task.plan().drop().drops() ? "; those it had are in indexes.json." : "."));
            }
            task.gate().close();
        }
    }

    private void keysGaveWay(CollectionTask task) {
        String note = task.plan().name() + ": the keys take more than the memory for them ("
                + Sizes.showBytes(budget.most())
                + ", see --key-memory), so from here on the server's unique index decides; slower, with the same outcome.";
        LOG.warn(note);
        note(note);
    }

    private synchronized void note(String note) {
        notes.add(note);
    }

    /** What the user should know, a sentence each. */
    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** Records that earlier tries had done. */
    public long recordsBefore() {
        return tally.recordsBefore();
    }

    /** The bytes of those. */
    public long bytesBefore() {
        return tally.bytesBefore();
    }

    /** The most memory that keys took, in bytes. */
    public long keyBytes() {
        return budget.peak();
    }

    /** One task for each collection, in plan order. */
    public List<CollectionTask> collections() {
        return collections;
    }

    /** How long writes took, in microseconds. */
    public Histogram latency() {
        return pacing.latency();
    }

    /** The rejects by the word of their code. */
    public Map<String, RejectGroup> rejectsByCode() {
        return tally.rejectsByCode();
    }

    /** What was done by when. */
    public List<Timeline.Sample> timeline() {
        return tally.timeline();
    }

    /** How long the workers ran, with what is done after them. */
    public double seconds() {
        return seconds;
    }

    /** Whether every chunk of every source was taken: a stop that came later stopped nothing. */
    public boolean exhausted() {
        return exhausted;
    }

    /** Whether there were more rejects than the user allows. */
    public boolean overLimit() {
        return tally.overLimit();
    }

    /** Throws what ended the load if it is neither the server's, nor a file's, nor the disk's fault, but ours. */
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

    /** What ended the run early, or null. */
    @Nullable
    public Throwable failure() {
        return failure;
    }
}
