package sluice.stages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import sluice.bson.DocumentIds;
import sluice.collection.TargetCollection;
import sluice.csv.ChunkSize;
import sluice.gate.DuplicateCheck;
import sluice.gate.Gate;
import sluice.gate.KeyBudget;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.job.SourceJob;
import sluice.job.TypeInference;
import sluice.operation.Operation;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanProblem;
import sluice.plan.WriteMode;
import sluice.server.Server;
import sluice.target.KeyTypes;
import sluice.target.Target;
import sluice.target.TargetPreparation;
import sluice.target.Targets;
import sluice.workers.Sizing;

/**
 * A plan that was checked against its files and the server, to be loaded step by step by the caller's own threads. Nothing is
 * changed before {@link #begin()}. Thread-safe.
 *
 * <p>For each collection, and each of its sources in plan order: one thread at a time takes chunks ({@link ChunkReader});
 * any thread encodes them ({@link ChunkEncoder}); in file order they are decided on ({@link FileOrder#decide}); any thread
 * writes them ({@link ChunkWriter}); in file order again they are settled ({@link FileOrder#settle}). At the end comes
 * {@link StagedCollection#finish()}. The database then holds what {@code Sluice.load} would have put there, and the rejects are
 * the same, whatever the threads did.
 *
 * <p>What the stages leave to the caller: an operation's folder, hence resume and undo; reject files; pace; the error limit;
 * and the order in which collections are loaded. They insert; the other modes and references are for {@code Sluice.load}.
 */
public final class StagedLoad implements AutoCloseable {
    private final Plan plan;
    private final List<Target> targets;
    private final List<StagedCollection> collections;
    private final Path scratch;

    private StagedLoad(Plan plan, List<Target> targets, List<StagedCollection> collections, Path scratch) {
        this.plan = plan;
        this.targets = List.copyOf(targets);
        this.collections = List.copyOf(collections);
        this.scratch = scratch;
    }

    /** Prepares; programs call {@code Sluice.stages}. */
    @SuppressWarnings("exports") // The connection is the front door's.
    public static StagedLoad prepare(Server connected, Plan plan, InputStream stdin) {
        requireInserts(plan);
        LoadSettings settings = plan.settings();
        Server server = connected.retrying(settings.pace().retryFor());
        List<CollectionJob> untyped = Preparation.of(plan, stdin);
        List<TargetCollection> stored = plan.collections().stream()
                .map(collection -> stored(server, plan, collection))
                .toList();
        List<CollectionJob> jobs = inferTypes(untyped, settings);
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Target target = Targets.decide(jobs.get(i), stored.get(i));
            KeyTypes.check(untyped.get(i).plan(), target);
            targets.add(target);
        }
        requireForetold(plan, targets);
        Path scratch = scratch();
        Plan typed = new Plan(
                plan.origin(),
                plan.directory(),
                plan.database(),
                jobs.stream().map(CollectionJob::plan).toList(),
                plan.queries(),
                settings,
                plan.lines());
        return new StagedLoad(typed, targets, collections(server, typed, jobs, targets, scratch), scratch);
    }

    private static TargetCollection stored(Server server, Plan plan, CollectionPlan collection) {
        server.databases().requireRights(plan.database(), collection);
        TargetCollection stored = new TargetCollection(server, plan.database(), collection.name());
        stored.requireLoadable(collection);
        return stored;
    }

    private static List<CollectionJob> inferTypes(List<CollectionJob> jobs, LoadSettings settings) {
        TypeInference inference = new TypeInference(jobs);
        if (inference.needed()) {
            int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());
            ChunkSize size = Sizing.chunkSize(settings, workers, CollectionJob.totalBytes(jobs));
            inference.run(inference.progress(), workers, size, () -> false);
        }
        return inference.typed();
    }

    private static void requireInserts(Plan plan) {
        List<PlanProblem> problems = new ArrayList<>();
        for (CollectionPlan collection : plan.collections()) {
            String path = "collections." + collection.name();
            if (collection.mode() != WriteMode.INSERT) {
                problems.add(problem(plan, path + ".mode", "the stages only insert; load the plan as a whole."));
            }
            if (!collection.write().references().isEmpty()) {
                problems.add(problem(plan, path + ".references", "the stages check none; load the plan as a whole."));
            }
        }
        requireNone(plan, problems);
    }

    private static void requireForetold(Plan plan, List<Target> targets) {
        requireNone(
                plan,
                targets.stream()
                        .filter(Target::usesLanes)
                        .map(target -> problem(
                                plan,
                                "collections." + target.plan().name(),
                                "has a unique index or a collation by which only the server can decide, record by record;"
                                        + " load the plan as a whole."))
                        .toList());
    }

    private static PlanProblem problem(Plan plan, String path, String message) {
        return new PlanProblem(plan.lines().of(path), path, message);
    }

    private static void requireNone(Plan plan, List<PlanProblem> problems) {
        if (!problems.isEmpty()) {
            throw new PlanException(plan.origin(), problems);
        }
    }

    private static List<StagedCollection> collections(
            Server server, Plan plan, List<CollectionJob> jobs, List<Target> targets, Path scratch) {
        long keySeed = ThreadLocalRandom.current().nextLong();
        int seconds = (int) Instant.now().getEpochSecond();
        int fingerprint = Operation.fingerprint(jobs);
        KeyBudget budget = new KeyBudget(Sizing.keyMemory(plan.settings()));
        List<StagedCollection> collections = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Target target = targets.get(i);
            List<StagedSource> sources = new ArrayList<>();
            for (SourceJob job : jobs.get(i).sources()) {
                DocumentIds ids = new DocumentIds(seconds, fingerprint++);
                sources.add(new StagedSource(sources.size(), job, target, ids, keySeed));
            }
            Gate gate =
                    new Gate(target, budget, new DuplicateCheck(scratch.resolve("duplicates-" + i + ".bson")), null);
            FileOrder order = new FileOrder(target, gate, budget);
            collections.add(new StagedCollection(
                    server,
                    plan.database(),
                    target,
                    sources,
                    gate,
                    order,
                    keySeed,
                    plan.settings().batchSize()));
        }
        return collections;
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("sluice-stages");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** The plan with a type for every column, so that another process that prepares it infers nothing. */
    public Plan plan() {
        return plan;
    }

    /** The collections in plan order. */
    public List<StagedCollection> collections() {
        return collections;
    }

    /**
     * Makes the collections ready: replaces those that the plan drops, and builds the indexes that come first. Call it once,
     * before the first write.
     *
     * @return the documents in each collection now
     * @throws sluice.error.SluiceException of category {@code SERVER} if the server refuses; no collection was dropped then
     */
    public List<Long> begin() {
        return TargetPreparation.prepare(targets);
    }

    /** Lets go of keys and temporary files. The connection stays open: it is the front door's. */
    @Override
    public void close() {
        collections.forEach(StagedCollection::close);
        try {
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(scratch + ": can't be deleted: " + e.getMessage(), e);
        }
    }
}
