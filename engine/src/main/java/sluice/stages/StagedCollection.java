package sluice.stages;

import java.util.List;
import sluice.bson.KeyHasher;
import sluice.gate.Gate;
import sluice.plan.WriteMode;
import sluice.server.Server;
import sluice.sink.BatchWriter;
import sluice.sink.WriteForm;
import sluice.sink.WriteForm.Trait;
import sluice.target.Target;

/** One collection of a {@link StagedLoad}. Thread-safe, but for {@link #finish()}. */
public final class StagedCollection {
    private final Server server;
    private final String database;
    private final Target target;
    private final List<StagedSource> sources;
    private final Gate gate;
    private final FileOrder order;
    private final long keySeed;
    private final int batchSize;

    StagedCollection(
            Server server,
            String database,
            Target target,
            List<StagedSource> sources,
            Gate gate,
            FileOrder order,
            long keySeed,
            int batchSize) {
        this.server = server;
        this.database = database;
        this.target = target;
        this.sources = List.copyOf(sources);
        this.gate = gate;
        this.order = order;
        this.keySeed = keySeed;
        this.batchSize = batchSize;
    }

    /** Its name. */
    public String name() {
        return target.plan().name();
    }

    /** Its sources in plan order: the order in which their chunks are decided on and settled. */
    public List<StagedSource> sources() {
        return sources;
    }

    /** The one place at which its chunks pass in file order. */
    public FileOrder order() {
        return order;
    }

    /** A writer for one thread; close it. */
    public ChunkWriter writer() {
        return new ChunkWriter(
                new BatchWriter(
                        server.writing(database),
                        name(),
                        WriteForm.of(WriteMode.INSERT, List.of())
                                .with(Trait.GENERATED_IDS, target.plan().id() == null)),
                target,
                gate,
                new KeyHasher(keySeed),
                batchSize);
    }

    /**
     * Builds the indexes that come last, and looks up what was taken for a duplicate. Call it once, when every chunk is settled;
     * also if the load is given up, so that the collection is not left without its indexes.
     *
     * @return what is wrong, a sentence each; empty if nothing is
     * @throws sluice.error.SluiceException of category {@code SERVER} if the server refuses
     */
    public List<String> finish() {
        if (!target.last().isEmpty()) {
            target.collection().build(target.last());
        }
        return gate.checkDuplicates(target.collection());
    }

    void close() {
        gate.close();
    }
}
