package sluice.stages;

import sluice.bson.DocumentEncoder;
import sluice.bson.EncodedChunk;
import sluice.csv.Chunk;

/** Encodes the records of a source as BSON documents. Not thread-safe: each thread has its own. */
public final class ChunkEncoder {
    private final StagedSource source;
    private final DocumentEncoder encoder;

    ChunkEncoder(StagedSource source, DocumentEncoder encoder) {
        this.source = source;
        this.encoder = encoder;
    }

    /**
     * Encodes a chunk.
     *
     * @return its documents, and its rejects so far; belongs to the caller and may be handed to another thread
     */
    public EncodedRecords encode(Chunk chunk) {
        EncodedChunk encoded = new EncodedChunk();
        encoder.encode(chunk, encoded);
        return new EncodedRecords(source, chunk, encoded);
    }
}
