package sluice.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private final Store store;
    private final List<Deletion> deletions = new ArrayList<>();

    private record Deletion(String collection, BsonDocument filter) {}

    Cascade(Relations relations, Store store) {
        this.relations = relations;
        this.store = store;
    }

    /**
     * Collects what refers to some documents, and what refers to that.
     *
     * @throws RefusedException where a reference keeps one of them from being deleted
     */
    void collect(String collection, BsonDocument filter) {
        for (Relation relation : relations.children(collection)) {
            List<BsonValue> values = store.values(collection, filter, relation.parentField());
            for (int from = 0; from < values.size(); from += VALUES) {
                collect(relation, values.subList(from, Math.min(values.size(), from + VALUES)));
            }
        }
    }

    private void collect(Relation relation, List<BsonValue> values) {
        String child = relation.child().name();
        BsonDocument filter = relation.children(values);
        if (relation.onDelete() == OnDelete.CASCADE) {
            collect(child, filter);
            deletions.add(new Deletion(child, filter));
        } else if (store.has(child, filter)) {
            throw new RefusedException("there are documents in " + child + " that refer to it by " + relation.column()
                    + ". Delete them first, or let the plan say onDelete: cascade.");
        }
    }

    /** Deletes what was collected, and returns how many documents of each collection. */
    Map<String, Long> delete() {
        Map<String, Long> deleted = new LinkedHashMap<>();
        for (Deletion deletion : deletions) {
            long count = store.delete(deletion.collection, deletion.filter);
            if (count > 0) {
                deleted.merge(deletion.collection, count, Long::sum);
            }
        }
        return deleted;
    }
}
