package sluice.expected;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.admission.KeySet;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.bson.EncodedChunk;
import sluice.collection.StoredDocuments;
import sluice.gate.KeyMemoryException;
import sluice.job.CollectionJob;
import sluice.job.Layouts;
import sluice.job.SourceJob;
import sluice.journal.SourceId;
import sluice.plan.Blank;
import sluice.plan.CollectionPlan;
import sluice.plan.WriteMode;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.target.Target;
import sluice.workers.LoadProgress;
import sluice.workers.StoppedException;
import sluice.workers.WorkList;
import sluice.workers.Workers;

/** What one collection should hold, and what it holds. One thread at a time calls it. */
public final class ExpectedCollection {
    /** Parts for each worker, so that all end at about the same time. */
    private static final int PARTS_PER_WORKER = 4;

    private final int index;
    private final CollectionJob job;
    private final Target target;
    private final Expectation.Context context;
    private final List<ExpectedSource> sources = new ArrayList<>();
    private final Winners chosen;
    private final ExpectedParents parents;
    private final boolean foretold;
    private boolean complete;

    ExpectedCollection(
            int index,
            CollectionJob job,
            Target decided,
            Map<String, ExpectedCollection> earlier,
            Expectation.Context context) {
        this.index = index;
        this.job = job;
        this.context = context;
        foretold = job.plan().mode() != WriteMode.INSERT || !decided.ordered();
        target = foretold ? decided : withConstraints(decided, ownConstraints(job.plan()));
        chosen = new Winners(
                target,
                job.sources().size(),
                context.budget(),
                job.plan().mode() == WriteMode.MERGE && !setsAllFields(job));
        parents = new ExpectedParents(target, earlier, context);
        for (SourceJob source : job.sources()) {
            int number = sources.size();
            sources.add(new ExpectedSource(
                    number,
                    source,
                    Layouts.of(target.plan(), source.header(), source.source().name(), target.groups(source.header())),
                    // Without an operation the bytes that tell it are zero.
                    context.known() == null
                            ? new DocumentIds(0, 0)
                            : context.known().ids(new SourceId(index, number))));
        }
    }

    /** A source and what its records become. */
    record ExpectedSource(int number, SourceJob job, DocumentLayout layout, DocumentIds ids) {}

    /** Looks at documents. One thread at a time calls it, always the same one. */
    public interface Visitor {
        /** A document that the collection should hold; valid until the next one. */
        void expected(int source, EncodedChunk chunk, int document);

        /** A document that it holds. */
        void stored(RawBsonDocument document);
    }

    /** Looks at what becomes of records, before anything is written. One thread at a time calls it, always the same one. */
    interface Witness {
        /** A chunk that was encoded, with the records that were rejected on the way. */
        void encoded(int source, EncodedChunk chunk);

        /** A document of which a reference leads nowhere. */
        void orphan(int source, EncodedChunk chunk, int document);

        /** A document whose key, or value that must be unique, an earlier record has. */
        void duplicate(int source, EncodedChunk chunk, int document);
    }

    private static List<Constraint> ownConstraints(CollectionPlan plan) {
        Set<List<String>> fields = new LinkedHashSet<>();
        if (plan.id() != null) {
            fields.add(List.of("_id"));
        }
        if (!plan.key().isEmpty()) {
            fields.add(plan.keyFields());
        }
        List<Constraint> constraints = new ArrayList<>();
        fields.forEach(one -> constraints.add(new Constraint(constraints.size(), one)));
        return constraints;
    }

    private static Target withConstraints(Target target, List<Constraint> constraints) {
        return new Target(
                target.collection(),
                target.plan(),
                target.state(),
                constraints,
                target.ordered(),
                target.fold(),
                target.startsEmpty(),
                target.first(),
                target.last());
    }

    /** Whether every record of a key sets the same fields, so that the last one decides on all of them. */
    private static boolean setsAllFields(CollectionJob job) {
        CollectionPlan plan = job.plan();
        boolean omits = plan.shape().cells().blank() == Blank.OMIT
                || plan.columns().values().stream()
                        .anyMatch(column -> column.cells().blank() == Blank.OMIT);
        return !omits
                && job.sources().stream()
                                .map(source -> Set.copyOf(source.header().names()))
                                .distinct()
                                .count()
                        <= 1;
    }

    /** Its place in the plan. */
    public int index() {
        return index;
    }

    /** What goes into it; each column has a type. */
    public CollectionPlan plan() {
        return target.plan();
    }

    /** A source's name. */
    public String source(int source) {
        return sources.get(source).job().source().name();
    }

    /** The columns of all sources. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        sources.forEach(source -> columns.addAll(source.job().header().names()));
        return columns;
    }

    /** Whether all records that an index would refuse are known to be refused. */
    public boolean foretold() {
        return foretold || context.known() != null;
    }

    /** The fields that find a document; empty where nothing does but a generated {@code _id}. */
    public List<String> keyFields() {
        return target.keyFields();
    }

    /** The seed for hashes of keys, by which they can be compared with those of the encoded documents. */
    public long keySeed() {
        return context.keySeed();
    }

    /** The bytes of all sources, or -1 where one's size is not known. */
    long totalBytes() {
        return job.totalBytes();
    }

    /** Whether any record has a key. Not before {@link #choose}, or the first {@link #read}. */
    public boolean knows(long high, long low) {
        return chosen.knows(high, low);
    }

    /** Whether any record sets a field of the document that has a key. */
    public boolean knowsField(long high, long low, long[] name) {
        return chosen.knowsField(high, low, name);
    }

    /** Whether a document is the last one of its key. */
    public boolean isLast(int source, EncodedChunk chunk, int document) {
        return chosen.isHolder(
                chunk.hashHigh(document, 0), chunk.hashLow(document, 0), chosen.number(source, chunk, document));
    }

    /** Whether a document is the last one that sets a field. */
    public boolean setsField(int source, EncodedChunk chunk, int document, long[] name) {
        return chosen.setsField(
                chunk.hashHigh(document, 0), chunk.hashLow(document, 0), name, chosen.number(source, chunk, document));
    }

    /** The keys by one field that its records have; null where they aren't in memory. */
    @Nullable
    KeySet keysBy(String field) {
        return complete ? chosen.keysBy(field, target.keyFields()) : null;
    }

    /**
     * Decides which record of each key counts, where it takes a reading of its own: what is stored can be looked up
     * among the keys from then on.
     */
    public void choose(Consumer<LoadProgress> listener) {
        if (!complete && chosen.needed()) {
            LoadProgress.Meter meter = new LoadProgress.Meter(plan().name(), totalBytes());
            listener.accept(new LoadProgress(List.of(meter)));
            Workers pool = new Workers();
            try (ExpectedReader reader = reader(meter, true, pool::failed)) {
                pool.run(context.workers(), worker -> reader.work(null), reader::abandon);
            }
            Expectation.requireNotStopped(context.stop());
            meter.finish();
        }
        complete = true;
    }

    /**
     * Shows every document that there should be and every one that there is, each to one of the visitors, in any order.
     *
     * @return the visitors, for their results to be merged
     * @throws KeyMemoryException where the keys don't fit into memory
     * @throws SourceException where a source can't be read
     * @throws ServerException where the server fails
     * @throws StoppedException where the user stopped it
     */
    public <V extends Visitor> List<V> read(Supplier<V> visitors, Consumer<LoadProgress> listener) {
        if (plan().mode().byKey()) {
            choose(listener);
        }
        LoadProgress.Meter files = new LoadProgress.Meter(plan().name() + ", files", totalBytes());
        LoadProgress.Meter stored = new LoadProgress.Meter(plan().name() + ", stored", -1);
        StoredDocuments documents = new StoredDocuments(context.server(), context.database(), plan().name());
        WorkList<StoredDocuments.Part> parts = new WorkList<>(parts(documents));
        List<V> all = new ArrayList<>();
        for (int i = 0; i < context.workers(); i++) {
            all.add(visitors.get());
        }
        listener.accept(new LoadProgress(List.of(files, stored)));
        Workers pool = new Workers();
        try (ExpectedReader reader = reader(files, !complete && chosen.needed(), pool::failed)) {
            pool.run(
                    context.workers(),
                    worker -> {
                        V visitor = all.get(worker);
                        // Half of the workers begin with each side, and help the other half then.
                        if (worker % 2 == 0) {
                            readStored(documents, parts, visitor, stored, pool);
                        }
                        if (plan().mode().writesDocuments()) {
                            reader.work(visitor);
                        }
                        readStored(documents, parts, visitor, stored, pool);
                    },
                    reader::abandon);
        }
        Expectation.requireNotStopped(context.stop());
        complete = true;
        files.finish();
        stored.finish();
        return all;
    }

    /**
     * Shows what becomes of every record, each to one of the witnesses, in any order. Only the files are read; of the
     * collection, what it is and what references ask for.
     *
     * @return the witnesses, for their results to be merged
     * @throws KeyMemoryException where the keys don't fit into memory
     * @throws SourceException where a source can't be read
     */
    <W extends Witness> List<W> rehearse(Supplier<W> witnesses, Consumer<LoadProgress> listener) {
        LoadProgress.Meter meter = new LoadProgress.Meter(plan().name(), totalBytes());
        List<W> all = Stream.generate(witnesses).limit(context.workers()).toList();
        listener.accept(new LoadProgress(List.of(meter)));
        Workers pool = new Workers();
        try (ExpectedReader reader = reader(meter, chosen.needed(), pool::failed)) {
            pool.run(context.workers(), worker -> reader.rehearse(all.get(worker)), reader::abandon);
        }
        Expectation.requireNotStopped(context.stop());
        complete = true;
        meter.finish();
        return all;
    }

    /** How it is written to. */
    Target target() {
        return target;
    }

    /** What goes into it. */
    CollectionJob job() {
        return job;
    }

    private ExpectedReader reader(LoadProgress.Meter meter, boolean choosing, BooleanSupplier failed) {
        return new ExpectedReader(index, plan(), sources, chosen, parents, choosing, context, meter, failed);
    }

    private List<StoredDocuments.Part> parts(StoredDocuments documents) {
        boolean generated = plan().mode() == WriteMode.INSERT && plan().id() == null;
        if (context.known() == null || !generated) {
            return documents.parts(context.workers() * PARTS_PER_WORKER);
        }
        List<StoredDocuments.Part> parts = new ArrayList<>();
        for (ExpectedSource source : sources) {
            long size = source.job().source().size();
            int count = size < 0 ? 1 : context.workers();
            long step = Math.max(1, size / count);
            for (int i = 0; i < count; i++) {
                ObjectId from = id(source.ids(), i * step);
                ObjectId to = id(source.ids(), i == count - 1 ? DocumentIds.OFFSET_LIMIT : (i + 1) * step);
                parts.add(StoredDocuments.between(from, to));
            }
        }
        return parts;
    }

    private static ObjectId id(DocumentIds ids, long offset) {
        ByteBuffer bytes = ByteBuffer.allocate(12);
        // The offset after the last one carries over into the fingerprint.
        long rest = ((long) (ids.fingerprint() & 0xffffff) << 40) + offset;
        bytes.putInt(ids.startSeconds()).putLong(rest).flip();
        return new ObjectId(bytes);
    }

    private <V extends Visitor> void readStored(
            StoredDocuments documents,
            WorkList<StoredDocuments.Part> parts,
            V visitor,
            LoadProgress.Meter meter,
            Workers pool) {
        for (StoredDocuments.Part part = parts.next(); part != null; part = parts.next()) {
            meter.taken();
            documents.read(
                    part,
                    document -> {
                        visitor.stored(document);
                        meter.done(1, 0);
                        meter.read(document.getByteBuffer().remaining());
                    },
                    () -> context.stop().requested() || pool.failed());
        }
    }
}
