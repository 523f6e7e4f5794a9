package sluice.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Recorder;
import sluice.bson.DocumentEncoder;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.csv.Chunk;
import sluice.reject.Reject;
import sluice.sink.BatchResult;
import sluice.sink.BatchWriter;
import sluice.sink.Server;

/**
 * What one worker does with a chunk: parse, encode, write. Plain single-threaded code; each worker has its own, with its
 * own buffers.
 */
final class ChunkLoader implements AutoCloseable {
    private final Server server;
    private final String database;
    private final int batchSize;
    private final Recorder latency;
    private final EncodedChunk encoded = new EncodedChunk();
    private final Map<SourceTask, DocumentEncoder> encoders = new HashMap<>();
    private final Map<CollectionTask, BatchWriter> writers = new HashMap<>();

    ChunkLoader(Server server, String database, int batchSize, Recorder latency) {
        this.server = server;
        this.database = database;
        this.batchSize = batchSize;
        this.latency = latency;
    }

    ChunkResult load(SourceTask task, Chunk chunk) {
        encoders.computeIfAbsent(
                        task,
                        key -> new DocumentEncoder(
                                key.layout(), key.ids(), key.collection().plan().dialect(), new KeyHasher(0)))
                .encode(chunk, encoded);
        LoadProgress.Meter meter = task.collection().meter();
        meter.done(encoded.rejects().size(), encoded.rejects().size());
        List<Reject> rejects = new ArrayList<>(encoded.rejects());
        BatchWriter writer = writers.computeIfAbsent(task.collection(), this::writer);
        long inserted = 0;
        long alreadyThere = 0;
        int from = 0;
        while (from < encoded.count()) {
            int to = batchEnd(from);
            long start = System.nanoTime();
            BatchResult result = writer.write(encoded, from, to);
            latency.recordValue((System.nanoTime() - start) / 1000);
            inserted += result.inserted();
            alreadyThere += result.alreadyThere();
            rejects.addAll(result.rejects());
            meter.done(to - from, result.rejects().size());
            meter.read(encoded.sourceEnd(to) - encoded.sourceEnd(from));
            from = to;
        }
        rejects.sort(Comparator.comparingLong(Reject::offset));
        meter.read(chunk.bytes().length - encoded.sourceEnd(encoded.count()));
        return new ChunkResult(chunk.end(), encoded.records(), inserted, alreadyThere, rejects);
    }

    private BatchWriter writer(CollectionTask task) {
        return new BatchWriter(server, database, task.plan().name(), task.plan().id() == null);
    }

    /**
     * As many documents as fit into one write command, and at least one. What is left of the chunk goes into batches of
     * about the same size: a last one of a few documents would wait for the journal like any other.
     */
    private int batchEnd(int from) {
        int left = encoded.count() - from;
        int batches = (left + batchSize - 1) / batchSize;
        int to = from + (left + batches - 1) / batches;
        while (to > from + 1 && encoded.bytes(from, to) > BatchWriter.MAX_BATCH_BYTES) {
            to = from + (to - from + 1) / 2;
        }
        return to;
    }

    @Override
    public void close() {
        writers.values().forEach(BatchWriter::close);
    }
}
