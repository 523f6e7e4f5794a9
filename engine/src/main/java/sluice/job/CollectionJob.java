package sluice.job;

import java.util.List;
import sluice.plan.CollectionPlan;

/**
 * A collection whose sources were found and whose columns were checked.
 *
 * @param plan what goes into it; once types are resolved, each column has one
 * @param sources in plan order
 * @param notes what was decided that the plan doesn't say, one sentence each, for the user
 */
public record CollectionJob(CollectionPlan plan, List<SourceJob> sources, List<String> notes) {

    /** Copies the lists. */
    public CollectionJob {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /** A collection of which nothing has to be said. */
    public CollectionJob(CollectionPlan plan, List<SourceJob> sources) {
        this(plan, sources, List.of());
    }

    /** The bytes of all sources of some, or -1 where one's size is not known. */
    public static long totalBytes(List<CollectionJob> jobs) {
        boolean known = jobs.stream().allMatch(job -> job.totalBytes() >= 0);
        return known ? jobs.stream().mapToLong(CollectionJob::totalBytes).sum() : -1;
    }

    /** The bytes of all sources, or -1 where one's size is not known. */
    public long totalBytes() {
        boolean known = sources.stream().allMatch(job -> job.source().size() >= 0);
        return known ? sources.stream().mapToLong(job -> job.source().size()).sum() : -1;
    }
}
