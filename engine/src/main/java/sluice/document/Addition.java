package sluice.document;

import com.mongodb.MongoWriteException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.types.ObjectId;
import sluice.bson.DocumentLayout.Form;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.document.Answer.Done;
import sluice.plan.CollectionPlan;

/** Adds one document. What it refers to is looked for before and after: somebody may delete it in between. */
record Addition(Workplace workplace, CollectionPlan collection, Map<String, String> values) {

    Done run() {
        Rules rules = workplace.rules();
        BsonDocument document = document();
        TargetCollection target = workplace.target(collection);
        target.requireLoadable(collection);
        target.build(keyIndex());
        Store store = workplace.store();
        rules.requireParents(collection, document, store);
        try {
            store.insert(collection.name(), document);
        } catch (MongoWriteException e) {
            throw workplace.refused(collection, e);
        }
        try {
            rules.requireParents(collection, document, store);
        } catch (RefusedException e) {
            store.delete(collection.name(), Workplace.byId(document));
            throw e;
        }
        return new Done("Added " + DocumentKey.of(collection, values).title() + ".");
    }

    private BsonDocument document() {
        KnownColumns known = workplace.known(collection);
        Rules.requireKnown(known, collection, values);
        Rules.requireKey(collection, values);
        Map<String, String> whole = new LinkedHashMap<>();
        known.names().forEach(column -> whole.put(column, ""));
        whole.putAll(values);
        BsonDocument document = workplace.document(collection, whole, Form.DOCUMENT);
        if (collection.id() == null) {
            document.put("_id", new BsonObjectId(new ObjectId()));
        }
        return document;
    }

    private List<Document> keyIndex() {
        List<String> fields = collection.keyFields();
        boolean needed = !fields.isEmpty() && !fields.equals(List.of("_id"));
        return needed ? List.of(TargetState.uniqueIndex(fields)) : List.of();
    }
}
