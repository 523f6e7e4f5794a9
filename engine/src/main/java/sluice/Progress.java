package sluice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.workers.LoadProgress;

/**
 * How far work is at one moment. Immutable; the numbers need not fit together to the last record.
 *
 * @param phase what is being done
 * @param seconds since the phase began
 * @param waiting what the work waits for, such as a server that does not answer, or null
 * @param collections one for each collection in plan order; for a scan one for each file
 */
public record Progress(
        Phase phase, double seconds, @Nullable String waiting, List<CollectionProgress> collections) {

    /** What is being done. */
    public enum Phase {
        /** Types are inferred from every record. */
        INFERRING,
        /** Records are loaded. */
        LOADING,
        /** Files or collections are read and compared. */
        VERIFYING,
        /** Files are scanned. */
        SCANNING
    }

    /**
     * How far one collection is.
     *
     * @param name the collection, or the file of a scan
     * @param records records done, rejects among them
     * @param rejected rejects
     * @param bytes bytes done
     * @param totalBytes the bytes of all its sources, or -1 if one's size is not known
     * @param indexing whether its indexes are being built
     */
    public record CollectionProgress(
            String name, long records, long rejected, long bytes, long totalBytes, boolean indexing) {}

    /** Copies the list. */
    public Progress {
        collections = List.copyOf(collections);
    }

    /** Records done in all collections. */
    public long records() {
        return collections.stream().mapToLong(CollectionProgress::records).sum();
    }

    /** Rejects of all collections. */
    public long rejected() {
        return collections.stream().mapToLong(CollectionProgress::rejected).sum();
    }

    static Progress of(Phase phase, LoadProgress live) {
        return new Progress(
                phase,
                live.seconds(),
                live.waiting(),
                live.meters().stream()
                        .map(meter -> new CollectionProgress(
                                meter.collection(),
                                meter.records(),
                                meter.rejected(),
                                meter.bytes(),
                                meter.totalBytes(),
                                meter.indexing()))
                        .toList());
    }
}
