package sluice.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.collection.Replacement;
import sluice.collection.TargetCollection;
import sluice.csv.ChunkSize;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.job.TypeInference;
import sluice.journal.Journal;
import sluice.journal.JournalHeader;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.JournalHeader.PlanEntry;
import sluice.journal.OperationDirectory;
import sluice.journal.RejectNames;
import sluice.operation.LoadedCollection;
import sluice.operation.Operation;
import sluice.operation.PlanHash;
import sluice.operation.Rejects;
import sluice.operation.SameServer;
import sluice.plan.CollectionPlan;
import sluice.plan.Drop;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanWriter;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.target.KeyTypes;
import sluice.target.Target;
import sluice.target.TargetPreparation;
import sluice.target.Targets;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

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
     * @throws StoppedException where the user stopped it before loading began; nothing was changed
     */
    public LoadSummary run() {
        Instant started = Instant.now();
        Plan plan = options.plan();
        LoadSettings settings = plan.settings();
        int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());

        List<CollectionJob> untyped = Preparation.of(plan, options.stdin());
        untyped.forEach(job -> job.notes().forEach(listener::noted));
        List<TargetCollection> collections = checkTargets(plan);
        ChunkSize chunkSize = Sizing.chunkSize(settings, workers, CollectionJob.totalBytes(untyped));
        List<CollectionJob> jobs = inferTypes(untyped, workers, chunkSize);
        requireNotStopped();
        for (int i = 0; i < jobs.size(); i++) {
            List<String> notes = jobs.get(i).notes();
            notes.subList(untyped.get(i).notes().size(), notes.size()).forEach(listener::noted);
        }

        OperationDirectory directory = OperationDirectory.create(options.operations(), started);
        Plan resolved = resolved(plan, jobs);
        String yaml = PlanWriter.toYaml(resolved);
        OperationDirectory.write(directory.plan(), yaml);
        listener.checked(directory);
        LOG.info("Operation {} on {}", directory.id(), server.description());

        List<LoadedCollection> loaded = decide(untyped, jobs, collections, directory);
        JournalHeader header = header(directory, started, plan, yaml, loaded);
        String unrepeatable = header.unrepeatable();
        if (unrepeatable != null) {
            listener.unrepeatable(unrepeatable);
        }
        OperationDirectory rejectsOf = options.rejectsOf();
        try (Journal journal = Journal.create(directory, header)) {
            if (rejectsOf != null) {
                Rejects.markLoaded(rejectsOf, directory);
            }
            Operation begun = new Operation(directory, journal, resolved, loaded);
            Operation operation = begun.withBefore(
                    prepared(begun, new FailedStart(begun, server, settings, options.processStarted())));
            return new Attempt(operation, server, settings, options.processStarted(), listener, stop).run();
        }
    }

    /**
     * Makes the first changes, and takes note that they are made.
     *
     * @return how many documents each collection held before the first record
     */
    static List<Long> prepared(Operation operation, FailedStart failed) {
        List<Target> targets =
                operation.collections().stream().map(LoadedCollection::target).toList();
        try {
            List<Long> before = TargetPreparation.prepare(targets);
            operation.journal().prepared(before, SameServer.identities(targets));
            return before;
        } catch (ServerException e) {
            failed.write(e);
            throw e;
        }
    }

    /** Decides how each collection is written to; the last step before anything is changed. */
    private List<LoadedCollection> decide(
            List<CollectionJob> untyped,
            List<CollectionJob> jobs,
            List<TargetCollection> collections,
            OperationDirectory directory) {
        RejectNames names = new RejectNames();
        List<LoadedCollection> loaded = new ArrayList<>();
        try {
            for (CollectionJob job : jobs) {
                int index = loaded.size();
                Target target = Targets.decide(job, written(collections.get(index), job.plan(), directory, index));
                noteDrop(target);
                CollectionEntry entry = new CollectionEntry(
                        job.plan().name(),
                        job.plan().drop(),
                        target.state(),
                        job.sources().stream()
                                .map(source ->
                                        source.entry(names.of(source.source().label())))
                                .toList());
                loaded.add(new LoadedCollection(index, job, target, entry, 0));
            }
            loaded.forEach(one -> KeyTypes.check(untyped.get(one.index()).plan(), one.target()));
            loaded.forEach(one -> KeyTypes.drifts(untyped.get(one.index()).plan(), one.target())
                    .forEach(listener::noted));
            writeIndexes(loaded, directory);
        } catch (ServerException e) {
            LOG.error("Nothing was loaded: {}", e.getMessage());
            throw e;
        }
        return loaded;
    }

    /** What is to take the place of a collection at the end is loaded beside it. */
    private static TargetCollection written(
            TargetCollection named, CollectionPlan plan, OperationDirectory directory, int index) {
        return plan.drop() == Drop.AT_END ? named.standIn(Replacement.nameFor(directory.id(), index)) : named;
    }

    private void noteDrop(Target target) {
        long count = target.state().count();
        if (count > 0 && target.plan().drop().drops()) {
            listener.noted(String.format(
                    Locale.ROOT,
                    target.plan().drop() == Drop.EARLY
                            ? "%s: its %,d documents are dropped before the first record is loaded."
                            : "%s: its %,d documents stay until the load has ended within its limits; then they are replaced.",
                    target.plan().name(),
                    count));
        }
    }

    private List<TargetCollection> checkTargets(Plan plan) {
        List<TargetCollection> targets = new ArrayList<>();
        plan.collections().forEach(collection -> {
            server.databases().requireRights(plan.database(), collection);
            TargetCollection target = new TargetCollection(server, plan.database(), collection.name());
            target.requireLoadable(collection);
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
            throw new StoppedException("Stopped before anything was changed.");
        }
    }

    private static Plan resolved(Plan plan, List<CollectionJob> jobs) {
        return new Plan(
                plan.origin(),
                plan.directory(),
                plan.database(),
                jobs.stream()
                        // Without drop: who loads corrected rejects with this plan must not lose the rest.
                        .map(job -> job.plan().withFiles(files(job)).withDrop(Drop.NEVER))
                        .toList(),
                plan.queries(),
                plan.settings(),
                plan.lines());
    }

    /** Files as they are found from anywhere, so that the operation's plan can be loaded from where it lies. */
    private static List<String> files(CollectionJob job) {
        return job.sources().stream().map(source -> source.source().address()).toList();
    }

    private JournalHeader header(
            OperationDirectory directory, Instant started, Plan plan, String yaml, List<LoadedCollection> loaded) {
        OperationDirectory rejectsOf = options.rejectsOf();
        return new JournalHeader(
                directory.id(),
                started,
                Operation.fingerprint(loaded.stream().map(LoadedCollection::job).toList()),
                server.identity(),
                plan.database(),
                new PlanEntry(plan.origin(), plan.directory().toAbsolutePath().normalize(), PlanHash.of(yaml)),
                rejectsOf == null ? null : rejectsOf.id(),
                loaded.stream().map(LoadedCollection::entry).toList());
    }

    /** Notes the indexes of dropped collections that are built again only after the load, should the process die. */
    private static void writeIndexes(List<LoadedCollection> loaded, OperationDirectory directory) {
        Document waiting = new Document();
        loaded.stream()
                .map(LoadedCollection::target)
                .filter(target ->
                        target.plan().drop() == Drop.EARLY && !target.last().isEmpty())
                .forEach(target -> waiting.append(target.plan().name(), target.last()));
        if (!waiting.isEmpty()) {
            OperationDirectory.write(directory.indexes(), waiting.toJson(JSON) + "\n");
        }
    }
}
