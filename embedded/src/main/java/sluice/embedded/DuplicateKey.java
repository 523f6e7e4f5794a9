package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** A second record with a key of a unique index. */
final class DuplicateKey extends MongoServerError {
    private static final long serialVersionUID = 1L;

    private final transient IndexSpec index;
    private final transient Document values;

    DuplicateKey(String namespace, IndexSpec index, Document values) {
        super(Errors.DUPLICATE_KEY, "DuplicateKey", message(namespace, index, values));
        this.index = index;
        this.values = values;
    }

    Document keyPattern() {
        return index.key();
    }

    Document keyValue() {
        return values;
    }

    private static String message(String namespace, IndexSpec index, Document values) {
        StringBuilder key = new StringBuilder();
        values.forEach((path, value) ->
                key.append(key.isEmpty() ? "" : ", ").append(path).append(": ").append(Json.toCompactJsonValue(value)));
        return "E11000 duplicate key error collection: " + namespace + " index: " + index.name() + " dup key: { " + key
                + " }";
    }
}
