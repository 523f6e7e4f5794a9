package sluice.bson;

import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field through nested documents and, by places from 0, elements of arrays. Immutable.
 *
 * @param names from the outermost to the field's own
 */
public record FieldPath(List<String> names) {
    private static final Pattern PLACE = Pattern.compile("0|[1-9]\\d{0,8}");

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
            value = value == null ? null : step(value, name);
        }
        return value;
    }

    private static @Nullable BsonValue step(BsonValue value, String name) {
        if (value.isDocument()) {
            return value.asDocument().get(name);
        }
        if (!value.isArray() || !PLACE.matcher(name).matches()) {
            return null;
        }
        int place = Integer.parseInt(name);
        return place < value.asArray().size() ? value.asArray().get(place) : null;
    }
}
