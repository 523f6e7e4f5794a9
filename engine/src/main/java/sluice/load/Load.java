package sluice.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.collection.TargetCollection;
import sluice.csv.ChunkSize;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.job.SourceJob;
import sluice.job.TypeInference;
import sluice.journal.Journal;
import sluice.journal.JournalHeader;
import sluice.journal.OperationDirectory;
import sluice.operation.Operation;
import sluice.operation.PlanHash;
import sluice.operation.Rejects;
import sluice.operation.SameServer;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanWriter;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.source.FileSource;
import sluice.source.SourceException;
import sluice.source.StandardInput;
import sluice.target.KeyTypes;
import sluice.target.Target;
import sluice.target.Targets;
import sluice.workers.LoadException;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;

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
        ChunkSize chunkSize = Sizing.chunkSize(settings, workers, CollectionJob.totalBytes(untyped));
        List<CollectionJob> jobs = inferTypes(untyped, workers, chunkSize);
        requireNotStopped();

        OperationDirectory directory = OperationDirectory.create(options.operations(), started);
        Plan resolved = resolved(plan, jobs);
        String yaml = PlanWriter.toYaml(resolved);
        OperationDirectory.write(directory.plan(), yaml);
        listener.checked(directory);
        LOG.info("Operation {} on {}", directory.id(), server.description());

        List<Target> targets = new ArrayList<>();
        try {
            for (int i = 0; i < jobs.size(); i++) {
                targets.add(Targets.decide(jobs.get(i), collections.get(i)));
            }
            for (int i = 0; i < jobs.size(); i++) {
                KeyTypes.check(untyped.get(i).plan(), targets.get(i));
            }
            writeIndexes(targets, directory);
        } catch (ServerException e) {
            LOG.error("Nothing was loaded: {}", e.getMessage());
            throw e;
        }
        JournalHeader header = header(directory, started, plan, yaml, jobs, targets);
        String unrepeatable = header.unrepeatable();
        if (unrepeatable != null) {
            listener.unrepeatable(unrepeatable);
        }
        OperationDirectory rejectsOf = options.rejectsOf();
        try (Journal journal = Journal.create(directory, header)) {
            if (rejectsOf != null) {
                Rejects.markLoaded(rejectsOf, directory);
            }
            List<Long> before = Targets.prepare(targets);
            journal.prepared(before, SameServer.identities(targets));
            Operation operation = new Operation(directory, journal, resolved, jobs, targets, before);
            return new Attempt(operation, server, settings, options.processStarted(), listener, stop).run();
        }
    }

    private List<TargetCollection> checkTargets(Plan plan) {
        List<TargetCollection> targets = new ArrayList<>();
        plan.collections().forEach(collection -> {
            server.databases().requireRights(plan.database(), collection);
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

    private static Plan resolved(Plan plan, List<CollectionJob> jobs) {
        return new Plan(
                plan.origin(),
                plan.directory(),
                plan.database(),
                jobs.stream()
                        // Without drop: who loads corrected rejects with this plan must not lose the rest.
                        .map(job -> job.plan().withFiles(files(job)).withDrop(false))
                        .toList(),
                plan.queries(),
                plan.settings(),
                plan.lines());
    }

    /** Files as they are found from anywhere, so that the operation's plan can be loaded from where it lies. */
    private static List<String> files(CollectionJob job) {
        return job.sources().stream()
                .map(source -> source.source() instanceof FileSource file
                        ? file.path().toAbsolutePath().normalize().toString()
                        : StandardInput.NAME)
                .toList();
    }

    private JournalHeader header(
            OperationDirectory directory,
            Instant started,
            Plan plan,
            String yaml,
            List<CollectionJob> jobs,
            List<Target> targets) {
        List<JournalHeader.CollectionEntry> entries = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            entries.add(new JournalHeader.CollectionEntry(
                    jobs.get(i).plan().name(),
                    jobs.get(i).plan().drop(),
                    targets.get(i).state(),
                    jobs.get(i).sources().stream().map(SourceJob::entry).toList()));
        }
        return new JournalHeader(
                directory.id(),
                started,
                Operation.fingerprint(jobs),
                server.description(),
                plan.database(),
                plan.origin(),
                plan.directory().toAbsolutePath().normalize(),
                PlanHash.of(yaml),
                entries);
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
}
