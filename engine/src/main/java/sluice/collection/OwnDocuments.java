package sluice.collection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.server.ServerException;
import sluice.server.WriteAccess;

/** Compares documents with what a collection holds. Not thread-safe. */
public final class OwnDocuments {
    private final WriteAccess access;
    private final String collection;

    /** The documents of a collection, which need not exist. */
    public OwnDocuments(WriteAccess access, String collection) {
        this.access = access;
        this.collection = collection;
    }

    /**
     * Those of the documents that the collection holds byte by byte.
     *
     * @param documents each with an {@code _id}
     * @throws ServerException if the server fails
     */
    public List<RawBsonDocument> equalTo(List<RawBsonDocument> documents) {
        BsonArray ids = new BsonArray(documents.stream().map(OwnDocuments::id).toList());
        BsonDocument filter = new BsonDocument("_id", new BsonDocument("$in", ids));
        List<RawBsonDocument> found = access.retries().ask(() -> access.port().find(collection, filter));
        Map<BsonValue, RawBsonDocument> there = new HashMap<>();
        found.forEach(document -> there.put(id(document), document));
        return documents.stream()
                .filter(document -> {
                    RawBsonDocument other = there.get(id(document));
                    return other != null && sameBytes(document, other);
                })
                .toList();
    }

    private static BsonValue id(RawBsonDocument document) {
        return Objects.requireNonNull(document.get("_id"));
    }

    private static boolean sameBytes(RawBsonDocument one, RawBsonDocument other) {
        return one.getByteBuffer().asNIO().equals(other.getByteBuffer().asNIO());
    }
}
