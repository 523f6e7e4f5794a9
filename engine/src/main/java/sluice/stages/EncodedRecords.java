package sluice.stages;

import java.util.List;
import org.bson.RawBsonDocument;
import sluice.bson.EncodedChunk;
import sluice.csv.Chunk;
import sluice.outcome.Reject;

/** The documents of one chunk in file order, with the hashes of their keys, and the rejects found so far. */
public final class EncodedRecords {
    private final StagedSource source;
    private final Chunk chunk;
    private final EncodedChunk encoded;

    EncodedRecords(StagedSource source, Chunk chunk, EncodedChunk encoded) {
        this.source = source;
        this.chunk = chunk;
        this.encoded = encoded;
    }

    /** The source. */
    public StagedSource source() {
        return source;
    }

    /** The chunk. */
    public Chunk chunk() {
        return chunk;
    }

    /** How many documents there are. */
    public int count() {
        return encoded.count();
    }

    /** How many records were read: documents and rejects. */
    public long records() {
        return encoded.records();
    }

    /** A document, as a view of this chunk's bytes. */
    public RawBsonDocument document(int index) {
        return encoded.document(index);
    }

    /** The line on which a document's record starts, from 1. */
    public long line(int index) {
        return encoded.line(index);
    }

    /**
     * The hash of a document's key, upper half first.
     *
     * @param key the number of the key or other unique index, in the order in which the server checks them, from 0
     */
    public long[] keyHash(int index, int key) {
        return new long[] {encoded.hashHigh(index, key), encoded.hashLow(index, key)};
    }

    /** The records that can't be documents, in file order. */
    public List<Reject> rejects() {
        return List.copyOf(encoded.rejects());
    }

    EncodedChunk encoded() {
        return encoded;
    }
}
