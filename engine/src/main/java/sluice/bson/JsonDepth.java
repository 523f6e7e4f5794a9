package sluice.bson;

import java.util.BitSet;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.json.JsonReader;
import sluice.plan.Names;

/**
 * Tells whether a JSON text nests deeper than a document may, before anything reads it that calls itself for each level:
 * a million brackets would be the end of its thread.
 */
final class JsonDepth {
    /** The deepest nesting of a cell. */
    static final int LIMIT = Names.MAX_DEPTH;

    private JsonDepth() {}

    /**
     * Whether arrays and documents nest deeper than {@link #LIMIT}.
     *
     * @param text an array
     * @throws org.bson.json.JsonParseException if it isn't JSON as far as it had to be read
     */
    static boolean isTooDeep(String text) {
        // Brackets in strings count here, which only means that the text is looked at closely.
        long opened = text.chars().filter(c -> c == '[' || c == '{').count();
        return opened > LIMIT && isTooDeep(new JsonReader(text));
    }

    /** Follows the text token by token, and stops when it is too deep: the reader calls itself for no level. */
    private static boolean isTooDeep(BsonReader reader) {
        BitSet arrays = new BitSet();
        int depth = 0;
        reader.readStartArray();
        arrays.set(0);
        while (depth >= 0 && depth <= LIMIT) {
            BsonType type = reader.readBsonType();
            if (type == BsonType.END_OF_DOCUMENT) {
                end(reader, arrays.get(depth--));
            } else {
                if (!arrays.get(depth)) {
                    reader.skipName();
                }
                if (entered(reader, type)) {
                    arrays.set(++depth, type == BsonType.ARRAY);
                }
            }
        }
        return depth > LIMIT;
    }

    private static void end(BsonReader reader, boolean array) {
        if (array) {
            reader.readEndArray();
        } else {
            reader.readEndDocument();
        }
    }

    /** Steps into an array or a document, or over any other value. */
    static boolean entered(BsonReader reader, BsonType type) {
        switch (type) {
            case ARRAY -> reader.readStartArray();
            case DOCUMENT -> reader.readStartDocument();
            case JAVASCRIPT_WITH_SCOPE -> {
                reader.readJavaScriptWithScope();
                reader.readStartDocument();
            }
            default -> {
                reader.skipValue();
                return false;
            }
        }
        return true;
    }
}
