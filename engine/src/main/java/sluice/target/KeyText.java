package sluice.target;

import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import sluice.bson.FieldPath;
import sluice.outcome.Reject;

/** Keys as a person reads them in a reason. */
public final class KeyText {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private KeyText() {}

    public static String of(RawBsonDocument document, List<String> fields) {
        BsonDocument key = new BsonDocument();
        fields.forEach(field -> key.append(field, value(document, field)));
        String text = key.toJson(JSON);
        return text.length() <= Reject.MAX_VALUE_LENGTH ? text : text.substring(0, Reject.MAX_VALUE_LENGTH) + "…";
    }

    /** The value of a field with dots, null where it is missing; also where the document has dots in its names. */
    public static BsonValue value(BsonDocument document, String field) {
        BsonValue whole = document.get(field);
        if (whole != null) {
            return whole;
        }
        return Objects.requireNonNullElse(FieldPath.of(field).in(document), BsonNull.VALUE);
    }

    /** A value as a person writes it. */
    static String show(BsonValue value) {
        String text = new BsonDocument("", value).toJson(JSON);
        return text.substring(text.indexOf(':') + 1, text.length() - 1).strip();
    }
}
