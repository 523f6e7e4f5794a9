package sluice.stages;

import java.util.List;
import sluice.outcome.Reject;

/**
 * What became of the records of a chunk. Immutable; records = inserted + already there + skipped + rejects.
 *
 * @param source the source's name
 * @param end the source's byte after the chunk's last one
 * @param records how many were read
 * @param inserted those whose document is new
 * @param alreadyThere those that a try of unknown outcome had inserted
 * @param skipped those whose key is taken, if the plan passes over such
 * @param rejects the others, in file order
 */
public record ChunkOutcome(
        String source, long end, long records, long inserted, long alreadyThere, long skipped, List<Reject> rejects) {

    /** Copies the list. */
    public ChunkOutcome {
        rejects = List.copyOf(rejects);
    }
}
