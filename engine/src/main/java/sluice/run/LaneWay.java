package sluice.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.bson.StatementForm;
import sluice.bson.Statements;
import sluice.gate.TakenKeys;
import sluice.outcome.Reject;
import sluice.plan.Blank;
import sluice.plan.CollectionPlan;
import sluice.plan.WriteMode;
import sluice.sink.LaneBatch;
import sluice.sink.LaneResult;
import sluice.sink.LaneWriter;
import sluice.sink.Outcome;
import sluice.sink.Refusal;
import sluice.sink.WriteForm;
import sluice.sink.WriteForm.Trait;
import sluice.target.Target;

/**
 * Makes statements of records and sends them through lanes: upsert, merge and delete, and inserts whose keys the server
 * decides on. Belongs to one worker, with a writer for each collection.
 */
final class LaneWay implements Way, AutoCloseable {
    private final RunContext context;
    private final KeyHasher hasher;
    private final Commits commits;
    private final Selection selected = new Selection();
    private final Map<CollectionTask, LaneWriter> writers = new HashMap<>();

    LaneWay(RunContext context, KeyHasher hasher, Commits commits) {
        this.context = context;
        this.hasher = hasher;
        this.commits = commits;
    }

    /** Parts the documents into lanes, in file order: waits at the gate for the chunks before. */
    @Override
    public void take(EncodedWork work) {
        CollectionTask collection = work.collection();
        Lanes lanes = Objects.requireNonNull(collection.lanes());
        select(work);
        @Nullable Statements[] pieces = pieces(work, lanes);
        PendingChunk pending = new PendingChunk(
                work.ticket(),
                work.source(),
                work.chunk().offset(),
                work.chunk().end(),
                work.encoded().nextLine(),
                work.encoded().records(),
                work.encoded().recovered(),
                work.rejects(),
                selected.count());
        collection.gate().await(work.ticket());
        lanes.add(pending, pieces);
        collection.gate().pass();
        if (selected.count() == 0) {
            commits.commit(pending);
        }
    }

    private void select(EncodedWork work) {
        selected.clear();
        if (work.collection().gate().decides()) {
            work.rejects()
                    .addAll(work.collection()
                            .gate()
                            .look(work.source().label(), work.encoded(), work.orphans(), selected));
        } else {
            work.selectAll(selected);
        }
    }

    private @Nullable Statements[] pieces(EncodedWork work, Lanes lanes) {
        @Nullable Statements[] pieces = new Statements[lanes.count()];
        EncodedChunk encoded = work.encoded();
        StatementForm form = form(work.source());
        for (int i = 0; i < selected.count(); i++) {
            int document = selected.get(i);
            int lane = pieces.length == 1 ? 0 : lanes.lane(encoded.hashHigh(document, 0));
            Statements piece = pieces[lane];
            if (piece == null) {
                piece = new Statements(form, work.chunk());
                pieces[lane] = piece;
            }
            piece.add(encoded, document);
        }
        return pieces;
    }

    private static StatementForm form(SourceTask source) {
        Target target = source.collection().target();
        return new StatementForm(
                target.plan().mode(),
                target.keyFields(),
                source.ids(),
                target.plan().id() == null);
    }

    /** Writes a batch that was taken from a lane, and commits the chunks whose last statements were in it. */
    void write(CollectionTask collection, Lanes.Work work) {
        Lanes lanes = Objects.requireNonNull(collection.lanes());
        LaneBatch batch = work.batch();
        LaneWriter writer = writers.computeIfAbsent(collection, this::writer);
        LaneResult result = context.pacing().send(batch.count(), batch.bytes(), () -> writer.write(batch));
        lanes.limit(context.pacing().batchSize(), context.pacing().batchBytes());
        collection.meter().uncertain(result.uncertain());
        List<Refusal> refusals = refusals(collection, batch, result);
        // Not before: the next batch may insert what was not there when this one was refused.
        lanes.release(work.lane());
        int from = 0;
        for (Lanes.Part part : work.parts()) {
            int to = from + part.statements();
            List<Outcome> outcomes = result.outcomes().subList(from, to);
            List<Reject> rejects = new ArrayList<>();
            for (Refusal refusal : refusals) {
                if (refusal.document() >= from && refusal.document() < to) {
                    rejects.add(collection.target().recoded(refusal));
                }
            }
            if (part.chunk().done(part.statements(), Outcome.counts(outcomes), rejects)) {
                commits.commit(part.chunk());
            }
            from = to;
        }
    }

    private List<Refusal> refusals(CollectionTask collection, LaneBatch batch, LaneResult result) {
        if (collection.plan().mode() != WriteMode.INSERT || result.refusals().isEmpty()) {
            return result.refusals();
        }
        List<Integer> inserted = IntStream.range(0, batch.count())
                .filter(i -> result.outcomes().get(i) == Outcome.INSERTED)
                .boxed()
                .toList();
        return TakenKeys.first(
                collection.target(), hasher, result.refusals(), batch::statement, inserted, collection.earlier());
    }

    private LaneWriter writer(CollectionTask collection) {
        Target target = collection.target();
        CollectionPlan plan = target.plan();
        WriteForm form = WriteForm.of(plan.mode(), target.keyFields())
                .with(Trait.GENERATED_IDS, plan.id() == null)
                .with(Trait.FOLDED_REPEATS, target.fold() && (plan.mode() != WriteMode.MERGE || !omitsFields(plan)))
                // By a collation two keys may be one: what was read before the batch says nothing of them.
                .with(Trait.EQUAL_LEFT_OUT, plan.write().ifChanged() && !target.ordered())
                .with(Trait.TRIED_BEFORE, collection.earlier() != null);
        return new LaneWriter(
                context.server().writing(context.database()),
                target.collection().name(),
                form,
                hasher);
    }

    /** Whether the records of a key may set different fields. */
    private static boolean omitsFields(CollectionPlan plan) {
        return plan.shape().cells().blank() == Blank.OMIT
                || plan.columns().values().stream()
                        .anyMatch(column -> column.cells().blank() == Blank.OMIT);
    }

    @Override
    public void close() {
        writers.values().forEach(LaneWriter::close);
    }
}
