package sluice.bson;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;

/**
 * Hashes what documents hold to 128 bits (XXH3, without a seed, so that hashes of different runs can be compared). Not
 * thread-safe.
 *
 * <p>Hot path: every document of both sides of a verification goes through here, so nothing is copied or decoded.
 */
public final class DocumentHasher {
    /** The bytes of a generated {@code _id} before those of the record's offset: they tell the operation. */
    private static final int OPERATION_BYTES = 7;

    private static final int FIELD_TYPE = 2 * Long.BYTES + 2 * Long.BYTES;

    private static final Hasher128 HASHER = Hashing.xxh3_128();

    private final byte[] kept = new byte[OPERATION_BYTES];
    private byte[] field = new byte[256];
    private long high;
    private long low;

    /** What of an {@code _id} counts. */
    public enum Ids {
        /** All of it. */
        WHOLE,
        /** The record's offset: a load generated it, and it isn't known which. */
        OFFSET,
        /** Nothing. */
        NONE
    }

    /** A field of a document. */
    public interface FieldVisitor {
        /** Looks at the element that starts at {@code element}. */
        void field(String name, byte[] bytes, int element);
    }

    /** The upper half of the last hash. */
    public long high() {
        return high;
    }

    /** The lower half of the last hash. */
    public long low() {
        return low;
    }

    /**
     * Hashes a document, and its key.
     *
     * @param key gets the hash of the key's fields, unless it has none
     */
    public void hash(RawBsonDocument document, Ids ids, KeyFields key) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = buffer.array();
        int start = buffer.arrayOffset() + buffer.position();
        int end = start + BsonElements.intAt(bytes, start);
        int id = start + Integer.BYTES;
        boolean first = bytes[id] != 0
                && bytes[id + 1] == '_'
                && bytes[id + 2] == 'i'
                && bytes[id + 3] == 'd'
                && bytes[id + 4] == 0;
        int value = id + 1 + 4;
        boolean operation = first && ids == Ids.OFFSET && bytes[id] == BsonElements.OBJECT_ID;
        if (operation) {
            // The array is the document's own; what is blanked out is put back.
            System.arraycopy(bytes, value, kept, 0, OPERATION_BYTES);
            Arrays.fill(bytes, value, value + OPERATION_BYTES, (byte) 0);
        }
        int from = first && ids == Ids.NONE ? BsonElements.valueEnd(bytes, bytes[id], value) : id;
        set(HASHER.hashBytesTo128Bits(bytes, from, end - from));
        key.read(document);
        if (operation) {
            System.arraycopy(kept, 0, bytes, value, OPERATION_BYTES);
        }
    }

    /** Looks at every field of a document, not into those that are documents. */
    public static void forEach(RawBsonDocument document, FieldVisitor visitor) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = buffer.array();
        int element = buffer.arrayOffset() + buffer.position() + Integer.BYTES;
        while (bytes[element] != 0) {
            int value = BsonElements.valueStart(bytes, element);
            visitor.field(new String(bytes, element + 1, value - element - 2, StandardCharsets.UTF_8), bytes, element);
            element = BsonElements.valueEnd(bytes, bytes[element], value);
        }
    }

    /** Finds a field, dots for nesting, and looks at it; false where there is none. */
    public static boolean find(RawBsonDocument document, String name, FieldVisitor visitor) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = buffer.array();
        int element = BsonElements.find(bytes, buffer.arrayOffset() + buffer.position(), name);
        if (element >= 0) {
            visitor.field(name, bytes, element);
        }
        return element >= 0;
    }

    /**
     * Hashes one field of the document that has a key.
     *
     * @param name the hash of the field's name, high and low
     * @param element where the field's element starts, or -1 where the document has none
     */
    public void hashField(long keyHigh, long keyLow, long[] name, byte[] bytes, int element) {
        int start = element < 0 ? 0 : BsonElements.valueStart(bytes, element);
        int length = element < 0 ? 0 : BsonElements.valueEnd(bytes, bytes[element], start) - start;
        if (field.length < FIELD_TYPE + 1 + length) {
            field = new byte[Math.max(2 * field.length, FIELD_TYPE + 1 + length)];
        }
        java.nio.ByteBuffer.wrap(field)
                .putLong(keyHigh)
                .putLong(keyLow)
                .putLong(name[0])
                .putLong(name[1]);
        field[FIELD_TYPE] = element < 0 ? 0 : bytes[element];
        System.arraycopy(bytes, start, field, FIELD_TYPE + 1, length);
        set(HASHER.hashBytesTo128Bits(field, 0, FIELD_TYPE + 1 + length));
    }

    /** The hash of a field's name, as {@link #hashField} takes it. */
    public static long[] name(String name) {
        HashValue128 hash = HASHER.hashBytesTo128Bits(name.getBytes(StandardCharsets.UTF_8));
        return new long[] {hash.getMostSignificantBits(), hash.getLeastSignificantBits()};
    }

    private void set(HashValue128 hash) {
        high = hash.getMostSignificantBits();
        low = hash.getLeastSignificantBits();
    }

    /** Reads the key of a document while what of its {@code _id} doesn't count is blanked out. */
    public interface KeyFields {
        /** Reads it. */
        void read(RawBsonDocument document);
    }
}
