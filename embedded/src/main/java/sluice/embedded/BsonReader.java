package sluice.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads checked BSON. */
final class BsonReader {
    private final byte[] bytes;
    private int at;

    private BsonReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    static Document document(byte[] bytes) {
        return document(bytes, 0);
    }

    static Document document(byte[] bytes, int start) {
        return new BsonReader(bytes, start).document();
    }

    static @Nullable Object value(byte[] bytes, byte type, int at) {
        return new BsonReader(bytes, at).value(type);
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns where the value that starts there ends. */
    static int skip(byte[] bytes, byte type, int at) {
        return switch (type) {
            case 0x01, 0x09, 0x11, 0x12 -> at + 8;
            case 0x02, 0x0D -> at + 4 + Numbers.int32(bytes, at);
            case 0x03, 0x04 -> at + Numbers.int32(bytes, at);
            case 0x05 -> at + 5 + Numbers.int32(bytes, at);
            case 0x07 -> at + 12;
            case 0x08 -> at + 1;
            case 0x0B -> nameEnd(bytes, nameEnd(bytes, at) + 1) + 1;
            case 0x10 -> at + 4;
            case 0x13 -> at + 16;
            default -> at;
        };
    }

    static int nameEnd(byte[] bytes, int at) {
        int end = at;
        while (bytes[end] != 0) {
            end++;
        }
        return end;
    }

    private Document document() {
        Document document = new Document();
        at += 4;
        byte type;
        while ((type = bytes[at++]) != 0) {
            String name = cstring();
            document.put(name, value(type));
        }
        return document;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        at += 4;
        byte type;
        while ((type = bytes[at++]) != 0) {
            at = nameEnd(bytes, at) + 1;
            array.add(value(type));
        }
        return array;
    }

    private @Nullable Object value(byte type) {
        return switch (type) {
            case 0x01 -> Double.longBitsToDouble(int64());
            case 0x02 -> string();
            case 0x03 -> document();
            case 0x04 -> array();
            case 0x05 -> binary();
            case 0x07 -> new ObjectId(take(12));
            case 0x08 -> bytes[at++] != 0;
            case 0x09 -> Instant.ofEpochMilli(int64());
            case 0x0A -> null;
            case 0x0B -> new BsonRegularExpression(cstring(), cstring());
            case 0x0D -> new BsonJavaScript(string());
            case 0x10 -> int32();
            case 0x11 -> new BsonTimestamp(int64());
            case 0x12 -> int64();
            case 0x13 -> new Decimal128(int64(), int64());
            case 0x7F -> MaxKey.getInstance();
            case (byte) 0xFF -> MinKey.getInstance();
            default -> throw Errors.unreadable("Unknown BSON type " + type);
        };
    }

    private Object binary() {
        int length = int32();
        byte subtype = bytes[at++];
        if (subtype == 3) {
            return new LegacyUUID(int64(), int64());
        }
        if (subtype == 4) {
            at += 16;
            return new UUID(Numbers.sortable(bytes, at - 16), Numbers.sortable(bytes, at - 8));
        }
        return new BinData(take(length));
    }

    private String cstring() {
        int from = at;
        int end = nameEnd(bytes, from);
        at = end + 1;
        return text(bytes, from, end);
    }

    private String string() {
        int length = int32();
        at += length;
        return text(bytes, at - length, at - 1);
    }

    private byte[] take(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int int32() {
        at += 4;
        return Numbers.int32(bytes, at - 4);
    }

    private long int64() {
        at += 8;
        return Numbers.int64(bytes, at - 8);
    }
}
