package sluice.stages;

import java.util.List;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.KeyHasher;
import sluice.gate.SourceLabel;
import sluice.job.Layouts;
import sluice.job.SourceJob;
import sluice.target.Target;

/** One source of a {@link StagedCollection}. Thread-safe. */
public final class StagedSource {
    private final SourceLabel label;
    private final SourceJob job;
    private final Target target;
    private final DocumentIds ids;
    private final long keySeed;

    StagedSource(int number, SourceJob job, Target target, DocumentIds ids, long keySeed) {
        label = new SourceLabel(number, job.source().name());
        this.job = job;
        this.target = target;
        this.ids = ids;
        this.keySeed = keySeed;
    }

    /** Its name, as messages show it. */
    public String name() {
        return label.name();
    }

    /** Its columns, in the order of the fields. */
    public List<String> columns() {
        return job.header().names();
    }

    /**
     * Opens it at its first record; a source that can be read only once can be opened only once.
     *
     * @throws sluice.error.SluiceException of category {@code SOURCE} if it can't be read, or its header has changed
     */
    public ChunkReader open() {
        return new ChunkReader(job.open(target.plan()));
    }

    /** An encoder for one thread. */
    public ChunkEncoder encoder() {
        return new ChunkEncoder(
                this,
                new DocumentEncoder(
                        Layouts.of(target.plan(), job.header(), name(), target.groups(job.header())),
                        ids,
                        job.format().parser(),
                        new KeyHasher(keySeed)));
    }

    SourceLabel label() {
        return label;
    }

    /** The byte at which its records start. */
    long start() {
        return job.header().end();
    }
}
