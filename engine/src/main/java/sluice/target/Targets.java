package sluice.target;

import java.util.List;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.job.CollectionJob;
import sluice.plan.CollectionPlan;
import sluice.plan.WriteMode;

/** Decides how collections are written to. */
public final class Targets {
    private Targets() {}

    /** Decides for one collection as it is now. */
    public static Target decide(CollectionJob job, TargetCollection collection) {
        return decide(job, collection, collection.old().state());
    }

    /** Decides for one collection as it was before the operation. */
    public static Target decide(CollectionJob job, TargetCollection collection, TargetState state) {
        CollectionPlan plan = job.plan();
        Indexes indexes = Indexes.of(plan, state);
        boolean free = indexes.freeOrder(job, state);
        boolean admitted = plan.mode() == WriteMode.INSERT && free;
        boolean empty = plan.drop().drops() || state.count() == 0;
        Indexes.BuildOrder order = indexes.buildOrder(empty && admitted);
        return new Target(
                collection,
                plan,
                state,
                plan.mode() == WriteMode.INSERT ? indexes.constraints(job, state) : List.of(),
                !free,
                indexes.onlyKeyRefuses(state),
                empty,
                order.first(),
                order.last());
    }
}
