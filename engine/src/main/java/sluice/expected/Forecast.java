package sluice.expected;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.csv.ChunkSize;
import sluice.gate.KeyBudget;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.job.TypeInference;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.target.KeyTypes;
import sluice.target.Target;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

/**
 * Finds out what a load would do, by the load's own steps, and writes nothing: neither to the server nor to a folder. What
 * only the server can refuse, such as by a validator or because of documents that are there, is not foreseen. Not
 * thread-safe; runs once.
 */
public final class Forecast {
    private final Plan plan;
    private final Server server;
    private final InputStream stdin;
    private final StopSignal stop;

    /** A forecast for a plan and a server. */
    public Forecast(Plan plan, Server server, InputStream stdin, StopSignal stop) {
        this.plan = plan;
        this.server = server;
        this.stdin = stdin;
        this.stop = stop;
    }

    /**
     * Reads all files and asks the server what is there.
     *
     * @param listener hears of the progress of each step
     * @throws PlanException if plan, files or headers don't fit
     * @throws SourceException if a source can't be read
     * @throws ServerException if the server would not take the load, or fails
     * @throws StoppedException if the user stopped it
     */
    public ForecastReport run(Consumer<LoadProgress> listener) {
        LoadSettings settings = plan.settings();
        int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());
        List<CollectionJob> untyped = Preparation.of(plan, stdin);
        plan.collections().forEach(this::requireLoadable);
        ChunkSize size = Sizing.chunkSize(settings, workers, CollectionJob.totalBytes(untyped));
        TypeInference inference = new TypeInference(untyped);
        if (inference.needed()) {
            LoadProgress progress = inference.progress();
            listener.accept(progress);
            inference.run(progress, workers, size, stop::requested);
        }
        Expectation.requireNotStopped(stop);
        Expectation.Context context = new Expectation.Context(
                server,
                plan.database(),
                workers,
                size,
                ThreadLocalRandom.current().nextLong(),
                new KeyBudget(Sizing.keyMemory(settings)),
                null,
                stop);
        List<CollectionForecast> forecasts = new ArrayList<>();
        for (ExpectedCollection collection : Expectation.inParentsOrder(inference.typed(), context)) {
            KeyTypes.check(untyped.get(collection.index()).plan(), collection.target());
            List<String> drifts =
                    KeyTypes.drifts(untyped.get(collection.index()).plan(), collection.target());
            forecasts.add(forecast(collection, drifts, listener));
        }
        return new ForecastReport(plan.database(), forecasts);
    }

    private void requireLoadable(CollectionPlan collection) {
        server.databases().requireRights(plan.database(), collection);
        new TargetCollection(server, plan.database(), collection.name()).requireLoadable(collection);
    }

    private static CollectionForecast forecast(
            ExpectedCollection collection, List<String> drifts, Consumer<LoadProgress> listener) {
        CollectionJob job = collection.job();
        Target target = collection.target();
        TargetState state = target.state();
        List<String> sources =
                job.sources().stream().map(source -> source.source().name()).toList();
        List<RejectTally> tallies = collection.rehearse(
                () -> new RejectTally(sources, job.plan().write().onDuplicate()), listener);
        return new CollectionForecast(
                job.plan().name(),
                job.plan().mode().word(),
                new CollectionForecast.Now(
                        !state.indexes().isEmpty(),
                        state.count(),
                        job.plan().drop().drops()),
                tallies.stream().mapToLong(RejectTally::records).sum(),
                tallies.stream().mapToLong(RejectTally::skipped).sum(),
                RejectTally.groups(tallies),
                indexes(target),
                Stream.concat(job.notes().stream(), drifts.stream()).toList());
    }

    /** The indexes that the load would build and that aren't there. */
    private static List<String> indexes(Target target) {
        List<String> there = target.state().ownIndexes().stream()
                .map(index -> index.getString("name"))
                .toList();
        return Stream.concat(target.first().stream(), target.last().stream())
                .map(Forecast::name)
                .filter(name -> !there.contains(name))
                .distinct()
                .toList();
    }

    private static String name(Document index) {
        String name = index.getString("name");
        return name == null ? index.get("key", new Document()).toJson() : name;
    }
}
