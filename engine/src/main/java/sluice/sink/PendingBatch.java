package sluice.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.Selection;
import sluice.plan.WriteMode;

/**
 * A lane's batch on its way: what became of each statement, as far as that is known, and which of them are sent. Not
 * thread-safe.
 *
 * <p>Hot path: arrays by statement instead of an object for each.
 */
final class PendingBatch {
    private final LaneBatch batch;
    private final WriteErrors errors;
    private final @Nullable Outcome[] outcomes;
    private final boolean[] leftOut;
    /** Statements that are sent, though their outcome follows from the one before of their key. */
    private final boolean[] foretold;

    private final int[] before;
    private final List<Refusal> refusals = new ArrayList<>();
    private int uncertain;

    /**
     * A batch of which nothing is known.
     *
     * @param repeats whether it matters which statements repeat a key
     */
    PendingBatch(LaneBatch batch, WriteErrors errors, boolean repeats) {
        this.batch = batch;
        this.errors = errors;
        outcomes = new Outcome[batch.count()];
        leftOut = new boolean[batch.count()];
        foretold = new boolean[batch.count()];
        before = repeats ? batch.before() : new int[0];
    }

    LaneBatch batch() {
        return batch;
    }

    /** For each statement the one before it with the same key, or -1; empty if repeats don't matter. */
    int[] before() {
        return before;
    }

    void leaveOut(int statement, Outcome outcome) {
        outcomes[statement] = outcome;
        leftOut[statement] = true;
    }

    /** A statement is sent, but what the server would say to it alone is known. */
    void foretell(int statement, Outcome outcome) {
        outcomes[statement] = outcome;
        leftOut[statement] = false;
        foretold[statement] = true;
    }

    void settle(int statement, Outcome outcome) {
        outcomes[statement] = outcome;
    }

    void uncertain(int more) {
        uncertain += more;
    }

    /** The statements that are to be sent. */
    Selection selected() {
        Selection selected = new Selection();
        for (int i = 0; i < leftOut.length; i++) {
            if (!leftOut[i]) {
                selected.add(i);
            }
        }
        return selected;
    }

    /**
     * The server refuses a statement. What was left out between it and the next one of its key that was sent would have met
     * the same refusal.
     */
    void refuse(BsonDocument error, int statement) {
        addRefusal(error, statement);
        int previous = statement;
        for (int i = statement + 1; i < before.length; i++) {
            if (before[i] == previous) {
                if (!leftOut[i]) {
                    return;
                }
                previous = i;
                addRefusal(error, i);
            }
        }
    }

    private void addRefusal(BsonDocument error, int statement) {
        outcomes[statement] = Outcome.REFUSED;
        refusals.add(errors.refusal(error, batch, statement));
    }

    /** Of the documents that a command changed, those that are not accounted for by statements whose outcome was known. */
    int unaccounted(Selection sent, int changed) {
        int left = changed;
        for (int i = 0; i < sent.count(); i++) {
            int statement = sent.get(i);
            Outcome outcome = outcomes[statement];
            left -= foretold[statement] && outcome != Outcome.REFUSED && outcome != Outcome.INSERTED ? 1 : 0;
        }
        return left;
    }

    /** Gives the statements that are still open an outcome: so many of them changed a document, whichever they are. */
    void fillIn(Selection sent, WriteMode mode, int changed) {
        int left = changed;
        for (int i = 0; i < sent.count(); i++) {
            int statement = sent.get(i);
            if (outcomes[statement] == null) {
                outcomes[statement] = switch (mode) {
                    case INSERT -> Outcome.INSERTED;
                    case DELETE -> left > 0 ? Outcome.DELETED : Outcome.SKIPPED;
                    case UPSERT, MERGE -> left > 0 ? Outcome.MODIFIED : Outcome.MATCHED;
                };
                left--;
            }
        }
    }

    /** The end: no statement is open any more. */
    LaneResult result() {
        refusals.sort(Comparator.comparingInt(Refusal::document));
        return new LaneResult(Arrays.asList(outcomes), refusals, uncertain);
    }
}
