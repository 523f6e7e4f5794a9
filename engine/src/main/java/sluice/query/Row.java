package sluice.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * One document of an answer. Immutable.
 *
 * @param document the document
 */
public record Row(BsonDocument document) {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    /** The document as relaxed extended JSON, on one line. */
    public String json() {
        return document.toJson(JSON);
    }

    /** The texts of its fields, those of sub-documents by dotted paths; arrays and odd values as JSON. */
    public Map<String, String> cells() {
        Map<String, String> cells = new LinkedHashMap<>();
        flatten("", document, cells);
        return cells;
    }

    /** A text as JSON. */
    public static String quoted(String text) {
        return jsonOf(new BsonString(text));
    }

    /** The text of a field; empty where it has none. */
    public String text(String field) {
        return Objects.requireNonNull(cells().getOrDefault(field, ""));
    }

    /** The row without a field. */
    public Row without(String field) {
        BsonDocument rest = document.clone();
        rest.remove(field);
        return new Row(rest);
    }

    private static void flatten(String prefix, BsonDocument document, Map<String, String> cells) {
        document.forEach((name, value) -> {
            if (value.isDocument() && !value.asDocument().isEmpty()) {
                flatten(prefix + name + ".", value.asDocument(), cells);
            } else {
                cells.put(prefix + name, text(value));
            }
        });
    }

    private static String text(BsonValue value) {
        return switch (value.getBsonType()) {
            case NULL -> "";
            case STRING -> value.asString().getValue();
            case OBJECT_ID -> value.asObjectId().getValue().toHexString();
            case INT32 -> String.valueOf(value.asInt32().getValue());
            case INT64 -> String.valueOf(value.asInt64().getValue());
            case DOUBLE -> String.valueOf(value.asDouble().getValue());
            case DECIMAL128 -> value.asDecimal128().getValue().toString();
            case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
            case DATE_TIME ->
                Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
            default -> jsonOf(value);
        };
    }

    private static String jsonOf(BsonValue value) {
        String wrapped = new BsonDocument("v", value).toJson(JSON);
        return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).strip();
    }
}
