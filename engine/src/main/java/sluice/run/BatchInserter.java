package sluice.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.gate.ChunkResult;
import sluice.gate.Contested;
import sluice.gate.Gate;
import sluice.gate.TakenKeys;
import sluice.outcome.Counts;
import sluice.outcome.Reject;
import sluice.plan.WriteMode;
import sluice.sink.BatchResult;
import sluice.sink.BatchWriter;
import sluice.sink.Refusal;
import sluice.sink.WriteForm;
import sluice.sink.WriteForm.Trait;
import sluice.workers.LoadProgress;

/** Inserts the documents of a chunk in batches. Belongs to one worker, with a writer for each collection. */
final class BatchInserter implements AutoCloseable {
    /** If more than this share of a batch's documents was there already, the keys of the next batch are looked up first. */
    private static final double MANY_DUPLICATES = 0.1;

    private final RunContext context;
    private final KeyHasher hasher;
    private final Selection batch = new Selection();
    private final Map<CollectionTask, BatchWriter> writers = new HashMap<>();
    private final Set<CollectionTask> looksFirst = new HashSet<>();

    BatchInserter(RunContext context, KeyHasher hasher) {
        this.context = context;
        this.hasher = hasher;
    }

    /**
     * Inserts documents.
     *
     * @param documents which of the chunk's
     * @param decided what the gate has decided on the chunk
     */
    ChunkResult insert(EncodedWork work, Selection documents, Gate.Admitted decided) {
        EncodedChunk encoded = work.encoded();
        CollectionTask collection = work.collection();
        LoadProgress.Meter meter = collection.meter();
        List<Reject> rejects = work.rejects();
        meter.done(encoded.records() - documents.count() - decided.contested().size(), rejects.size());
        Counts counts = Counts.NONE;
        List<ChunkResult.Refused> refused = new ArrayList<>();
        int from = 0;
        int read = 0;
        while (from < documents.count()) {
            int to = fillBatch(encoded, documents, from);
            BatchResult result = write(collection, encoded);
            counts = counts.plus(result.counts());
            for (Refusal refusal : result.refusals()) {
                int document = refusal.document();
                rejects.add(collection.gate().reject(refusal, encoded.document(document)));
                refused.add(collection.gate().refused(refusal, encoded, decided.firstLine()));
            }
            meter.done(to - from, result.refusals().size());
            int end = encoded.sourceEnd(documents.get(to - 1) + 1);
            meter.read(end - read);
            read = end;
            from = to;
        }
        rejects.sort(Comparator.comparingLong(Reject::offset));
        meter.done(decided.contested().size(), 0);
        meter.read(work.chunk().sourceLength() - read);
        return new ChunkResult(
                work.source().label(),
                false,
                work.chunk().end(),
                encoded.nextLine(),
                encoded.records(),
                encoded.recovered(),
                counts,
                rejects,
                refused,
                decided.contested(),
                decided.lastLine());
    }

    /** Inserts a contested record whose turn has come. */
    BatchResult insert(CollectionTask collection, Contested contested) {
        BatchWriter writer = writers.computeIfAbsent(collection, this::writer);
        BatchResult result = context.pacing()
                .send(
                        1,
                        contested.document().getByteBuffer().remaining(),
                        () -> writer.write(contested.document(), contested));
        collection.meter().uncertain(result.uncertain());
        return result.with(taken(collection, result.refusals(), document -> contested.document()));
    }

    /**
     * Takes as many documents as fit into one write command, and at least one. The rest of the chunk goes into batches of about
     * the same size: a last one of a few documents would wait for the journal like any other.
     */
    private int fillBatch(EncodedChunk encoded, Selection documents, int from) {
        int left = documents.count() - from;
        int batchSize = context.pacing().batchSize();
        int batchBytes = context.pacing().batchBytes();
        int batches = (left + batchSize - 1) / batchSize;
        int most = from + (left + batches - 1) / batches;
        batch.clear();
        int bytes = 0;
        int to = from;
        while (to < most && (to == from || bytes + encoded.bytes(documents.get(to)) <= batchBytes)) {
            bytes += encoded.bytes(documents.get(to));
            batch.add(documents.get(to++));
        }
        return to;
    }

    /**
     * Writes the batch. If many of the last one were in the collection already, keys are looked up first.
     *
     * <p>Hot path: the server tells of a duplicate only after it has tried the whole batch one by one; a look-up of 500
     * keys costs a fifth of that, and on a replica set much less.
     */
    private BatchResult write(CollectionTask collection, EncodedChunk encoded) {
        int size = batch.count();
        List<Refusal> refusals = new ArrayList<>();
        if (looksFirst.contains(collection)) {
            refusals.addAll(TakenKeys.look(collection.target(), hasher, encoded, batch, collection.earlier()));
            Set<Integer> there = refusals.stream().map(Refusal::document).collect(Collectors.toSet());
            batch.removeIf(there::contains);
        }
        BatchResult result = batch.count() == 0 ? BatchResult.NOTHING : send(collection, encoded);
        collection.meter().uncertain(result.uncertain());
        refusals.addAll(taken(collection, result.refusals(), encoded::document));
        long duplicates = refusals.stream()
                .filter(refusal -> collection.gate().existing(refusal) != null)
                .count();
        if (duplicates > size * MANY_DUPLICATES) {
            looksFirst.add(collection);
        } else {
            looksFirst.remove(collection);
        }
        return result.with(refusals);
    }

    private BatchResult send(CollectionTask collection, EncodedChunk encoded) {
        BatchWriter writer = writers.computeIfAbsent(collection, this::writer);
        long bytes = 0;
        for (int i = 0; i < batch.count(); i++) {
            bytes += encoded.bytes(batch.get(i));
        }
        return context.pacing().send(batch.count(), bytes, () -> writer.write(encoded, batch));
    }

    /** If the collection was empty, admission knows every key. */
    private List<Refusal> taken(
            CollectionTask collection, List<Refusal> refusals, IntFunction<RawBsonDocument> documents) {
        return refusals.isEmpty() || collection.target().startsEmpty()
                ? refusals
                : TakenKeys.first(collection.target(), hasher, refusals, documents, List.of(), collection.earlier());
    }

    private BatchWriter writer(CollectionTask collection) {
        WriteForm form = WriteForm.of(WriteMode.INSERT, List.of())
                .with(Trait.GENERATED_IDS, collection.plan().id() == null)
                .with(Trait.TRIED_BEFORE, collection.earlier() != null);
        return new BatchWriter(
                context.server().writing(context.database()),
                collection.target().collection().name(),
                form);
    }

    @Override
    public void close() {
        writers.values().forEach(BatchWriter::close);
    }
}
