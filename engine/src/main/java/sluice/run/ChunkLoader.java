package sluice.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Recorder;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentEncoder;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.bson.StatementForm;
import sluice.bson.Statements;
import sluice.csv.Chunk;
import sluice.gate.ChunkResult;
import sluice.gate.Contested;
import sluice.gate.Gate;
import sluice.gate.ParentKeys;
import sluice.gate.Taken;
import sluice.journal.KnownRejects.KnownReject;
import sluice.plan.Blank;
import sluice.plan.CollectionPlan;
import sluice.plan.Reference;
import sluice.plan.WriteMode;
import sluice.reject.Reject;
import sluice.reject.RejectCode;
import sluice.server.Server;
import sluice.sink.BatchResult;
import sluice.sink.BatchWriter;
import sluice.sink.LaneBatch;
import sluice.sink.LaneResult;
import sluice.sink.LaneWriter;
import sluice.sink.Outcome;
import sluice.sink.Refusal;
import sluice.sink.WriteForm;
import sluice.sink.WriteForm.Trait;
import sluice.target.KeyText;
import sluice.target.Target;
import sluice.workers.Counts;
import sluice.workers.LoadProgress;
import sluice.workers.Pressure;
import sluice.workers.Throttle;

/**
 * What one worker does: parse and encode a chunk, look at its references, pass the gate, write. Plain single-threaded code;
 * each worker has its own, with its own buffers.
 */
final class ChunkLoader implements AutoCloseable {
    /** The share of a batch's documents that must be there already for the next one to be looked up first. */
    private static final double MANY_DUPLICATES = 0.1;

    private final Context context;
    private final KeyHasher hasher;
    private final EncodedChunk encoded = new EncodedChunk();
    private final Selection admitted = new Selection();
    private final Selection batch = new Selection();
    private final Map<SourceTask, DocumentEncoder> encoders = new HashMap<>();
    private final Map<CollectionTask, BatchWriter> writers = new HashMap<>();
    private final Set<CollectionTask> looksFirst = new HashSet<>();
    private final Map<CollectionTask, LaneWriter> laneWriters = new HashMap<>();

    /**
     * What all workers share.
     *
     * @param keySeed the seed of all hashes of keys
     * @param latency of write commands, in microseconds
     * @param throttle lets no more through than the user allows
     * @param pressure lets no more through than the server stands
     * @param parents reads the keys that a collection's references may have
     * @param committed hears of each chunk that is committed
     * @param overBudget hears of a collection whose keys don't fit into memory
     */
    record Context(
            Server server,
            String database,
            long keySeed,
            Recorder latency,
            Throttle throttle,
            Pressure pressure,
            Parents parents,
            CollectionTask.CommitListener committed,
            Consumer<CollectionTask> overBudget) {}

    /** Reads the keys that references may have. */
    interface Parents {
        /** The keys by the group of the child's layout. */
        Map<Integer, ParentKeys> read(CollectionTask child, KeyHasher hasher);
    }

    ChunkLoader(Context context) {
        this.context = context;
        hasher = new KeyHasher(context.keySeed);
    }

    /** Loads a chunk, or hands its statements to the lanes. */
    void load(Schedule.ChunkWork work) {
        SourceTask source = work.task();
        CollectionTask task = source.collection();
        task.meter().taken();
        Chunk chunk = work.chunk();
        encoders.computeIfAbsent(
                        source,
                        key -> new DocumentEncoder(
                                key.layout(), key.ids(), task.plan().dialect(), hasher))
                .encode(chunk, encoded);
        if (work.known()) {
            admitAgain(work);
            return;
        }
        List<Reject> rejects = new ArrayList<>(encoded.rejects());
        boolean[] orphans = orphans(source, rejects);
        admitted.clear();
        if (task.lanes() != null) {
            handOver(work, rejects, orphans);
        } else if (task.gate().admission().constraints().isEmpty()) {
            selectAll(orphans);
            write(work, rejects, List.of(), 0, 0);
        } else {
            admit(work, rejects, orphans);
        }
    }

    /** Takes note of the keys of a chunk that an earlier try of the operation has loaded. */
    private void admitAgain(Schedule.ChunkWork work) {
        SourceTask source = work.task();
        CollectionTask task = source.collection();
        Gate gate = task.gate();
        gate.await(work.ticket());
        long lastLine = 0;
        if (task.lanes() == null) {
            Map<Long, KnownReject> known =
                    source.knownRejects().before(work.chunk().end());
            if (gate.admitAgain(source.label(), encoded, known, source.passedOver())) {
                lastLine = gate.lastLine(encoded);
            } else {
                gate.awaitCommitted(work.ticket());
                task.buildUniqueIndexes();
                task.openLanes();
                context.overBudget.accept(task);
            }
        }
        gate.pass();
        task.meter().done(encoded.records(), 0);
        task.meter().read(work.chunk().bytes().length);
        commit(
                source,
                work.ticket(),
                ChunkResult.known(source.label(), work.chunk().end(), encoded.nextLine(), lastLine));
    }

    private void selectAll(boolean[] orphans) {
        for (int i = 0; i < encoded.count(); i++) {
            if (!orphans[i]) {
                admitted.add(i);
            }
        }
    }

    private boolean[] orphans(SourceTask source, List<Reject> rejects) {
        boolean[] orphans = new boolean[encoded.count()];
        CollectionTask task = source.collection();
        List<Reference> references = task.plan().write().references();
        if (references.isEmpty() || !task.plan().mode().writesDocuments()) {
            return orphans;
        }
        Map<Integer, ParentKeys> parents = task.parentKeys(() -> context.parents.read(task, hasher));
        int group = task.target().keyGroups();
        for (Reference reference : references) {
            boolean[] lost = new boolean[encoded.count()];
            String field = task.plan().field(reference.column());
            ParentKeys keys = parents.get(group);
            if (keys != null) {
                keys.markOrphans(encoded, group, field, hasher, lost);
            }
            for (int i = 0; i < lost.length; i++) {
                if (lost[i] && !orphans[i]) {
                    orphans[i] = true;
                    String key = KeyText.of(encoded.document(i), List.of(field));
                    rejects.add(encoded.reject(
                            i,
                            RejectCode.ORPHAN,
                            reference.column(),
                            "refers to " + key + ", which " + reference.collection() + " doesn't have",
                            0,
                            null));
                }
            }
            group++;
        }
        return orphans;
    }

    private void admit(Schedule.ChunkWork work, List<Reject> rejects, boolean[] orphans) {
        CollectionTask task = work.task().collection();
        Gate gate = task.gate();
        gate.await(work.ticket());
        if (task.lanes() == null) {
            Gate.Verdict verdict = gate.admit(work.task().label(), encoded, orphans, admitted);
            if (verdict != null) {
                gate.pass();
                rejects.addAll(verdict.rejects());
                write(work, rejects, verdict.contested(), verdict.firstLine(), verdict.lastLine());
                return;
            }
            gate.awaitCommitted(work.ticket());
            task.buildUniqueIndexes();
            task.openLanes();
            context.overBudget.accept(task);
        }
        handOver(work, rejects, orphans);
    }

    /** Parts the documents into lanes. Whoever comes here without having waited waits for its turn. */
    private void handOver(Schedule.ChunkWork work, List<Reject> rejects, boolean[] orphans) {
        SourceTask source = work.task();
        CollectionTask task = source.collection();
        Lanes lanes = Objects.requireNonNull(task.lanes());
        if (task.gate().admission().constraints().isEmpty()) {
            selectAll(orphans);
        } else {
            rejects.addAll(task.gate().look(source.label(), encoded, orphans, admitted));
        }
        @Nullable Statements[] pieces = new Statements[lanes.count()];
        StatementForm form = form(source);
        for (int i = 0; i < admitted.count(); i++) {
            int document = admitted.get(i);
            int lane = pieces.length == 1 ? 0 : lanes.lane(encoded.hashHigh(document, 0));
            Statements piece = pieces[lane];
            if (piece == null) {
                piece = new Statements(form, work.chunk());
                pieces[lane] = piece;
            }
            piece.add(encoded, document);
        }
        PendingChunk pending = new PendingChunk(
                work.ticket(),
                source,
                work.chunk().offset(),
                work.chunk().end(),
                encoded.nextLine(),
                encoded.records(),
                rejects,
                admitted.count());
        task.gate().await(work.ticket());
        lanes.add(pending, pieces);
        task.gate().pass();
        if (admitted.count() == 0) {
            commit(pending);
        }
    }

    private static StatementForm form(SourceTask source) {
        Target target = source.collection().target();
        return new StatementForm(
                target.plan().mode(),
                target.keyFields(),
                source.ids(),
                target.plan().id() == null);
    }

    /** Writes a batch of a lane. */
    void write(Schedule.LaneWork work) {
        CollectionTask task = work.task();
        LaneBatch statements = work.work().batch();
        LaneWriter writer = laneWriters.computeIfAbsent(task, this::laneWriter);
        LaneResult result = timed(statements.count(), statements.bytes(), () -> writer.write(statements));
        Objects.requireNonNull(task.lanes()).limit(context.pressure.batchSize(), context.pressure.batchBytes());
        task.meter().uncertain(result.uncertain());
        List<Refusal> refusals = result.refusals();
        if (task.plan().mode() == WriteMode.INSERT && !refusals.isEmpty()) {
            List<Integer> inserted = IntStream.range(0, statements.count())
                    .filter(i -> result.outcomes().get(i) == Outcome.INSERTED)
                    .boxed()
                    .toList();
            refusals = Taken.first(task.target(), hasher, refusals, statements::statement, inserted, task.earlier());
        }
        // Not before: the next batch may insert what was not there when this one was refused.
        Objects.requireNonNull(task.lanes()).release(work.work().lane());
        int from = 0;
        for (Lanes.Part part : work.work().parts()) {
            int to = from + part.statements();
            List<Outcome> outcomes = result.outcomes().subList(from, to);
            List<Reject> rejects = new ArrayList<>();
            for (Refusal refusal : refusals) {
                if (refusal.document() >= from && refusal.document() < to) {
                    rejects.add(task.target().recoded(refusal));
                }
            }
            if (part.chunk().done(part.statements(), Counts.of(outcomes), rejects)) {
                commit(part.chunk());
            }
            from = to;
        }
    }

    private LaneWriter laneWriter(CollectionTask task) {
        Target target = task.target();
        CollectionPlan plan = target.plan();
        WriteForm form = WriteForm.of(plan.mode(), target.keyFields())
                .with(Trait.GENERATED_IDS, plan.id() == null)
                .with(Trait.FOLDED_REPEATS, target.fold() && (plan.mode() != WriteMode.MERGE || !omitsFields(plan)))
                // By a collation two keys may be one: what was read before the batch says nothing of them.
                .with(Trait.EQUAL_LEFT_OUT, plan.write().ifChanged() && !target.ordered())
                .with(Trait.TRIED_BEFORE, task.earlier() != null);
        return new LaneWriter(context.server.writing(context.database), plan.name(), form, hasher);
    }

    /** Whether the records of a key may set different fields. */
    private static boolean omitsFields(CollectionPlan plan) {
        return plan.shape().cells().blank() == Blank.OMIT
                || plan.columns().values().stream()
                        .anyMatch(column -> column.cells().blank() == Blank.OMIT);
    }

    private void commit(PendingChunk pending) {
        CollectionTask task = pending.source().collection();
        ChunkResult result = pending.result();
        task.meter().done(result.records(), result.rejects().size());
        task.meter().read(pending.bytes());
        commit(pending.source(), pending.ticket(), result);
    }

    /** Writes the admitted documents and commits the chunk. */
    private void write(
            Schedule.ChunkWork work, List<Reject> rejects, List<Contested> contested, long firstLine, long lastLine) {
        SourceTask source = work.task();
        CollectionTask task = source.collection();
        LoadProgress.Meter meter = task.meter();
        meter.done(encoded.records() - admitted.count() - contested.size(), rejects.size());
        BatchWriter writer = writers.computeIfAbsent(task, this::writer);
        Counts counts = Counts.NONE;
        List<ChunkResult.Refused> refused = new ArrayList<>();
        int from = 0;
        int read = 0;
        while (from < admitted.count()) {
            int to = fillBatch(from);
            BatchResult result = write(task, writer);
            counts = counts.plus(Counts.of(result));
            for (Refusal refusal : result.refusals()) {
                int document = refusal.document();
                rejects.add(task.gate().reject(refusal, encoded.document(document)));
                refused.add(new ChunkResult.Refused(
                        task.gate().admission().hashes(encoded, document),
                        firstLine + encoded.line(document),
                        task.gate().existing(refusal)));
            }
            meter.done(to - from, result.refusals().size());
            int end = encoded.sourceEnd(admitted.get(to - 1) + 1);
            meter.read(end - read);
            read = end;
            from = to;
        }
        rejects.sort(Comparator.comparingLong(Reject::offset));
        meter.done(contested.size(), 0);
        meter.read(work.chunk().bytes().length - read);
        commit(
                source,
                work.ticket(),
                new ChunkResult(
                        source.label(),
                        false,
                        work.chunk().end(),
                        encoded.nextLine(),
                        encoded.records(),
                        counts,
                        rejects,
                        refused,
                        contested,
                        lastLine));
    }

    /**
     * Writes the batch. Where most of the last one was in the collection already, keys are looked up first.
     *
     * <p>Hot path: the server tells of a duplicate only after it has tried the whole batch one by one; a look-up of 500
     * keys costs a fifth of that, and on a replica set much less.
     */
    private BatchResult write(CollectionTask task, BatchWriter writer) {
        int size = batch.count();
        List<Refusal> refusals = new ArrayList<>();
        if (looksFirst.contains(task)) {
            refusals.addAll(Taken.look(task.target(), hasher, encoded, batch, task.earlier()));
            Set<Integer> there = refusals.stream().map(Refusal::document).collect(Collectors.toSet());
            batch.removeIf(there::contains);
        }
        BatchResult result = batch.count() == 0
                ? BatchResult.NOTHING
                : timed(batch.count(), batchBytes(), () -> writer.write(encoded, batch));
        task.meter().uncertain(result.uncertain());
        refusals.addAll(taken(task, result.refusals(), encoded::document));
        long duplicates = refusals.stream()
                .filter(refusal -> task.gate().existing(refusal) >= 0)
                .count();
        if (duplicates > size * MANY_DUPLICATES) {
            looksFirst.add(task);
        } else {
            looksFirst.remove(task);
        }
        return result.with(refusals);
    }

    private void commit(SourceTask source, long ticket, ChunkResult result) {
        CollectionTask task = source.collection();
        task.commit(ticket, source, result, contested -> insert(task, contested), context.committed);
    }

    private BatchResult insert(CollectionTask task, Contested contested) {
        BatchWriter writer = writers.computeIfAbsent(task, this::writer);
        BatchResult result = timed(
                1,
                contested.document().getByteBuffer().remaining(),
                () -> writer.write(contested.document(), contested));
        task.meter().uncertain(result.uncertain());
        return result.with(taken(task, result.refusals(), document -> contested.document()));
    }

    /** In a collection that was empty admission knows every key. */
    private List<Refusal> taken(CollectionTask task, List<Refusal> refusals, IntFunction<RawBsonDocument> documents) {
        return refusals.isEmpty() || task.target().startsEmpty()
                ? refusals
                : Taken.first(task.target(), hasher, refusals, documents, List.of(), task.earlier());
    }

    private <T> T timed(int documents, long bytes, Supplier<T> write) {
        context.throttle.await(documents, bytes);
        context.pressure.enter();
        try {
            long start = System.nanoTime();
            T result = write.get();
            long nanos = System.nanoTime() - start;
            context.latency.recordValue(nanos / 1000);
            context.pressure.replied(nanos, bytes);
            return result;
        } finally {
            context.pressure.leave();
        }
    }

    private long batchBytes() {
        long bytes = 0;
        for (int i = 0; i < batch.count(); i++) {
            bytes += encoded.bytes(batch.get(i));
        }
        return bytes;
    }

    private BatchWriter writer(CollectionTask task) {
        WriteForm form = WriteForm.of(WriteMode.INSERT, List.of())
                .with(Trait.GENERATED_IDS, task.plan().id() == null)
                .with(Trait.TRIED_BEFORE, task.earlier() != null);
        return new BatchWriter(
                context.server.writing(context.database), task.plan().name(), form);
    }

    /**
     * Takes as many documents as fit into one write command, and at least one. What is left of the chunk goes into batches
     * of about the same size: a last one of a few documents would wait for the journal like any other.
     */
    private int fillBatch(int from) {
        int left = admitted.count() - from;
        int batchSize = context.pressure.batchSize();
        int batchBytes = context.pressure.batchBytes();
        int batches = (left + batchSize - 1) / batchSize;
        int most = from + (left + batches - 1) / batches;
        batch.clear();
        int bytes = 0;
        int to = from;
        while (to < most && (to == from || bytes + encoded.bytes(admitted.get(to)) <= batchBytes)) {
            bytes += encoded.bytes(admitted.get(to));
            batch.add(admitted.get(to++));
        }
        return to;
    }

    @Override
    public void close() {
        writers.values().forEach(BatchWriter::close);
        laneWriters.values().forEach(LaneWriter::close);
    }
}
