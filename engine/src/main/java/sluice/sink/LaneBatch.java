package sluice.sink;

import java.util.Arrays;
import java.util.List;
import org.bson.RawBsonDocument;
import sluice.bson.Rejectable;
import sluice.bson.Statements;
import sluice.outcome.RecordOrigin;

/** Consecutive statements of one lane and one source that go to the server in one command. Not thread-safe. */
public final class LaneBatch implements Rejectable {
    private Statements[] pieces = new Statements[256];
    private int[] places = new int[256];
    private int count;
    private int bytes;
    private boolean mixed;

    /** Adds a statement, which must come after the ones before in its lane. */
    public void add(Statements piece, int place) {
        if (count == places.length) {
            pieces = Arrays.copyOf(pieces, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        pieces[count] = piece;
        places[count++] = place;
        bytes += piece.bytes(place);
    }

    /** The number of statements. */
    public int count() {
        return count;
    }

    /** Their bytes. */
    public int bytes() {
        return bytes;
    }

    /** A statement as a view. */
    public RawBsonDocument statement(int statement) {
        return pieces[statement].statement(places[statement]);
    }

    Statements piece(int statement) {
        return pieces[statement];
    }

    int place(int statement) {
        return places[statement];
    }

    /** The hash of a statement's key, for maps and sets off the hot path. */
    List<Long> key(int statement) {
        return List.of(pieces[statement].hashHigh(places[statement]), pieces[statement].hashLow(places[statement]));
    }

    /**
     * For each statement the one before it with the same key, or -1.
     *
     * <p>Hot path: an open-addressed table of indexes instead of a map of boxed keys.
     */
    int[] before() {
        int mask = Integer.highestOneBit(Math.max(4, count) * 2 - 1) * 2 - 1;
        int[] table = new int[mask + 1];
        int[] before = new int[count];
        for (int i = 0; i < count; i++) {
            long hash = pieces[i].hashLow(places[i]);
            int slot = (int) (hash ^ (hash >>> 32)) & mask;
            while (table[slot] != 0 && !sameKey(table[slot] - 1, i)) {
                slot = (slot + 1) & mask;
            }
            before[i] = table[slot] - 1;
            mixed |= before[i] >= 0 && !pieces[i].sameQuery(places[i], pieces[before[i]], places[before[i]]);
            table[slot] = i + 1;
        }
        return before;
    }

    private boolean sameKey(int one, int other) {
        return pieces[one].hashLow(places[one]) == pieces[other].hashLow(places[other])
                && pieces[one].hashHigh(places[one]) == pieces[other].hashHigh(places[other]);
    }

    /**
     * Whether keys of one hash are written differently, as 1 and 1.0 are; known after {@link #before()}. Equal hashes are
     * not enough to leave a record out: such a batch is sent as it is.
     */
    boolean mixed() {
        return mixed;
    }

    boolean sameContent(int one, int other) {
        return pieces[one].sameContent(places[one], pieces[other], places[other]);
    }

    @Override
    public RecordOrigin origin(int document) {
        return pieces[document].origin(places[document]);
    }
}
