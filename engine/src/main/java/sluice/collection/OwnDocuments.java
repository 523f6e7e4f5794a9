package sluice.collection;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.server.Server;
import sluice.server.ServerException;

/** Compares documents with what a collection holds. Not thread-safe. */
public final class OwnDocuments {
    private final Server server;
    private final MongoCollection<RawBsonDocument> collection;

    public OwnDocuments(Server server, String database, String collection) {
        this.server = server;
        this.collection = server.database(database).getCollection(collection, RawBsonDocument.class);
    }

    /**
     * Those of the documents that the collection holds byte by byte.
     *
     * @param documents each with an {@code _id}
     * @throws ServerException where the server fails
     */
    public List<RawBsonDocument> equalTo(List<RawBsonDocument> documents) {
        BsonArray ids = new BsonArray(documents.stream().map(OwnDocuments::id).toList());
        List<RawBsonDocument> found = server.retries()
                .ask(() -> collection
                        .find(new BsonDocument("_id", new BsonDocument("$in", ids)))
                        .into(new ArrayList<>()));
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
