package sluice.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.bson.Hash128;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;

/**
 * What became of one chunk.
 *
 * @param source whose it is
 * @param known whether it was committed before, by an earlier try of the operation
 * @param end the source's byte after its last one
 * @param nextLine the source's line after its last one
 * @param records read
 * @param recovered those that were not read as they stand
 * @param counts of those that are no rejects and not contested
 * @param rejects in file order
 * @param refused admitted records that the server refused
 * @param contested records that can be decided on only now, in file order
 * @param lastLine the line of its last record, counted over all sources; 0 where nothing is admitted
 */
public record ChunkResult(
        SourceLabel source,
        boolean known,
        long end,
        long nextLine,
        long records,
        Recoveries recovered,
        Counts counts,
        List<Reject> rejects,
        List<Refused> refused,
        List<Contested> contested,
        long lastLine) {

    /** A chunk that was done before the operation was gone on with, and is in the journal. */
    public static ChunkResult known(SourceLabel source, long end, long nextLine, long lastLine) {
        return new ChunkResult(
                source,
                true,
                end,
                nextLine,
                0,
                Recoveries.NONE,
                Counts.NONE,
                List.of(),
                List.of(),
                List.of(),
                lastLine);
    }

    /**
     * An admitted record that the server refused.
     *
     * @param hashes of its keys
     * @param line counted over all sources
     * @param existing the constraint whose key was in the collection before, or null
     */
    public record Refused(
            List<Hash128> hashes, long line, @Nullable Constraint existing) {}
}
