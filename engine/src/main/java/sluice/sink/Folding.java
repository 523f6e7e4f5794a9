package sluice.sink;

import sluice.plan.WriteMode;
import sluice.sink.WriteForm.Trait;

/**
 * Leaves out repeats of a key: of several statements only the first and the last are sent, and the last only if it writes
 * something else than the first. What the server would have said to the others follows from comparing each with the one
 * before.
 */
final class Folding {
    private Folding() {}

    /** Marks what is left out, and what is known of the repeats. */
    static void fold(PendingBatch pending, WriteForm form) {
        LaneBatch batch = pending.batch();
        int[] before = pending.before();
        int[] first = new int[before.length];
        boolean[] followed = new boolean[before.length];
        for (int i = 0; i < before.length; i++) {
            first[i] = before[i] < 0 ? i : first[before[i]];
            if (before[i] >= 0) {
                followed[before[i]] = true;
            }
        }
        for (int i = 0; i < before.length; i++) {
            if (before[i] >= 0) {
                if (form.mode() == WriteMode.DELETE) {
                    pending.leaveOut(i, Outcome.SKIPPED);
                } else if (followed[i] || batch.sameContent(i, first[i])) {
                    pending.leaveOut(i, repeated(form, batch.sameContent(i, before[i])));
                } else {
                    pending.foretell(i, repeated(form, batch.sameContent(i, before[i])));
                }
            }
        }
    }

    /** What the server says to a statement after one of the same key. */
    private static Outcome repeated(WriteForm form, boolean same) {
        // A replacement without _id is never equal to the document that is there, which has one.
        boolean comparable =
                form.has(Trait.EQUAL_LEFT_OUT) || form.mode() == WriteMode.MERGE || !form.has(Trait.GENERATED_IDS);
        return same && comparable ? Outcome.MATCHED : Outcome.MODIFIED;
    }
}
