package sluice.stages;

import java.util.List;
import sluice.bson.Selection;
import sluice.gate.Contested;
import sluice.reject.Reject;

/** Which documents of a chunk are written. Immutable. */
public final class Decision {
    private final long number;
    private final EncodedRecords records;
    private final Selection admitted;
    private final List<Reject> rejects;
    private final List<Contested> contested;
    private final long firstLine;
    private final long lastLine;

    Decision(
            long number,
            EncodedRecords records,
            Selection admitted,
            List<Reject> rejects,
            List<Contested> contested,
            long firstLine,
            long lastLine) {
        this.number = number;
        this.records = records;
        this.admitted = admitted;
        this.rejects = List.copyOf(rejects);
        this.contested = List.copyOf(contested);
        this.firstLine = firstLine;
        this.lastLine = lastLine;
    }

    /** What was decided on. */
    public EncodedRecords records() {
        return records;
    }

    /** How many documents are admitted. */
    public int admitted() {
        return admitted.count();
    }

    /** The index of an admitted document. */
    public int admitted(int place) {
        return admitted.get(place);
    }

    /** How many documents have a key that an earlier record holds which the server may still refuse. */
    public int contested() {
        return contested.size();
    }

    /** The records whose key is taken for good. */
    public List<Reject> rejects() {
        return rejects;
    }

    long number() {
        return number;
    }

    Selection selection() {
        return admitted;
    }

    List<Contested> contestedRecords() {
        return contested;
    }

    /** Line 0 of the source, counted over all sources. */
    long firstLine() {
        return firstLine;
    }

    long lastLine() {
        return lastLine;
    }
}
