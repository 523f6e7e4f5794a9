package sluice.sink;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.mongodb.MongoException;
import java.util.Locale;
import org.bson.RawBsonDocument;

/**
 * What a collection holds, in a few numbers that don't depend on the order of its documents: their number, and the sum of
 * their 128-bit hashes (XXH3). Equal collections have equal ones; of unequal ones that happens by chance once in 2^128.
 *
 * <p>Of a generated {@code _id} only the five bytes of the record's offset count: the others tell the operation.
 *
 * @param documents how many
 * @param high the sum of the upper halves of the hashes
 * @param low the sum of the lower halves
 */
public record CollectionHash(long documents, long high, long low) {
    private static final Hasher128 HASHER = Hashing.xxh3_128();
    private static final byte OBJECT_ID = 0x07;
    /** Behind the document's length, the type and the name of its first element. */
    private static final int ID_VALUE = 4 + 1 + 4;

    private static final int OPERATION_BYTES = 7;

    /**
     * Reads a collection to its end.
     *
     * @param generatedIds whether its {@code _id}s are those that a load generates
     * @throws ServerException where the server fails
     */
    public static CollectionHash of(Server server, String database, String collection, boolean generatedIds) {
        long documents = 0;
        long high = 0;
        long low = 0;
        try {
            for (RawBsonDocument document : server.database(database)
                    .getCollection(collection, RawBsonDocument.class)
                    .find()) {
                HashValue128 hash = hash(document, generatedIds);
                documents++;
                high += hash.getMostSignificantBits();
                low += hash.getLeastSignificantBits();
            }
        } catch (MongoException e) {
            throw server.translate(e);
        }
        return new CollectionHash(documents, high, low);
    }

    private static HashValue128 hash(RawBsonDocument document, boolean generatedIds) {
        var buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (generatedIds && bytes.length > ID_VALUE + 12 && bytes[4] == OBJECT_ID && bytes[5] == '_') {
            for (int i = 0; i < OPERATION_BYTES; i++) {
                bytes[ID_VALUE + i] = 0;
            }
        }
        return HASHER.hashBytesTo128Bits(bytes);
    }

    /** The sum as 32 hexadecimal digits. */
    public String text() {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }
}
