package sluice.operation;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentIds;
import sluice.gate.EarlierTry;
import sluice.job.CollectionJob;
import sluice.journal.Journal;
import sluice.journal.JournalHeader;
import sluice.journal.OperationDirectory;
import sluice.plan.Plan;
import sluice.target.Target;

/**
 * An operation whose collections are ready: all that its tries have in common.
 *
 * @param directory its folder
 * @param journal open for as long as it is worked on
 * @param plan with files and types resolved
 * @param jobs one for each collection
 * @param targets likewise
 * @param before the documents in each collection when all were ready
 */
public record Operation(
        OperationDirectory directory,
        Journal journal,
        Plan plan,
        List<CollectionJob> jobs,
        List<Target> targets,
        List<Long> before) {
    private static final int FINGERPRINTS = 1 << 24;

    /** The same with other counts before. */
    public Operation with(List<Long> counts) {
        return new Operation(directory, journal, plan, jobs, targets, counts);
    }

    public JournalHeader header() {
        return journal.state().header();
    }

    /** A fingerprint for the first of so many sources, so that all of them are in one range of ids. */
    public static int fingerprint(List<CollectionJob> jobs) {
        int sources = jobs.stream().mapToInt(job -> job.sources().size()).sum();
        return ThreadLocalRandom.current().nextInt(FINGERPRINTS - sources);
    }

    /** The ids of a source. */
    public DocumentIds ids(int collection, int source) {
        return ids(header(), collection, source);
    }

    /** The ids of a source of an operation: each source has the fingerprint after the one before. */
    public static DocumentIds ids(JournalHeader header, int collection, int source) {
        int before = header.collections().subList(0, collection).stream()
                .mapToInt(one -> one.sources().size())
                .sum();
        return new DocumentIds((int) header.started().getEpochSecond(), header.fingerprint() + before + source);
    }

    /** The ids of all sources of a collection. */
    public EarlierTry earlier(int collection) {
        int last = jobs.get(collection).sources().size();
        return new EarlierTry(ids(collection, 0).at(0), ids(collection, last).at(0));
    }

    /** The source that can be read only once, or null. */
    @Nullable
    public String unrepeatable() {
        return header().unrepeatable();
    }

    /** What the journal says is in a collection beyond what was there before, by counts. */
    public long grown(int collection) {
        return IntStream.range(0, jobs.get(collection).sources().size())
                .mapToObj(source -> journal.state().progress(collection, source))
                .mapToLong(progress -> progress == null ? 0 : progress.present() - progress.deleted())
                .sum();
    }
}
