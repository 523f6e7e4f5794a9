package sluice.document;

import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.document.Relations.Relation;

/** The commands of single documents, inside a transaction's session or without one. */
record Store(MongoDatabase database, @Nullable ClientSession session) {

    private MongoCollection<BsonDocument> collection(String name) {
        return database.getCollection(name, BsonDocument.class);
    }

    private FindIterable<BsonDocument> find(String name, BsonDocument filter) {
        return session == null
                ? collection(name).find(filter)
                : collection(name).find(session, filter);
    }

    @Nullable
    BsonDocument first(String name, BsonDocument filter) {
        return find(name, filter).first();
    }

    boolean has(String name, BsonDocument filter) {
        return find(name, filter)
                        .projection(new BsonDocument("_id", new BsonInt32(1)))
                        .first()
                != null;
    }

    boolean has(Relation relation, BsonValue value) {
        return has(relation.parent(), new BsonDocument(relation.parentField(), new BsonDocument("$eq", value)));
    }

    /** Whether a value that is referred to stands in another document too; only if the field is not a key. */
    boolean hasOther(Relation relation, BsonValue value, List<BsonValue> ids) {
        return !relation.unique()
                && has(
                        relation.parent(),
                        new BsonDocument(relation.parentField(), new BsonDocument("$eq", value))
                                .append("_id", new BsonDocument("$nin", new BsonArray(ids))));
    }

    /** The values of a field of some documents. */
    List<BsonValue> values(String name, BsonDocument filter, String field) {
        List<BsonValue> values = new ArrayList<>();
        for (BsonDocument document : find(name, filter).projection(new BsonDocument(field, new BsonInt32(1)))) {
            BsonValue value = Relations.value(document, field);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    void insert(String name, BsonDocument document) {
        if (session == null) {
            collection(name).insertOne(document);
        } else {
            collection(name).insertOne(session, document);
        }
    }

    long update(String name, BsonDocument filter, BsonDocument update) {
        return session == null
                ? collection(name).updateOne(filter, update).getMatchedCount()
                : collection(name).updateOne(session, filter, update).getMatchedCount();
    }

    long delete(String name, BsonDocument filter) {
        return session == null
                ? collection(name).deleteMany(filter).getDeletedCount()
                : collection(name).deleteMany(session, filter).getDeletedCount();
    }
}
