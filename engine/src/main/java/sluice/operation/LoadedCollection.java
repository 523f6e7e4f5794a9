package sluice.operation;

import java.util.List;
import java.util.stream.IntStream;
import sluice.job.CollectionJob;
import sluice.job.SourceJob;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.SourceId;
import sluice.plan.CollectionPlan;
import sluice.target.Target;

/**
 * One collection of an operation, with all that is known of it.
 *
 * @param index its place in the plan, from 0
 * @param job what is loaded into it
 * @param target how it is written to
 * @param entry what the journal keeps of it
 * @param before the documents in it when it was ready for the load
 */
public record LoadedCollection(int index, CollectionJob job, Target target, CollectionEntry entry, long before) {

    /** The same with another count before. */
    public LoadedCollection withBefore(long count) {
        return new LoadedCollection(index, job, target, entry, count);
    }

    /** Its name. */
    public String name() {
        return target.plan().name();
    }

    /** Its plan. */
    public CollectionPlan plan() {
        return target.plan();
    }

    /** Its sources, in plan order. */
    public List<SourceJob> sources() {
        return job.sources();
    }

    /** The ids of its sources, in plan order. */
    public List<SourceId> sourceIds() {
        return IntStream.range(0, sources().size())
                .mapToObj(source -> new SourceId(index, source))
                .toList();
    }

    /** One of its sources. */
    public SourceJob source(SourceId id) {
        return sources().get(id.source());
    }
}
