package sluice.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import sluice.document.Relations.Relation;
import sluice.plan.Reference.OnDelete;

/**
 * Everything that goes with a document that is deleted. Children are deleted before what they refer to, the deepest
 * first: whatever dies in between, no document is left that refers to nothing.
 */
final class Cascade {
    /** Values that one command names: far below the server's 16 MiB for any sane key. */
    private static final int VALUES = 10_000;

    private final Relations relations;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>();

    /** The children of some parents. */
    private record Step(Relation relation, List<BsonValue> values) {
        String child() {
            return relation.child().name();
        }

        BsonDocument children() {
            return relation.children(values);
        }
    }

    Cascade(Relations relations) {
        this.relations = relations;
    }

    /** How many documents of each collection were deleted. */
    Map<String, Long> deleted() {
        return deleted;
    }

    /**
     * Collects what refers to some documents, and what refers to that.
     *
     * @throws RefusedException where a reference keeps one of them from being deleted
     */
    void collect(String collection, BsonDocument filter, Store store) {
        for (Relation relation : relations.children(collection)) {
            List<BsonValue> values = store.values(collection, filter, relation.parentField());
            for (int from = 0; from < values.size(); from += VALUES) {
                List<BsonValue> some = List.copyOf(values.subList(from, Math.min(values.size(), from + VALUES)));
                if (relation.onDelete() == OnDelete.CASCADE) {
                    Step step = new Step(relation, some);
                    collect(step.child(), step.children(), store);
                    steps.add(step);
                } else {
                    Rules.requireNone(relation, some, store);
                }
            }
        }
    }

    /** Deletes what was collected. */
    void delete(Store store) {
        steps.forEach(step -> delete(step.child(), step.children(), store));
    }

    private void delete(String collection, BsonDocument filter, Store store) {
        long count = store.delete(collection, filter);
        if (count > 0) {
            deleted.merge(collection, count, Long::sum);
        }
    }

    /**
     * Deletes what was added meanwhile to parents that are gone now.
     *
     * @throws RefusedException where a reference keeps one of them from being deleted
     */
    void sweep(Store store) {
        for (Step step : List.copyOf(steps)) {
            for (BsonValue value :
                    new LinkedHashSet<>(store.values(step.child(), step.children(), step.relation.field()))) {
                if (!store.has(step.relation, value)) {
                    BsonDocument late = step.relation.children(List.of(value));
                    Cascade cascade = new Cascade(relations);
                    cascade.collect(step.child(), late, store);
                    cascade.delete(store);
                    cascade.deleted.forEach((name, count) -> deleted.merge(name, count, Long::sum));
                    delete(step.child(), late, store);
                }
            }
        }
    }
}
