package sluice.verify;

import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Values {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private static final String NAME = "{\"v\": ";

    private Values() {}

    /** A value as relaxed JSON; nothing where there is none. */
    static String text(@Nullable BsonValue value) {
        if (value == null) {
            return "nothing";
        }
        String json = new BsonDocument("v", value).toJson(JSON);
        return json.substring(NAME.length(), json.length() - 1);
    }

    /** The same with its type, where it has one that the other has not. */
    static String text(@Nullable BsonValue value, @Nullable BsonValue other) {
        return value == null || other == null || value.getBsonType() == other.getBsonType()
                ? text(value)
                : text(value) + " (" + type(value) + ")";
    }

    private static String type(BsonValue value) {
        return switch (value.getBsonType()) {
            case INT32 -> "int";
            case INT64 -> "long";
            case DECIMAL128 -> "decimal";
            case DATE_TIME -> "date";
            case OBJECT_ID -> "objectId";
            default -> value.getBsonType().name().toLowerCase(Locale.ROOT);
        };
    }
}
