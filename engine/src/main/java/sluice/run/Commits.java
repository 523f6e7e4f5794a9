package sluice.run;

import java.util.function.Function;
import sluice.gate.ChunkResult;
import sluice.gate.Contested;
import sluice.sink.BatchResult;

/** Commits what one worker has done. */
final class Commits {
    private final Function<CollectionTask, Function<Contested, BatchResult>> insert;
    private final CollectionTask.CommitListener listener;

    /**
     * Commits.
     *
     * @param insert how a contested record is written to a collection once its turn has come
     * @param listener hears of each chunk that is committed
     */
    Commits(Function<CollectionTask, Function<Contested, BatchResult>> insert, CollectionTask.CommitListener listener) {
        this.insert = insert;
        this.listener = listener;
    }

    /** Commits a chunk that is done, as soon as all before it are. */
    void commit(SourceTask source, long ticket, ChunkResult result) {
        CollectionTask collection = source.collection();
        collection.commit(ticket, source, result, insert.apply(collection), listener);
    }

    /** Commits a chunk whose statements have all gone through the lanes. */
    void commit(PendingChunk pending) {
        ChunkResult result = pending.result();
        CollectionTask collection = pending.source().collection();
        collection.meter().done(result.records(), result.rejects().size());
        collection.meter().read(pending.bytes());
        commit(pending.source(), pending.ticket(), result);
    }
}
