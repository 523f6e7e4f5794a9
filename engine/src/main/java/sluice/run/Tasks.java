package sluice.run;

import java.util.ArrayList;
import java.util.List;
import sluice.gate.DuplicateCheck;
import sluice.gate.KeyBudget;
import sluice.job.Layouts;
import sluice.job.SourceJob;
import sluice.journal.SourceId;
import sluice.operation.LoadedCollection;
import sluice.operation.Operation;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.plan.ReferenceGraph;
import sluice.target.Target;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;

/** Makes the tasks of a run: collections, each with its sources and the collections it refers to. */
final class Tasks {
    private final Operation operation;
    private final CommitLog log;

    private Tasks(Operation operation, CommitLog log) {
        this.operation = operation;
        this.log = log;
    }

    /**
     * The tasks of an operation, one for each collection, in plan order.
     *
     * @param resumed whether an earlier try may have inserted some of what is loaded now
     */
    static List<CollectionTask> of(
            Operation operation,
            LoadSettings settings,
            int workers,
            KeyBudget budget,
            LoadProgress progress,
            boolean resumed) {
        CommitLog log = new CommitLog(operation.journal());
        Tasks tasks = new Tasks(operation, log);
        List<CollectionTask> collections = new ArrayList<>();
        for (LoadedCollection collection : operation.collections()) {
            CollectionTask task = new CollectionTask(
                    collection.index(),
                    collection.target(),
                    progress.meters().get(collection.index()),
                    budget,
                    new DuplicateCheck(operation.directory().duplicates(collection.index())),
                    settings.batchSize(),
                    Sizing.lanes(settings, workers),
                    log,
                    resumed ? operation.earlier(collection) : null);
            collection.sourceIds().forEach(source -> task.sources().add(tasks.source(source, collection, task)));
            collections.add(task);
        }
        connectParents(collections);
        return collections;
    }

    private SourceTask source(SourceId id, LoadedCollection collection, CollectionTask task) {
        SourceJob job = collection.source(id);
        Target target = collection.target();
        task.meter().read(job.header().end());
        return new SourceTask(
                id,
                job,
                task,
                Layouts.of(target.plan(), job.header(), job.source().name(), target.groups(job.header())),
                operation.ids(id),
                operation.rejectFiles(id),
                log,
                operation.journal().state().progress(id));
    }

    private static void connectParents(List<CollectionTask> collections) {
        List<CollectionPlan> plans =
                collections.stream().map(CollectionTask::plan).toList();
        for (CollectionTask child : collections) {
            List<String> parents = ReferenceGraph.parents(plans, child.plan());
            collections.stream()
                    .filter(task -> parents.contains(task.plan().name()))
                    .forEach(child.parents()::add);
        }
    }
}
