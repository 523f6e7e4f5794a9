package sluice.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import sluice.document.Relations.Relation;
import sluice.plan.Reference.OnDelete;

/**
 * Everything that goes with documents that are deleted. Children are deleted before what they refer to, the deepest
 * first: whatever dies in between, no document is left that refers to nothing. What is deleted is named by its {@code
 * _id}: what others add meanwhile is found by {@link #sweep}, with its own children.
 */
final class Cascade {
    /** Values that one command names: far below the server's 16 MiB for any sane key. */
    private static final int VALUES = 10_000;

    private final Relations relations;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>();

    /** Some parents' values, and the documents that referred to them. */
    private record Step(Relation relation, List<BsonValue> values, List<BsonValue> ids) {
        String child() {
            return relation.child().name();
        }
    }

    private Cascade(Relations relations) {
        this.relations = relations;
    }

    /**
     * Collects what refers to some documents, and what refers to that.
     *
     * @throws RefusedException if a reference keeps one of them from being deleted
     */
    static Cascade of(Relations relations, String collection, List<BsonValue> ids, Store store) {
        Cascade cascade = new Cascade(relations);
        cascade.collect(collection, ids, store);
        return cascade;
    }

    /** How many documents of each collection were deleted. */
    Map<String, Long> deleted() {
        return deleted;
    }

    private void collect(String collection, List<BsonValue> ids, Store store) {
        for (int from = 0; from < ids.size(); from += VALUES) {
            List<BsonValue> some = List.copyOf(ids.subList(from, Math.min(ids.size(), from + VALUES)));
            for (Relation relation : relations.children(collection)) {
                collect(relation, some, store);
            }
        }
    }

    private void collect(Relation relation, List<BsonValue> parents, Store store) {
        List<BsonValue> values = store.values(relation.parent(), byIds(parents), relation.parentField());
        values.removeIf(value -> store.hasOther(relation, value, parents));
        if (values.isEmpty()) {
            return;
        }
        if (relation.onDelete() == OnDelete.RESTRICT) {
            Rules.requireNone(relation, values, store);
            return;
        }
        String child = relation.child().name();
        List<BsonValue> ids = store.values(child, relation.children(values), "_id");
        collect(child, ids, store);
        steps.add(new Step(relation, List.copyOf(values), ids));
    }

    /** Deletes what was collected. */
    void delete(Store store) {
        steps.forEach(step -> delete(step.child(), step.ids, store));
    }

    private void delete(String collection, List<BsonValue> ids, Store store) {
        for (int from = 0; from < ids.size(); from += VALUES) {
            long count = store.delete(collection, byIds(ids.subList(from, Math.min(ids.size(), from + VALUES))));
            if (count > 0) {
                deleted.merge(collection, count, Long::sum);
            }
        }
    }

    /** Deletes what was collected, and what was added meanwhile. */
    void run(Store store) {
        delete(store);
        sweep(store);
    }

    /**
     * Deletes what was added meanwhile to parents that are gone now, until there is nothing more.
     *
     * @throws RefusedException if a reference keeps one of them from being deleted
     */
    void sweep(Store store) {
        for (Step step : steps) {
            BsonDocument children = step.relation.children(step.values);
            for (BsonValue value : new LinkedHashSet<>(store.values(step.child(), children, step.relation.field()))) {
                if (!store.has(step.relation, value)) {
                    List<BsonValue> late = store.values(step.child(), step.relation.children(List.of(value)), "_id");
                    Cascade cascade = of(relations, step.child(), late, store);
                    cascade.delete(store);
                    delete(step.child(), late, store);
                    cascade.sweep(store);
                    cascade.deleted.forEach((name, count) -> deleted.merge(name, count, Long::sum));
                }
            }
        }
    }

    private static BsonDocument byIds(List<BsonValue> ids) {
        return new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids)));
    }
}
