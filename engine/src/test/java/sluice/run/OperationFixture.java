package sluice.run;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sluice.collection.TargetCollection;
import sluice.job.CollectionJob;
import sluice.job.Preparation;
import sluice.journal.Journal;
import sluice.journal.JournalHeader;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.JournalHeader.PlanEntry;
import sluice.journal.OperationDirectory;
import sluice.journal.RejectNames;
import sluice.load.LoadFixture;
import sluice.operation.LoadedCollection;
import sluice.operation.Operation;
import sluice.plan.Plan;
import sluice.target.Target;
import sluice.target.TargetPreparation;
import sluice.target.Targets;
import sluice.workers.LoadProgress;

/** An operation that is ready to be run, without a run. */
public final class OperationFixture {
    private OperationFixture() {}

    /** The operation of a plan whose columns have types; its journal is open. */
    public static Operation of(LoadFixture load, String collections) {
        Plan plan = load.plan(collections);
        OperationDirectory directory = OperationDirectory.create(load.operations(), Instant.now());
        RejectNames names = new RejectNames();
        List<LoadedCollection> loaded = new ArrayList<>();
        for (CollectionJob job : Preparation.of(plan, InputStream.nullInputStream())) {
            Target target = Targets.decide(
                    job,
                    new TargetCollection(
                            load.server(), plan.database(), job.plan().name()));
            CollectionEntry entry = new CollectionEntry(
                    job.plan().name(),
                    job.plan().drop(),
                    target.state(),
                    job.sources().stream()
                            .map(source -> source.entry(names.of(source.source().label())))
                            .toList());
            loaded.add(new LoadedCollection(loaded.size(), job, target, entry, 0));
        }
        JournalHeader header = new JournalHeader(
                directory.id(),
                Instant.now(),
                Operation.fingerprint(loaded.stream().map(LoadedCollection::job).toList()),
                load.server().identity(),
                plan.database(),
                new PlanEntry("plan.yaml", load.folder(), ""),
                null,
                loaded.stream().map(LoadedCollection::entry).toList());
        Journal journal = Journal.create(directory, header);
        List<Long> before = TargetPreparation.prepare(
                loaded.stream().map(LoadedCollection::target).toList());
        return new Operation(directory, journal, plan, loaded).withBefore(before);
    }

    static LoadProgress progress(Operation operation) {
        return new LoadProgress(operation.jobs().stream()
                .map(job -> new LoadProgress.Meter(job.plan().name(), job.totalBytes()))
                .toList());
    }
}
