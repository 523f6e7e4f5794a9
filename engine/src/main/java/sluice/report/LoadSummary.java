package sluice.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sluice.outcome.Counts;

/**
 * What a load did. Immutable.
 *
 * @param operation the operation's id
 * @param directory the operation's folder
 * @param status how it ended
 * @param resumable whether something is left to do that {@code sluice resume} can do
 * @param problems what went wrong, a sentence each; empty where nothing did
 * @param notes what the user should know, a sentence each
 * @param started when it started
 * @param server which server, without credentials
 * @param plan where the plan came from
 * @param database the database
 * @param settings how the work was cut
 * @param times how long it took
 * @param latency how long write commands took
 * @param collections the collections in plan order
 * @param rejectsByCode how many rejects of each kind, and an example
 * @param timeline what was done by when
 */
public record LoadSummary(
        String operation,
        String directory,
        LoadStatus status,
        boolean resumable,
        List<String> problems,
        List<String> notes,
        Instant started,
        String server,
        String plan,
        String database,
        Settings settings,
        Times times,
        Latency latency,
        List<CollectionSummary> collections,
        Map<String, RejectGroup> rejectsByCode,
        List<Timeline.Sample> timeline) {

    /**
     * How the work was cut.
     *
     * @param linear whether one after the other
     * @param workers threads
     * @param chunkSize rows or bytes, as a person writes it
     * @param batchSize documents of one write command
     * @param keyBytes the most memory that the keys took
     */
    public record Settings(boolean linear, int workers, String chunkSize, int batchSize, long keyBytes) {}

    /**
     * How long it took, in seconds.
     *
     * @param program from the start of the process
     * @param load from the first chunk to the last acknowledgement
     * @param recordsBefore records that earlier tries had done, which these times are not those of
     * @param bytesBefore the bytes of those
     */
    public record Times(double program, double load, long recordsBefore, long bytesBefore) {

        /** Everything but loading. */
        public double overhead() {
            return Math.max(0, program - load);
        }
    }

    /**
     * How long write commands took, in milliseconds.
     *
     * @param batches how many there were
     */
    public record Latency(long batches, double p50, double p95, double p99, double max) {}

    /**
     * The rejects of one kind.
     *
     * @param count how many
     * @param example source, line and message of the first one committed
     */
    public record RejectGroup(long count, String example) {}

    /** The same, failed for one more reason, and to be gone on with. */
    public LoadSummary failed(String problem) {
        return failed(List.of(problem));
    }

    /** The same, failed for some more reasons, and to be gone on with. */
    public LoadSummary failed(List<String> further) {
        return with(LoadStatus.FAILED, true, joined(problems, further), notes);
    }

    /** The same, with nothing left to be gone on with. */
    public LoadSummary notResumable() {
        return with(status, false, problems, notes);
    }

    /** The same, with more that the user should know. */
    public LoadSummary noting(List<String> further) {
        return with(status, resumable, problems, joined(notes, further));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private LoadSummary with(LoadStatus ended, boolean left, List<String> wrong, List<String> known) {
        return new LoadSummary(
                operation,
                directory,
                ended,
                left,
                wrong,
                known,
                started,
                server,
                plan,
                database,
                settings,
                times,
                latency,
                collections,
                rejectsByCode,
                timeline);
    }

    /** Records read. */
    public long records() {
        return collections.stream().mapToLong(CollectionSummary::records).sum();
    }

    /** What became of the records, rejects aside. */
    public Counts counts() {
        return Counts.sum(collections.stream().map(CollectionSummary::counts));
    }

    /** Whether it is certain what each record did, in every collection. */
    public boolean exact() {
        return collections.stream().allMatch(CollectionSummary::exact);
    }

    /** Documents that are new. */
    public long inserted() {
        return counts().inserted();
    }

    /** Records whose document is new or an earlier try's, was found equal, or was changed or deleted. */
    public long written() {
        return counts().total() - counts().skipped();
    }

    /** Records in the reject files. */
    public long rejected() {
        return collections.stream().mapToLong(CollectionSummary::rejected).sum();
    }

    /** Bytes read. */
    public long bytes() {
        return collections.stream().mapToLong(CollectionSummary::bytes).sum();
    }

    /** Records per second of loading. */
    public double recordsPerSecond() {
        return times.load() == 0 ? 0 : (records() - times.recordsBefore()) / times.load();
    }

    /** Bytes per second of loading. */
    public double bytesPerSecond() {
        return times.load() == 0 ? 0 : (bytes() - times.bytesBefore()) / times.load();
    }
}
