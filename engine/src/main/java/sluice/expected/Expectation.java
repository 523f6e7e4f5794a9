package sluice.expected;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sluice.collection.TargetCollection;
import sluice.csv.ChunkSize;
import sluice.gate.KeyBudget;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.job.SourceJob;
import sluice.job.TypeInference;
import sluice.operation.KnownOperation;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.ReferenceGraph;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.target.Target;
import sluice.target.Targets;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

/** What the files of a plan should give, by the load's own steps. Writes nothing. */
public final class Expectation {
    private final List<ExpectedCollection> collections;
    private final int workers;

    private Expectation(List<ExpectedCollection> collections, int workers) {
        this.collections = collections;
        this.workers = workers;
    }

    /**
     * Finds the sources, reads their headers, and infers types where the plan leaves them out.
     *
     * @param known what is known of the operation that loaded them, or null
     * @param inferring hears how far the inference of types is
     * @throws PlanException where plan, files or headers don't fit
     * @throws SourceException where a source can't be read, or not twice
     * @throws ServerException where the server fails
     * @throws StoppedException where the user stopped it
     */
    public static Expectation of(
            Plan plan,
            Server server,
            @Nullable KnownOperation known,
            Consumer<LoadProgress> inferring,
            StopSignal stop) {
        LoadSettings settings = plan.settings();
        int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());
        List<CollectionJob> untyped = Preparation.of(plan, InputStream.nullInputStream());
        untyped.forEach(job -> job.sources().forEach(Expectation::requireRepeatable));
        long bytes = untyped.stream().mapToLong(CollectionJob::totalBytes).sum();
        ChunkSize size = Sizing.chunkSize(settings, workers, bytes);
        TypeInference inference = new TypeInference(untyped);
        if (inference.neededForTypes()) {
            LoadProgress progress = inference.progress();
            inferring.accept(progress);
            inference.run(progress, workers, size, stop::requested);
        }
        requireNotStopped(stop);
        Context context = new Context(
                server,
                plan.database(),
                workers,
                size,
                ThreadLocalRandom.current().nextLong(),
                new KeyBudget(Sizing.keyMemory(settings)),
                known,
                stop);
        return new Expectation(inParentsOrder(inference.typed(), context), workers);
    }

    /**
     * What all collections share.
     *
     * @param keySeed the seed of all hashes of keys
     */
    record Context(
            Server server,
            String database,
            int workers,
            ChunkSize chunkSize,
            long keySeed,
            KeyBudget budget,
            @Nullable KnownOperation known,
            StopSignal stop) {}

    static void requireNotStopped(StopSignal stop) {
        if (stop.requested()) {
            throw new StoppedException("Stopped before everything was compared.");
        }
    }

    private static void requireRepeatable(SourceJob job) {
        if (!job.source().repeatable()) {
            throw new SourceException(
                    "standard input can't be read again, so what it gave can't be verified; name a" + " file.");
        }
    }

    static List<ExpectedCollection> inParentsOrder(List<CollectionJob> jobs, Context context) {
        List<CollectionPlan> plans = jobs.stream().map(CollectionJob::plan).toList();
        Map<String, ExpectedCollection> done = new LinkedHashMap<>();
        while (done.size() < jobs.size()) {
            for (int i = 0; i < jobs.size(); i++) {
                CollectionJob job = jobs.get(i);
                List<String> parents = ReferenceGraph.parents(plans, job.plan());
                if (!done.containsKey(job.plan().name()) && done.keySet().containsAll(parents)) {
                    Target target = Targets.decide(
                            job,
                            new TargetCollection(
                                    context.server, context.database, job.plan().name()));
                    done.put(job.plan().name(), new ExpectedCollection(i, job, target, Map.copyOf(done), context));
                }
            }
        }
        return new ArrayList<>(done.values());
    }

    /** The collections, each after those that it refers to; they must be read in this order. */
    public List<ExpectedCollection> collections() {
        return List.copyOf(collections);
    }

    /** How many threads read. */
    public int workers() {
        return workers;
    }
}
