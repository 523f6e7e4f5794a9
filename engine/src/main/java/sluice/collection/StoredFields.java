package sluice.collection;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.FieldPath;
import sluice.server.Retries;
import sluice.server.ServerException;

/** Reads some fields of a collection's documents, of all or of those with given keys. */
public final class StoredFields {
    private final Retries retries;
    private final MongoCollection<RawBsonDocument> collection;

    StoredFields(Retries retries, MongoCollection<RawBsonDocument> collection) {
        this.retries = retries;
        this.collection = collection;
    }

    /**
     * A value that a document has in a field; null if none has one but null.
     *
     * @throws ServerException if the server fails
     */
    public @Nullable BsonValue sample(String field) {
        BsonDocument has = new BsonDocument(
                field,
                new BsonDocument("$ne", BsonNull.VALUE).append("$not", new BsonDocument("$size", new BsonInt32(0))));
        return FieldPath.of(field)
                .in(retries.ask(() ->
                        collection.find(has).projection(new Document(field, 1)).first()));
    }

    /**
     * Some of its documents.
     *
     * @param most how many at most
     * @throws ServerException if the server fails
     */
    public List<RawBsonDocument> first(int most) {
        return retries.ask(() -> collection.find().limit(most).into(new ArrayList<>()));
    }

    /**
     * Reads some fields of every document.
     *
     * @param consumer may see a document more than once, if reading had to begin anew
     * @throws ServerException if the server fails
     */
    public void forEach(List<String> fields, Consumer<RawBsonDocument> consumer) {
        Document projection = new Document();
        fields.forEach(field -> projection.append(field, 1));
        if (!fields.contains("_id")) {
            projection.append("_id", 0);
        }
        retries.ask(() -> {
            for (RawBsonDocument document : collection.find().projection(projection)) {
                consumer.accept(document);
            }
            return true;
        });
    }

    /**
     * Finds the documents that have one of the keys.
     *
     * @param fields the key's fields
     * @param keys the values of the fields, for each key; not empty
     * @param withId whether the {@code _id} is wanted too, for which the server has to read the documents
     * @throws ServerException if the server fails
     */
    public void find(
            List<String> fields, List<List<BsonValue>> keys, boolean withId, Consumer<RawBsonDocument> consumer) {
        Document projection = new Document();
        fields.forEach(field -> projection.append(field, 1));
        projection.putIfAbsent("_id", withId ? 1 : 0);
        List<RawBsonDocument> found = retries.ask(() ->
                collection.find(anyOf(fields, keys)).projection(projection).into(new ArrayList<>()));
        found.forEach(consumer);
    }

    /** One field has one look-up with many values; several fields need one for each combination. */
    private static BsonDocument anyOf(List<String> fields, List<List<BsonValue>> keys) {
        if (fields.size() == 1) {
            BsonArray values =
                    new BsonArray(keys.stream().map(key -> key.get(0)).toList());
            return new BsonDocument(fields.get(0), new BsonDocument("$in", values));
        }
        BsonArray queries = new BsonArray();
        for (List<BsonValue> key : keys) {
            BsonDocument query = new BsonDocument();
            for (int i = 0; i < fields.size(); i++) {
                query.append(fields.get(i), new BsonDocument("$eq", key.get(i)));
            }
            queries.add(query);
        }
        return new BsonDocument("$or", queries);
    }
}
