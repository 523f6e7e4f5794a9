package sluice.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.bson.DocumentIds;
import sluice.csv.ChunkSize;
import sluice.journal.OperationDirectory;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanWriter;
import sluice.report.LoadSummary;
import sluice.sink.Server;
import sluice.sink.ServerException;
import sluice.sink.TargetCollection;
import sluice.source.SourceException;
import sluice.source.StandardInput;

/**
 * One load, from the plan to the report. Reads from top to bottom: {@link #run} names every step in its order, and only
 * this class knows all of them. Not thread-safe; runs once.
 */
public final class Load {
    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private static final JsonWriterSettings JSON = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private final LoadOptions options;
    private final Server server;
    private final LoadListener listener;
    private final StopSignal stop;

    /** A load of a plan into a server. */
    public Load(LoadOptions options, Server server, LoadListener listener, StopSignal stop) {
        this.options = options;
        this.server = server.retrying(options.plan().settings().pace().retryFor());
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Loads.
     *
     * @return what was done, however it ended once loading had begun
     * @throws PlanException where plan, files or headers don't fit; nothing was changed
     * @throws SourceException where a source can't be read before loading began; nothing was changed
     * @throws ServerException where the server refuses before loading began
     * @throws LoadException where the user stopped it before loading began; nothing was changed
     */
    public LoadSummary run() {
        Instant started = Instant.now();
        Plan plan = options.plan();
        LoadSettings settings = plan.settings();
        int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());

        List<CollectionJob> untyped = Preparation.of(plan, options.stdin());
        List<TargetCollection> collections = checkTargets(plan);
        ChunkSize chunkSize = Sizing.chunkSize(settings, workers, totalBytes(untyped));
        List<CollectionJob> jobs = inferTypes(untyped, workers, chunkSize);
        requireNotStopped();

        OperationDirectory directory = OperationDirectory.create(options.operations(), started);
        writePlan(plan, jobs, directory);
        listener.checked(directory);
        LOG.info("Operation {} on {}", directory.id(), server.description());

        List<Target> targets = new ArrayList<>();
        List<Long> before;
        try {
            for (int i = 0; i < jobs.size(); i++) {
                targets.add(Targets.decide(jobs.get(i), collections.get(i)));
            }
            for (int i = 0; i < jobs.size(); i++) {
                KeyTypes.check(untyped.get(i).plan(), targets.get(i));
            }
            writeIndexes(targets, directory);
            before = Targets.prepare(targets);
        } catch (ServerException e) {
            LOG.error("Nothing was loaded: {}", e.getMessage());
            throw e;
        }
        LoadProgress progress = new LoadProgress(jobs.stream()
                .map(job -> new LoadProgress.Meter(job.plan().name(), job.totalBytes()))
                .toList());
        LoadRun run = new LoadRun(
                jobs,
                targets,
                directory,
                ids(started),
                new KeyBudget(Sizing.keyMemory(settings)),
                Sizing.lanes(settings, workers),
                settings.batchSize(),
                progress);
        listener.loading(progress);
        run.execute(server, plan.database(), settings, workers, chunkSize, stop);
        listener.loaded();

        LoadOutcome outcome = new LoadOutcome(options, server, directory, started, workers, chunkSize);
        LoadSummary summary = outcome.summarize(run, targets, before, stop.requested());
        outcome.write(summary);
        run.rethrowDefect();
        LOG.info(
                "{}: {} records, {} inserted, {} rejected",
                summary.status().words(),
                summary.records(),
                summary.inserted(),
                summary.rejected());
        return summary;
    }

    private List<TargetCollection> checkTargets(Plan plan) {
        List<TargetCollection> targets = new ArrayList<>();
        plan.collections().forEach(collection -> {
            server.requireRights(plan.database(), collection);
            TargetCollection target = new TargetCollection(server, plan.database(), collection.name());
            target.requireLoadable();
            targets.add(target);
        });
        return targets;
    }

    private List<CollectionJob> inferTypes(List<CollectionJob> jobs, int workers, ChunkSize chunkSize) {
        TypeInference inference = new TypeInference(jobs);
        if (inference.needed()) {
            LoadProgress progress = inference.progress();
            listener.inferring(progress);
            inference.run(progress, workers, chunkSize, stop::requested);
        }
        return inference.typed();
    }

    private void requireNotStopped() {
        if (stop.requested()) {
            throw new LoadException("Stopped before anything was changed.", null);
        }
    }

    private static long totalBytes(List<CollectionJob> jobs) {
        boolean known = jobs.stream().allMatch(job -> job.totalBytes() >= 0);
        return known ? jobs.stream().mapToLong(CollectionJob::totalBytes).sum() : -1;
    }

    private static void writePlan(Plan plan, List<CollectionJob> jobs, OperationDirectory directory) {
        Plan resolved = new Plan(
                plan.origin(),
                plan.directory(),
                plan.database(),
                jobs.stream()
                        // Without drop: who loads corrected rejects with this plan must not lose the rest.
                        .map(job -> job.plan()
                                .withFiles(absolute(plan, job.plan().files()))
                                .withDrop(false))
                        .toList(),
                plan.queries(),
                plan.settings(),
                plan.lines());
        OperationDirectory.write(directory.plan(), PlanWriter.toYaml(resolved));
    }

    /** Files as they are found from anywhere, so that the operation's plan can be loaded from where it lies. */
    private static List<String> absolute(Plan plan, List<String> files) {
        return files.stream()
                .map(file -> file.equals(StandardInput.NAME)
                        ? file
                        : plan.directory()
                                .resolve(file)
                                .toAbsolutePath()
                                .normalize()
                                .toString())
                .toList();
    }

    /** Notes the indexes of dropped collections that are built again only after the load, should the process die. */
    private static void writeIndexes(List<Target> targets, OperationDirectory directory) {
        Document waiting = new Document();
        targets.stream()
                .filter(target -> target.plan().drop() && !target.last().isEmpty())
                .forEach(target -> waiting.append(target.plan().name(), target.last()));
        if (!waiting.isEmpty()) {
            OperationDirectory.write(directory.indexes(), waiting.toJson(JSON) + "\n");
        }
    }

    /** The ids of the first source; each further source has the next fingerprint. */
    private static DocumentIds ids(Instant started) {
        return new DocumentIds(
                (int) started.getEpochSecond(), ThreadLocalRandom.current().nextInt(1 << 24));
    }
}
