package sluice.verify;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * A document that is not what it should be.
 *
 * @param collection the collection's name
 * @param key its key or {@code _id}, as field and value; empty where a missing document would get a generated one
 * @param id the {@code _id} of the document found, or null where there is none
 * @param source the source of the record that should have given it, or null where there is none
 * @param line the line on which that record starts, or 0
 * @param fields what differs, where both are there
 */
public record Difference(
        String collection,
        Kind kind,
        BsonDocument key,
        @Nullable BsonValue id,
        @Nullable String source,
        long line,
        List<FieldDifference> fields) {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    /** What is wrong. */
    public enum Kind {
        /** A record should have given it, and it isn't there. */
        MISSING("missing"),
        /** It is there, and no record gives it, or a record deletes it. */
        EXTRA("extra"),
        /** It is there with other fields or values. */
        DIFFERENT("different");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in files and on the terminal. */
        public String word() {
            return word;
        }
    }

    /** Copies the list. */
    public Difference {
        fields = List.copyOf(fields);
    }

    /** Which document it is, on one line for people. */
    public String text() {
        StringBuilder text = new StringBuilder(collection);
        if (!key.isEmpty()) {
            text.append(' ').append(Values.text(key));
        }
        if (id != null && !key.containsKey("_id")) {
            text.append(" _id ").append(Values.text(id));
        }
        if (source != null) {
            text.append(" (").append(source).append(", line ").append(line).append(')');
        }
        return text.toString();
    }

    /** One line of JSON in which every value has its type (canonical extended JSON). */
    public String json() {
        return document().toJson(JSON);
    }

    /** The same as a document. */
    public BsonDocument document() {
        BsonDocument document = new BsonDocument("collection", new BsonString(collection))
                .append("kind", new BsonString(kind.word))
                .append("key", key);
        if (id != null) {
            document.append("_id", id);
        }
        if (source != null) {
            document.append("source", new BsonString(source)).append("line", new BsonInt64(line));
        }
        if (!fields.isEmpty()) {
            BsonArray array = new BsonArray();
            for (FieldDifference field : fields) {
                BsonDocument one = new BsonDocument("field", new BsonString(field.name()));
                if (field.expected() != null) {
                    one.append("expected", field.expected());
                }
                if (field.found() != null) {
                    one.append("found", field.found());
                }
                array.add(one);
            }
            document.append("fields", array);
        }
        return document;
    }
}
