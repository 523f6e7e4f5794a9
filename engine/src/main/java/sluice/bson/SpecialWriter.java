package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BSONException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.json.JsonParseException;
import org.bson.types.ObjectId;
import sluice.plan.ValueType;

/**
 * Writes bool, objectId, uuid and json: types of few or costly values, without a path of their own.
 *
 * @param type one of the four
 */
record SpecialWriter(ValueType type) implements ValueWriter {
    private static final byte UUID_SUBTYPE = 0x04;
    private static final Pattern UUID_TEXT =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    /** Ends the array that a JSON value is read in; a text that closes the array early never gets past it. */
    private static final String END = UUID.randomUUID().toString();

    /** The server takes 180 levels of a whole document. */
    private static final int MAX_JSON_DEPTH = 150;

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        if (!Utf8.isValid(bytes, from, to)) {
            return false;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return switch (type) {
            case BOOL -> writeBool(name, text, out);
            case OBJECT_ID -> writeObjectId(name, text, out);
            case UUID -> writeUuid(name, text, out);
            default -> writeJson(name, text, out);
        };
    }

    private static boolean writeBool(byte[] name, String text, BsonBuffer out) {
        int value = switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> 1;
            case "false", "0" -> 0;
            default -> -1;
        };
        if (value < 0) {
            return false;
        }
        out.putHead(BsonElements.BOOLEAN, name);
        out.put((byte) value);
        return true;
    }

    private static boolean writeObjectId(byte[] name, String text, BsonBuffer out) {
        if (!ObjectId.isValid(text)) {
            return false;
        }
        out.putHead(BsonElements.OBJECT_ID, name);
        byte[] id = new ObjectId(text).toByteArray();
        out.put(id, 0, id.length);
        return true;
    }

    private static boolean writeUuid(byte[] name, String text, BsonBuffer out) {
        if (!UUID_TEXT.matcher(text).matches()) {
            return false;
        }
        UUID value = UUID.fromString(text);
        out.putHead(BsonElements.BINARY, name);
        out.putInt(2 * Long.BYTES);
        out.put(UUID_SUBTYPE);
        out.putLong(Long.reverseBytes(value.getMostSignificantBits()));
        out.putLong(Long.reverseBytes(value.getLeastSignificantBits()));
        return true;
    }

    private static boolean writeJson(byte[] name, String text, BsonBuffer out) {
        if (depth(text) > MAX_JSON_DEPTH) {
            return false;
        }
        BsonArray values;
        try {
            values = BsonArray.parse("[" + text + "\n,\"" + END + "\"]");
        } catch (JsonParseException | BSONException | IllegalArgumentException e) {
            return false;
        }
        if (values.size() != 2 || !values.get(1).isString()) {
            return false;
        }
        int start = out.position();
        try {
            writeValue(name, values.get(0), out);
            return true;
        } catch (BSONException e) {
            // Names and patterns with NUL can be written in JSON and not in BSON.
            out.rewind(start);
            return false;
        }
    }

    /** How deep brackets nest at most; those in strings count too, which no sane value has so many of. */
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** The value's bytes as the driver writes them in a document of one field without a name. */
    static void writeValue(byte[] name, BsonValue value, BsonBuffer out) {
        byte[] document = new RawBsonDocument(new BsonDocument("", value), CODEC)
                .getByteBuffer()
                .array();
        int typeAt = Integer.BYTES;
        out.putHead(document[typeAt], name);
        int length = java.nio.ByteBuffer.wrap(document)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(0);
        out.put(document, typeAt + 2, length - 1);
    }
}
