package sluice.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import sluice.collection.TargetCollection;
import sluice.csv.ChunkSize;
import sluice.operation.Operation;
import sluice.plan.LoadSettings;
import sluice.report.CollectionSummary;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.report.SourceSummary;
import sluice.run.CollectionTask;
import sluice.run.LoadRun;
import sluice.run.SourceTask;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.workers.Sizing;

/** Counts, checks and says what a load did, once no worker runs any more. */
final class LoadOutcome {
    private final Operation operation;
    private final Server server;
    private final LoadSettings settings;
    private final Instant processStarted;
    private final int workers;
    private final ChunkSize chunkSize;
    private final List<String> given;
    private final List<Unaccounted> unaccounted;
    private final List<String> problems = new ArrayList<>();
    private final List<String> evictions = new ArrayList<>();
    /** A server that didn't answer once is not asked again: each question costs a time-out. */
    private boolean unreachable;

    LoadOutcome(
            Operation operation,
            Server server,
            LoadSettings settings,
            Instant processStarted,
            int workers,
            ChunkSize chunkSize,
            List<String> notes,
            List<Unaccounted> unaccounted) {
        this.operation = operation;
        this.server = server;
        this.settings = settings;
        this.processStarted = processStarted;
        this.workers = workers;
        this.chunkSize = chunkSize;
        given = notes;
        this.unaccounted = unaccounted;
    }

    LoadSummary summarize(LoadRun run, boolean stopRequested) {
        Throwable failure = run.failure();
        boolean stopped = stopRequested && !run.exhausted();
        boolean complete = failure == null && !stopped && !run.overLimit();
        List<CollectionSummary> collections = new ArrayList<>();
        for (CollectionTask task : run.collections()) {
            collections.add(collection(task, run, complete));
        }
        if (failure != null) {
            problems.clear();
            problems.add(server.secrets().redact(String.valueOf(failure.getMessage())));
        }
        LoadSummary.Times times = new LoadSummary.Times(
                Duration.between(processStarted, Instant.now()).toNanos() / 1e9,
                run.seconds(),
                run.recordsBefore(),
                run.bytesBefore());
        LoadStatus status = status(run, collections, stopped);
        return new LoadSummary(
                operation.directory().id(),
                operation.directory().path().toString(),
                status,
                !status.isComplete() && operation.unrepeatable() == null,
                List.copyOf(problems),
                notes(run, collections),
                operation.header().started(),
                server.description(),
                operation.header().plan().origin(),
                operation.plan().database(),
                new LoadSummary.Settings(
                        settings.linear(), workers, Sizing.show(chunkSize), settings.batchSize(), run.keyBytes()),
                times,
                latency(run.latency()),
                collections,
                run.rejectsByCode(),
                run.timeline());
    }

    private List<String> notes(LoadRun run, List<CollectionSummary> collections) {
        List<String> notes = new ArrayList<>(given);
        notes.addAll(run.notes());
        notes.addAll(evictions);
        for (CollectionSummary collection : collections) {
            List<String> recovered = collection.recovered().phrases();
            if (!recovered.isEmpty()) {
                notes.add(collection.name() + ": not read as they stand: " + String.join(", ", recovered) + ".");
            }
        }
        notes.addAll(server.retryLog().notes());
        server.restarts()
                .forEach(restart -> notes.add("The server at " + restart.server() + " was restarted, noticed at "
                        + restart.noticed().truncatedTo(ChronoUnit.SECONDS) + "."));
        for (CollectionTask task : run.collections()) {
            long uncertain = task.meter().uncertain();
            if (uncertain > 0) {
                notes.add(task.plan().name() + ": " + uncertain
                        + " statements were sent again after a lost reply. What is in"
                        + " the collection is right; whether they inserted, changed or deleted something may be counted"
                        + " wrong.");
            }
        }
        return notes;
    }

    private CollectionSummary collection(CollectionTask task, LoadRun run, boolean complete) {
        long before = operation.collections().get(task.index()).before();
        List<SourceTask> sources = task.sources();
        List<SourceSummary> summaries =
                sources.stream().map(SourceTask::summary).toList();
        Map<String, String> types = new LinkedHashMap<>();
        task.plan()
                .columns()
                .forEach((name, column) -> types.put(
                        name, column.type() == null ? "string" : column.type().word()));
        long written = summaries.stream()
                .mapToLong(source -> source.counts().present() - source.counts().deleted())
                .sum();
        long after = countAfter(task.target().collection(), before, written);
        CollectionSummary summary = new CollectionSummary(
                task.plan().name(),
                task.plan().mode().word(),
                summaries,
                types,
                task.meter().seconds(),
                task.indexSeconds(),
                before,
                after,
                task.meter().uncertain() == 0
                        && unaccounted.get(task.index()).exact(task.plan().mode()));
        long evicted = task.target().state().isCapped() && after >= 0 ? Math.max(0, before + written - after) : 0;
        if (evicted > 0) {
            evictions.add(String.format(
                    Locale.ROOT,
                    "%s: is capped, and the server has removed its %,d oldest documents for new ones, as it does when a"
                            + " capped collection is full.",
                    task.plan().name(),
                    evicted));
        }
        problems.addAll(task.problems());
        if (run.failure() == null) {
            problems.addAll(Conservation.check(
                    summary,
                    sources.stream()
                            .map(source -> new Conservation.ReadSource(
                                    source.summary(),
                                    source.job().source(),
                                    source.job().format().csv()))
                            .toList(),
                    unaccounted.get(task.index()).evicted(evicted),
                    complete,
                    task.meter().uncertain()));
        }
        return summary;
    }

    /** The server's own count is quick and nearly always right; before we call it wrong every document is looked at. */
    private long countAfter(TargetCollection target, long before, long written) {
        if (unreachable) {
            return -1;
        }
        try {
            long quick = target.count();
            return quick - before == written ? quick : target.exactCount();
        } catch (ServerException e) {
            unreachable = true;
            return -1;
        }
    }

    private LoadStatus status(LoadRun run, List<CollectionSummary> collections, boolean stopped) {
        if (!problems.isEmpty()) {
            return LoadStatus.FAILED;
        }
        if (run.overLimit()) {
            return LoadStatus.STOPPED_AT_ERROR_LIMIT;
        }
        if (stopped) {
            return LoadStatus.INTERRUPTED;
        }
        boolean rejects = collections.stream().anyMatch(collection -> collection.rejected() > 0);
        return rejects ? LoadStatus.COMPLETED_WITH_REJECTS : LoadStatus.COMPLETED;
    }

    private static LoadSummary.Latency latency(Histogram micros) {
        return new LoadSummary.Latency(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(95) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }
}
