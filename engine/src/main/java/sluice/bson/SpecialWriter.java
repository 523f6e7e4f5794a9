package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BSONException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.json.JsonParseException;
import org.bson.types.ObjectId;
import sluice.csv.Utf8;
import sluice.plan.FieldNames;
import sluice.plan.ValueType;

/**
 * Writes objectId, uuid and json: types of few or costly values, without a path of their own.
 *
 * @param type one of the three
 */
record SpecialWriter(ValueType type) implements ValueWriter {
    private static final byte UUID_SUBTYPE = 0x04;
    private static final Pattern UUID_TEXT =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    /** Bare, or as mongoexport and the shell write it. */
    private static final Pattern OBJECT_ID_TEXT = Pattern.compile(
            "(?<bare>\\p{XDigit}{24})|ObjectId\\((?<quote>[\"']?)(?<inner>\\p{XDigit}{24})\\k<quote>\\)");

    /** Ends the array that a JSON value is read in; a text that closes the array early never gets past it. */
    private static final String END = UUID.randomUUID().toString();

    /** The only way for half a pair of surrogates into a text that is valid UTF-8. */
    private static final Pattern ESCAPED_SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        if (!Utf8.isValid(bytes, from, to)) {
            return false;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return switch (type) {
            case OBJECT_ID -> writeObjectId(name, text, out);
            case UUID -> writeUuid(name, text, out);
            default -> writeJson(name, text, out);
        };
    }

    private static boolean writeObjectId(byte[] name, String text, BsonBuffer out) {
        Matcher matcher = OBJECT_ID_TEXT.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        out.putHead(BsonElements.OBJECT_ID, name);
        String bare = matcher.group("bare");
        byte[] id = new ObjectId(bare == null ? matcher.group("inner") : bare).toByteArray();
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
        Optional<BsonValue> value = json(text);
        if (value.isEmpty() || FieldNames.withDollar(value.get()).isPresent()) {
            return false;
        }
        if (JsonLosses.of(text) != null) {
            return false;
        }
        if (ESCAPED_SURROGATE.matcher(text).find() && !isUnicode(value.get())) {
            return false;
        }
        int start = out.position();
        try {
            writeValue(name, value.get(), out);
            return true;
        } catch (BSONException e) {
            // Names and patterns with NUL can be written in JSON and not in BSON.
            out.rewind(start);
            return false;
        }
    }

    /** Whether all its texts can be UTF-8: the driver would write half a pair of surrogates, which nobody could read back. */
    private static boolean isUnicode(BsonValue value) {
        BsonDocument document = new BsonDocument("", value);
        try {
            return document.equals(new RawBsonDocument(document, CODEC).decode(CODEC));
        } catch (BSONException e) {
            return false;
        }
    }

    /** The value of a JSON text; empty if it isn't one, or nests too deep. */
    static Optional<BsonValue> json(String text) {
        String array = "[" + text + "\n,\"" + END + "\"]";
        try {
            if (JsonDepth.isTooDeep(array)) {
                return Optional.empty();
            }
            BsonArray values = BsonArray.parse(array);
            boolean whole = values.size() == 2 && values.get(1).isString();
            return whole ? Optional.of(values.get(0)) : Optional.empty();
        } catch (JsonParseException | BSONException | IllegalArgumentException e) {
            return Optional.empty();
        }
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
