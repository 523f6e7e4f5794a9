package sluice.document;

import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import sluice.bson.FieldPath;
import sluice.plan.CollectionPlan;

/** Updates of some columns' fields. */
final class Change {
    private Change() {}

    /** Sets the fields that there are; those of the other columns are taken away. */
    static BsonDocument of(CollectionPlan collection, Map<String, String> changes, BsonDocument fields) {
        BsonDocument gone = new BsonDocument();
        changes.keySet().stream()
                .map(collection::field)
                .filter(field -> !fields.containsKey(field))
                .forEach(field -> gone.append(field, new BsonString("")));
        BsonDocument update = new BsonDocument();
        if (!fields.isEmpty()) {
            update.append("$set", fields);
        }
        return gone.isEmpty() ? update : update.append("$unset", gone);
    }

    /** Brings back what a document had in the columns' fields. */
    static BsonDocument back(BsonDocument before, CollectionPlan collection, Map<String, String> changes) {
        BsonDocument old = new BsonDocument();
        for (String column : changes.keySet()) {
            String field = collection.field(column);
            BsonValue value = FieldPath.of(field).in(before);
            if (value != null) {
                old.append(field, value);
            }
        }
        return of(collection, changes, old);
    }
}
