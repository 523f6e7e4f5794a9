package sluice.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.bson.Statements;
import sluice.sink.BatchWriter;
import sluice.sink.LaneBatch;

/**
 * The ordered streams of one collection. A record goes to the lane of its key's hash, and a lane is written by one worker
 * at a time: so records of one key keep file order, and two workers never touch one document. Thread-safe.
 */
final class Lanes {
    private final Lane[] lanes;
    private int batchSize;
    private int batchBytes = BatchWriter.MAX_BATCH_BYTES / 2;
    private int next;

    /** One stream. */
    private static final class Lane {
        private final Deque<Piece> pieces = new ArrayDeque<>();
        private int statements;
        private boolean busy;
    }

    /** Statements of one chunk that wait in a lane. */
    private static final class Piece {
        private final PendingChunk chunk;
        private final Statements statements;
        private int next;

        Piece(PendingChunk chunk, Statements statements) {
            this.chunk = chunk;
            this.statements = statements;
        }
    }

    /**
     * Statements that one worker writes now.
     *
     * @param lane to be given back
     * @param parts which of the batch's statements belong to which chunk, in order
     */
    record Work(int lane, LaneBatch batch, List<Part> parts) {}

    /** So many statements of a chunk. */
    record Part(PendingChunk chunk, int statements) {}

    Lanes(int count, int batchSize) {
        lanes = new Lane[count];
        for (int i = 0; i < count; i++) {
            lanes[i] = new Lane();
        }
        this.batchSize = batchSize;
    }

    int count() {
        return lanes.length;
    }

    /** Further batches hold no more than this; one statement more in bytes. */
    synchronized void limit(int statements, int bytes) {
        batchSize = statements;
        batchBytes = Math.min(bytes, BatchWriter.MAX_BATCH_BYTES / 2);
    }

    /** The lane of a key. */
    int lane(long hash) {
        return (int) Long.remainderUnsigned(hash, lanes.length);
    }

    /** Adds the statements of a chunk, one piece for each lane or null; chunks must come in file order. */
    synchronized void add(PendingChunk chunk, @Nullable Statements[] pieces) {
        for (int i = 0; i < pieces.length; i++) {
            Statements statements = pieces[i];
            if (statements != null) {
                lanes[i].pieces.add(new Piece(chunk, statements));
                lanes[i].statements += statements.count();
            }
        }
    }

    /**
     * Takes the next batch of a lane that nobody writes for.
     *
     * @param full whether only a full batch is worth it
     * @return null where there is none
     */
    synchronized @Nullable Work take(boolean full) {
        for (int i = 0; i < lanes.length; i++) {
            int index = (next + i) % lanes.length;
            Lane lane = lanes[index];
            if (!lane.busy && lane.statements > 0 && (!full || lane.statements >= batchSize)) {
                next = index + 1;
                lane.busy = true;
                return batch(index, lane);
            }
        }
        return null;
    }

    /** A batch holds statements of one source only: the server's reply tells no more than sums. */
    private Work batch(int index, Lane lane) {
        LaneBatch batch = new LaneBatch();
        List<Part> parts = new ArrayList<>();
        SourceTask source = lane.pieces.element().chunk.source();
        boolean room = true;
        while (room && !lane.pieces.isEmpty() && lane.pieces.element().chunk.source() == source) {
            Piece piece = lane.pieces.element();
            int from = piece.next;
            while (room && piece.next < piece.statements.count()) {
                batch.add(piece.statements, piece.next++);
                room = batch.count() < batchSize && batch.bytes() < batchBytes && fits(batch, piece);
            }
            parts.add(new Part(piece.chunk, piece.next - from));
            if (piece.next == piece.statements.count()) {
                lane.pieces.remove();
            }
        }
        lane.statements -= batch.count();
        return new Work(index, batch, parts);
    }

    private static boolean fits(LaneBatch batch, Piece piece) {
        return piece.next == piece.statements.count()
                || batch.bytes() + piece.statements.bytes(piece.next) <= BatchWriter.MAX_BATCH_BYTES;
    }

    /** Gives a lane back once its batch is acknowledged. */
    synchronized void release(int lane) {
        lanes[lane].busy = false;
    }
}
