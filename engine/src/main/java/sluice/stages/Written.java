package sluice.stages;

import java.util.List;
import sluice.gate.ChunkResult;
import sluice.outcome.Counts;
import sluice.outcome.Reject;

/** What the server did with the admitted documents of a chunk. Immutable. */
public final class Written {
    private final Decision decision;
    private final Counts counts;
    private final List<Reject> rejects;
    private final List<ChunkResult.Refused> refused;

    Written(Decision decision, Counts counts, List<Reject> rejects, List<ChunkResult.Refused> refused) {
        this.decision = decision;
        this.counts = counts;
        this.rejects = List.copyOf(rejects);
        this.refused = List.copyOf(refused);
    }

    /** What was written. */
    public Decision decision() {
        return decision;
    }

    /** Documents that are new in the collection. */
    public long inserted() {
        return counts.inserted();
    }

    /** The documents that the server refuses. */
    public List<Reject> rejects() {
        return rejects;
    }

    Counts counts() {
        return counts;
    }

    List<ChunkResult.Refused> refused() {
        return refused;
    }
}
