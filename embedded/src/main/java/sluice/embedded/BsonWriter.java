package sluice.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the library's documents as BSON. */
final class BsonWriter {
    private byte[] bytes = new byte[512];
    private int length;

    private BsonWriter() {}

    static byte[] document(Map<String, ?> document) {
        BsonWriter writer = new BsonWriter();
        writer.write(document);
        return Arrays.copyOf(writer.bytes, writer.length);
    }

    private void write(Map<String, ?> document) {
        int start = length;
        int32(0);
        for (Map.Entry<String, ?> entry : document.entrySet()) {
            element(entry.getKey(), entry.getValue());
        }
        end(start);
    }

    private void array(Collection<?> elements) {
        int start = length;
        int32(0);
        int index = 0;
        for (Object element : elements) {
            element(Integer.toString(index++), element);
        }
        end(start);
    }

    private void end(int start) {
        add(0);
        Numbers.int32(bytes, start, length - start);
    }

    private void element(String name, @Nullable Object value) {
        int at = length;
        add(0);
        cstring(name);
        // In two steps: writing the value may change the array.
        byte type = value(value);
        bytes[at] = type;
    }

    /** Returns the type of what it wrote. */
    private byte value(@Nullable Object value) {
        if (value == null) {
            return 0x0A;
        } else if (value instanceof String text) {
            string(text);
            return 0x02;
        } else if (value instanceof Integer number) {
            int32(number);
            return 0x10;
        } else if (value instanceof Long number) {
            int64(number);
            return 0x12;
        } else if (value instanceof Double number) {
            int64(Double.doubleToRawLongBits(number));
            return 0x01;
        } else if (value instanceof Boolean truth) {
            add(truth ? 1 : 0);
            return 0x08;
        } else if (value instanceof ObjectId id) {
            add(id.toByteArray());
            return 0x07;
        } else if (value instanceof Instant date) {
            int64(date.toEpochMilli());
            return 0x09;
        } else if (value instanceof Map<?, ?> map) {
            document(map);
            return 0x03;
        } else if (value instanceof Collection<?> elements) {
            array(elements);
            return 0x04;
        }
        return rareValue(value);
    }

    private byte rareValue(Object value) {
        if (value instanceof EncodedDocument document) {
            add(document.bytes());
            return 0x03;
        } else if (value instanceof Decimal128 decimal) {
            int64(decimal.getLow());
            int64(decimal.getHigh());
            return 0x13;
        } else if (value instanceof UUID uuid) {
            int32(16);
            add(4);
            add(Numbers.sortable(uuid.getMostSignificantBits()));
            add(Numbers.sortable(uuid.getLeastSignificantBits()));
            return 0x05;
        } else if (value instanceof LegacyUUID legacy) {
            int32(16);
            add(3);
            int64(legacy.getUuid().getMostSignificantBits());
            int64(legacy.getUuid().getLeastSignificantBits());
            return 0x05;
        } else if (value instanceof BinData data) {
            int32(data.getData().length);
            add(0);
            add(data.getData());
            return 0x05;
        } else if (value instanceof BsonRegularExpression regex) {
            cstring(regex.getPattern());
            cstring(regex.getOptions() == null ? "" : regex.getOptions());
            return 0x0B;
        } else if (value instanceof BsonTimestamp timestamp) {
            int64(timestamp.getValue());
            return 0x11;
        } else if (value instanceof BsonJavaScript code) {
            string(code.getCode());
            return 0x0D;
        } else if (value instanceof MaxKey) {
            return 0x7F;
        } else if (value instanceof MinKey) {
            return (byte) 0xFF;
        }
        throw Errors.unsupported("a result of " + value.getClass());
    }

    @SuppressWarnings("unchecked")
    private void document(Object map) {
        write((Map<String, ?>) map);
    }

    private void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length + 1);
        add(utf8);
        add(0);
    }

    private void cstring(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Errors.badValue("A field name or regular expression contains a zero character");
        }
        add(text.getBytes(StandardCharsets.UTF_8));
        add(0);
    }

    private void int32(int value) {
        reserve(4);
        Numbers.int32(bytes, length, value);
        length += 4;
    }

    private void int64(long value) {
        reserve(8);
        Numbers.int64(bytes, length, value);
        length += 8;
    }

    private void add(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    private void add(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
