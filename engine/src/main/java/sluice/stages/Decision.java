package sluice.stages;

import java.util.List;
import sluice.bson.Selection;
import sluice.gate.Gate;
import sluice.outcome.Reject;

/** Which documents of a chunk are written. Immutable. */
public final class Decision {
    private final long number;
    private final EncodedRecords records;
    private final Selection admitted;
    private final Gate.Admitted decided;

    Decision(long number, EncodedRecords records, Selection admitted, Gate.Admitted decided) {
        this.number = number;
        this.records = records;
        this.admitted = admitted;
        this.decided = decided;
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
        return decided.contested().size();
    }

    /** The records whose key is taken for good. */
    public List<Reject> rejects() {
        return decided.rejects();
    }

    long number() {
        return number;
    }

    Selection selection() {
        return admitted;
    }

    Gate.Admitted decided() {
        return decided;
    }
}
