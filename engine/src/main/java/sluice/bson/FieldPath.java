package sluice.bson;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field through nested documents. Immutable.
 *
 * @param names from the outermost to the field's own
 */
public record FieldPath(List<String> names) {

    /** Copies the list. */
    public FieldPath {
        names = List.copyOf(names);
    }

    /** A path written with dots between its names. */
    public static FieldPath of(String dotted) {
        return new FieldPath(List.of(dotted.split("\\.", -1)));
    }

    /** The value of the field; null if the document doesn't have it. */
    public @Nullable BsonValue in(@Nullable BsonDocument document) {
        BsonValue value = document;
        for (String name : names) {
            value = value != null && value.isDocument() ? value.asDocument().get(name) : null;
        }
        return value;
    }
}
