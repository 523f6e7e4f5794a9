package sluice.stages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bson.RawBsonDocument;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.gate.Contested;
import sluice.gate.Gate;
import sluice.gate.TakenKeys;
import sluice.outcome.Counts;
import sluice.sink.BatchResult;
import sluice.sink.BatchWriter;
import sluice.sink.Refusal;
import sluice.target.Target;

/**
 * Writes documents in batches, and retries after transient errors. Not thread-safe: each thread has its
 * own.
 */
public final class ChunkWriter implements AutoCloseable {
    private final BatchWriter writer;
    private final Target target;
    private final Gate gate;
    private final KeyHasher hasher;
    private final int batchSize;

    ChunkWriter(BatchWriter writer, Target target, Gate gate, KeyHasher hasher, int batchSize) {
        this.writer = writer;
        this.target = target;
        this.gate = gate;
        this.hasher = hasher;
        this.batchSize = batchSize;
    }

    /**
     * Writes the admitted documents of a chunk.
     *
     * @throws sluice.error.SluiceException of category {@code SERVER} if the server fails for a reason that is not a document's
     *     fault and that outlasts the plan's time for retries
     */
    public Written write(Decision decision) {
        EncodedChunk encoded = decision.records().encoded();
        Selection admitted = decision.selection();
        Counts counts = Counts.NONE;
        List<Refusal> refusals = new ArrayList<>();
        Selection batch = new Selection();
        int bytes = 0;
        for (int i = 0; i < admitted.count(); i++) {
            int document = admitted.get(i);
            boolean full = batch.count() == batchSize || bytes + encoded.bytes(document) > BatchWriter.MAX_BATCH_BYTES;
            if (full && batch.count() > 0) {
                counts = counts.plus(send(encoded, batch, refusals));
                batch.clear();
                bytes = 0;
            }
            batch.add(document);
            bytes += encoded.bytes(document);
        }
        if (batch.count() > 0) {
            counts = counts.plus(send(encoded, batch, refusals));
        }
        return new Written(
                decision,
                counts,
                refusals.stream()
                        .map(refusal -> gate.reject(refusal, encoded.document(refusal.document())))
                        .toList(),
                refusals.stream()
                        .map(refusal -> gate.refused(
                                refusal, encoded, decision.decided().firstLine()))
                        .toList());
    }

    private Counts send(EncodedChunk encoded, Selection batch, List<Refusal> refusals) {
        BatchResult result = writer.write(encoded, batch);
        refusals.addAll(taken(result.refusals(), encoded::document));
        return result.counts();
    }

    /** Writes one that was contested, as its turn has come. */
    BatchResult write(Contested contested) {
        BatchResult result = writer.write(contested.document(), contested);
        return result.with(taken(result.refusals(), document -> contested.document()));
    }

    /** In a collection that was empty the order knows every key. */
    private List<Refusal> taken(List<Refusal> refusals, IntFunction<RawBsonDocument> documents) {
        return refusals.isEmpty() || target.startsEmpty()
                ? refusals
                : TakenKeys.first(target, hasher, refusals, documents, List.of(), null);
    }

    @Override
    public void close() {
        writer.close();
    }
}
