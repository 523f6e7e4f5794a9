package sluice.bson;

import sluice.plan.Names;

/**
 * The sub-documents and arrays that are open while a document is written. One whose fields or elements were all left out
 * is left out itself; an element that is left out of an array with others is null, so that the others keep their places.
 * Not thread-safe.
 */
final class Nesting {
    private final int[] starts = new int[Names.MAX_DEPTH];
    /** Whether anything was written into each of them; said for arrays only. */
    private final boolean[] filled = new boolean[Names.MAX_DEPTH];

    private int depth;

    /** Forgets what a record that became a reject left open. */
    void clear() {
        depth = 0;
    }

    /** Opens a sub-document or an array. */
    void open(byte type, Step step, BsonBuffer out) {
        out.putHead(type, step.name());
        filled[depth] = false;
        starts[depth++] = out.startDocument();
    }

    /** Closes what was opened last, or takes it back, and returns where its element began. */
    int close(Step step, BsonBuffer out) {
        int start = starts[--depth];
        int element = start - step.name().length - 1;
        boolean array = step.action() == Step.Action.CLOSE_ARRAY;
        boolean empty = array ? !filled[depth] : out.position() == start + Integer.BYTES;
        if (empty) {
            out.rewind(element);
        } else {
            out.endDocument(start);
        }
        return element;
    }

    /** Ends an element of the array that was opened last. */
    void element(Step step, boolean written, BsonBuffer out) {
        if (written) {
            filled[depth - 1] = true;
        } else {
            out.putHead(BsonElements.NULL, step.name());
        }
    }
}
