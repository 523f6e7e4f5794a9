package sluice.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.bson.DocumentEncoder;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.outcome.Reject;

/**
 * What one worker does with a chunk: parse, encode, look at its references, and take the way that its collection needs.
 * Plain single-threaded code; each worker has its own, with its own buffers.
 */
final class ChunkLoader implements AutoCloseable {
    private final KeyHasher hasher;
    private final References references;
    private final BatchInserter inserter;
    private final FreeInsert free;
    private final OrderedInsert ordered;
    private final LaneWay lanes;
    private final KnownChunk known;
    private final EncodedChunk encoded = new EncodedChunk();
    private final Map<SourceTask, DocumentEncoder> encoders = new HashMap<>();

    ChunkLoader(RunContext context) {
        hasher = new KeyHasher(context.keySeed());
        references = new References(context.parents(), hasher);
        inserter = new BatchInserter(context, hasher);
        Commits commits =
                new Commits(collection -> contested -> inserter.insert(collection, contested), context.committed());
        lanes = new LaneWay(context, hasher, commits);
        free = new FreeInsert(inserter, commits);
        ordered = new OrderedInsert(inserter, commits, lanes, context.keysGiveWay());
        known = new KnownChunk(commits, context.keysGiveWay());
    }

    /** Loads a chunk, or hands its statements to the lanes. */
    void load(Schedule.ChunkWork work) {
        SourceTask source = work.task();
        CollectionTask collection = source.collection();
        collection.meter().taken();
        encoders.computeIfAbsent(source, this::encoder).encode(work.chunk(), encoded);
        List<Reject> rejects = new ArrayList<>(encoded.rejects());
        boolean[] orphans = work.known() ? new boolean[0] : references.orphans(collection, encoded, rejects);
        way(work).take(new EncodedWork(source, work.ticket(), work.chunk(), encoded, rejects, orphans));
    }

    private Way way(Schedule.ChunkWork work) {
        CollectionTask collection = work.task().collection();
        if (work.known()) {
            return known;
        }
        if (collection.lanes() != null) {
            return lanes;
        }
        return collection.gate().decides() ? ordered : free;
    }

    private DocumentEncoder encoder(SourceTask source) {
        return new DocumentEncoder(
                source.layout(), source.ids(), source.job().format().parser(), hasher);
    }

    /** Writes a batch of a lane. */
    void write(Schedule.LaneWork work) {
        lanes.write(work.task(), work.work());
    }

    @Override
    public void close() {
        inserter.close();
        lanes.close();
    }
}
