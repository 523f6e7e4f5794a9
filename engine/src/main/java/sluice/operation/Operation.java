package sluice.operation;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentIds;
import sluice.gate.EarlierAttempt;
import sluice.input.Header;
import sluice.job.CollectionJob;
import sluice.journal.Journal;
import sluice.journal.JournalHeader;
import sluice.journal.JournalHeader.SourceEntry;
import sluice.journal.OperationDirectory;
import sluice.journal.RejectFiles;
import sluice.journal.SourceId;
import sluice.plan.Plan;

/**
 * An operation whose collections are ready: all that its tries have in common.
 *
 * @param directory its folder
 * @param journal open for as long as it is worked on
 * @param plan with files and types resolved
 * @param collections in plan order
 */
public record Operation(OperationDirectory directory, Journal journal, Plan plan, List<LoadedCollection> collections) {
    private static final int FINGERPRINTS = 1 << 24;

    /** Copies the list. */
    public Operation {
        collections = List.copyOf(collections);
    }

    /** The same with other counts before, one for each collection. */
    public Operation withBefore(List<Long> counts) {
        return new Operation(
                directory,
                journal,
                plan,
                collections.stream()
                        .map(collection -> collection.withBefore(counts.get(collection.index())))
                        .toList());
    }

    /** What it began with. */
    public JournalHeader header() {
        return journal.state().header();
    }

    /** Its jobs, in plan order. */
    public List<CollectionJob> jobs() {
        return collections.stream().map(LoadedCollection::job).toList();
    }

    /** A fingerprint for the first of so many sources, so that all of them are in one range of ids. */
    public static int fingerprint(List<CollectionJob> jobs) {
        int sources = jobs.stream().mapToInt(job -> job.sources().size()).sum();
        return ThreadLocalRandom.current().nextInt(FINGERPRINTS - sources);
    }

    /** The {@code _id}s of a source's documents. */
    public DocumentIds ids(SourceId source) {
        return ids(header(), source);
    }

    /** The {@code _id}s of a source's documents: each source has the fingerprint after the one before. */
    public static DocumentIds ids(JournalHeader header, SourceId source) {
        int before = header.collections().subList(0, source.collection()).stream()
                .mapToInt(one -> one.sources().size())
                .sum();
        return new DocumentIds(
                (int) header.started().getEpochSecond(), header.fingerprint() + before + source.source());
    }

    /** The {@code _id}s of all sources of a collection. */
    public EarlierAttempt earlier(LoadedCollection collection) {
        SourceId first = new SourceId(collection.index(), 0);
        SourceId afterLast =
                new SourceId(collection.index(), collection.sources().size());
        return new EarlierAttempt(ids(first).at(0), ids(afterLast).at(0));
    }

    /** The reject files of a source. */
    public RejectFiles rejectFiles(SourceId source) {
        LoadedCollection collection = collections.get(source.collection());
        SourceEntry entry = collection.entry().sources().get(source.source());
        Header header = collection.source(source).header();
        return directory.rejectFiles(entry.rejects(), header.bytes(), header.lineEnd());
    }

    /** The collections that are loaded beside the ones whose place they are to take. */
    public List<LoadedCollection> standIns() {
        return collections.stream()
                .filter(collection -> collection.target().collection().isStandIn())
                .toList();
    }

    /** The source that can be read only once, or null. */
    @Nullable
    public String unrepeatable() {
        return header().unrepeatable();
    }

    /** What the journal says is in a collection beyond what was there before, by counts. */
    public long grown(LoadedCollection collection) {
        return collection.sourceIds().stream()
                .map(source -> journal.state().progress(source))
                .mapToLong(progress -> progress == null
                        ? 0
                        : progress.present() - progress.counts().deleted())
                .sum();
    }
}
