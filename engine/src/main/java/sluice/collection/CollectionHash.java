package sluice.collection;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Locale;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import sluice.server.Server;
import sluice.server.ServerException;

/**
 * What a collection holds, in a few numbers that don't depend on the order of its documents: their number, and the sum of
 * their 128-bit hashes (XXH3). Equal collections have equal ones; of unequal ones that happens by chance once in 2^128.
 *
 * <p>Of an {@code _id} that a load generates only the five bytes of the record's offset count, the others tell the
 * operation; of one that the server generates nothing does.
 *
 * @param documents how many
 * @param high the sum of the upper halves of the hashes
 * @param low the sum of the lower halves
 */
public record CollectionHash(long documents, long high, long low) {
    private static final Hasher128 HASHER = Hashing.xxh3_128();
    private static final byte OBJECT_ID = (byte) BsonType.OBJECT_ID.getValue();
    /** Behind the document's length, the type and the name of its first element. */
    private static final int ID_VALUE = 4 + 1 + 4;

    /** What of an {@code _id} counts. */
    public enum Ids {
        /** All of it: it comes from a column. */
        WHOLE(0),
        /** The record's offset: the load generates it. */
        OFFSET(7),
        /** Nothing: the server generates it. */
        NONE(12);

        private final int ignored;

        Ids(int ignored) {
            this.ignored = ignored;
        }
    }

    /**
     * Reads a collection to its end.
     *
     * @param ids what of its {@code _id}s counts
     * @throws ServerException if the server fails
     */
    public static CollectionHash of(Server server, String database, String collection, Ids ids) {
        return server.retries().ask(() -> read(server, database, collection, ids));
    }

    private static CollectionHash read(Server server, String database, String collection, Ids ids) {
        long documents = 0;
        long high = 0;
        long low = 0;
        for (RawBsonDocument document : server.database(database)
                .getCollection(collection, RawBsonDocument.class)
                .find()) {
            HashValue128 hash = hash(document, ids);
            documents++;
            high += hash.getMostSignificantBits();
            low += hash.getLeastSignificantBits();
        }
        return new CollectionHash(documents, high, low);
    }

    private static HashValue128 hash(RawBsonDocument document, Ids ids) {
        var buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (bytes.length > ID_VALUE + 12 && bytes[4] == OBJECT_ID && bytes[5] == '_') {
            for (int i = 0; i < ids.ignored; i++) {
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
