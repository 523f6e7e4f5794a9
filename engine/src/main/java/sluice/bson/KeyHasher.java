package sluice.bson;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * Hashes keys to 128 bits (XXH3 of {@link CanonicalKey}), under a seed that is drawn anew for every operation, so that
 * nobody can write a file whose keys collide. Not thread-safe.
 */
public final class KeyHasher {
    private final Hasher128 hasher;
    private final CanonicalKey key = new CanonicalKey();
    private long high;
    private long low;

    /** A hasher; the hashes of different seeds have nothing in common. */
    public KeyHasher(long seed) {
        hasher = Hashing.xxh3_128(seed);
    }

    /** The upper half of the last hash. */
    public long high() {
        return high;
    }

    /** The lower half of the last hash. */
    public long low() {
        return low;
    }

    /** The last hash. */
    public Hash128 value() {
        return new Hash128(high, low);
    }

    /**
     * Hashes columns of a document that was just encoded.
     *
     * @param elements where the element of each column starts, or -1 where there is none
     * @return whether there is something to hash: false where a reference has no value
     */
    boolean hash(KeyGroup group, byte[] bytes, int[] elements) {
        key.reset();
        boolean empty = true;
        List<Integer> columns = group.columns();
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            int element = column < 0 ? -1 : elements[column];
            if (element < 0) {
                key.addMissing();
            } else {
                int type = bytes[element];
                int start = BsonElements.valueStart(bytes, element);
                key.add(bytes, type, start);
                empty &= type == BsonElements.NULL
                        || (type == BsonElements.STRING && BsonElements.intAt(bytes, start) == 1);
            }
        }
        finish();
        return !(empty && group.reference());
    }

    /** Hashes fields of a document. */
    public void hash(RawBsonDocument document, List<String> fields) {
        read(document, fields);
        finish();
    }

    /** Hashes bytes as they are. */
    public void hash(byte[] bytes, int from, int to) {
        HashValue128 value = hasher.hashBytesTo128Bits(bytes, from, to - from);
        high = value.getMostSignificantBits();
        low = value.getLeastSignificantBits();
    }

    /** The bytes that are hashed of fields of a document: equal for equal keys and for no others. */
    public byte[] canonical(RawBsonDocument document, List<String> fields) {
        read(document, fields);
        return Arrays.copyOf(key.bytes(), key.length());
    }

    private void read(RawBsonDocument document, List<String> fields) {
        byte[] bytes = document.getByteBuffer().array();
        int offset = document.getByteBuffer().arrayOffset()
                + document.getByteBuffer().position();
        key.reset();
        for (String field : fields) {
            int element = BsonElements.find(bytes, offset, field);
            if (element < 0) {
                key.addMissing();
            } else {
                key.add(bytes, bytes[element], BsonElements.valueStart(bytes, element));
            }
        }
    }

    private void finish() {
        HashValue128 value = hasher.hashBytesTo128Bits(key.bytes(), 0, key.length());
        high = value.getMostSignificantBits();
        low = value.getLeastSignificantBits();
    }
}
