package sluice.document;

import com.mongodb.MongoWriteException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import sluice.bson.DocumentLayout.Form;
import sluice.document.Answer.Done;
import sluice.plan.CollectionPlan;
import sluice.plan.FieldSteps;

/** Changes fields of one document, and takes that back if a rule no longer holds afterwards. */
record Modification(Workplace workplace, DocumentKey key, Map<String, String> values) {

    Done run() {
        CollectionPlan collection = key.collection();
        Rules.requireKnown(workplace.known(collection), collection, values);
        BsonDocument filter = workplace.filter(key);
        Map<String, String> changes = changes();
        Map<String, String> whole = new LinkedHashMap<>(changes);
        whole.putAll(key.values());
        BsonDocument fields = workplace.document(collection, whole, Form.FIELDS);
        filter.keySet().forEach(fields::remove);
        Store store = workplace.store();
        BsonDocument before = store.first(collection.name(), filter);
        if (before == null) {
            throw key.missing();
        }
        requireRules(before, changes, fields, store);
        try {
            store.update(collection.name(), Workplace.byId(before), Change.of(collection, changes, fields));
        } catch (MongoWriteException e) {
            throw workplace.refused(collection, e);
        }
        try {
            requireRules(before, changes, fields, store);
        } catch (RefusedException e) {
            store.update(collection.name(), Workplace.byId(before), Change.back(before, collection, changes));
            removeIfOrphaned(before, store);
            throw e;
        }
        return new Done("Changed " + key.title() + ".");
    }

    /** The columns to change, without the key's. */
    private Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>(values);
        key.values().forEach((column, text) -> {
            String given = changes.remove(column);
            if (given != null && !given.equals(text)) {
                throw new RefusedException(
                        "`" + column + "` is the key, which stays; add a new document and" + " delete this one.");
            }
        });
        if (changes.isEmpty()) {
            throw new RefusedException("no column to change was given.");
        }
        changes.keySet().forEach(this::requireWhole);
        return changes;
    }

    /** An array is written as a whole: to write one of its elements would lose the others. */
    private void requireWhole(String column) {
        List<String> steps = key.collection().path(column);
        if (steps.stream().anyMatch(FieldSteps::isIndex)) {
            throw new RefusedException("`" + column + "` becomes `" + FieldSteps.path(steps)
                    + "`, and an element of an array can't be changed by itself; load the document's row in upsert or merge"
                    + " mode.");
        }
    }

    private void requireRules(BsonDocument before, Map<String, String> changes, BsonDocument fields, Store store) {
        Rules rules = workplace.rules();
        rules.requireUnreferred(key.collection(), before, changes, fields, store);
        rules.requireParents(key.collection(), fields, store);
    }

    /** What a document referred to before may be gone by the time it refers to it again; then it goes as well. */
    private void removeIfOrphaned(BsonDocument document, Store store) {
        CollectionPlan collection = key.collection();
        try {
            workplace.rules().requireParents(collection, document, store);
        } catch (RefusedException e) {
            Cascade.of(workplace.relations(), collection.name(), List.of(Workplace.id(document)), store)
                    .run(store);
            store.delete(collection.name(), Workplace.byId(document));
        }
    }
}
