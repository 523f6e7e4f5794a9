package sluice.document;

import com.mongodb.MongoWriteException;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import sluice.bson.DocumentLayout.Form;
import sluice.collection.TargetCollection;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.server.Server;
import sluice.server.ServerCodes;

/**
 * What every operation on single documents works with: the plan, its rules, and the collections on the server. Stateless;
 * thread-safe.
 */
record Workplace(Plan plan, Server server, Relations relations, Rules rules) {

    static Workplace of(Plan plan, Server server) {
        Relations relations = new Relations(plan);
        return new Workplace(plan, server, relations, new Rules(plan, relations));
    }

    /** Commands outside a transaction. */
    Store store() {
        return new Store(server.database(plan.database()), null);
    }

    TargetCollection target(CollectionPlan collection) {
        return new TargetCollection(server, plan.database(), collection.name());
    }

    /** The document that a load would make of some columns. */
    BsonDocument document(CollectionPlan collection, Map<String, String> values, Form form) {
        return new Draft(collection, target(collection)).document(values, form);
    }

    /** The columns of a collection, as far as the plan, its files and a document that is there tell. */
    KnownColumns known(CollectionPlan collection) {
        return KnownColumns.of(plan, collection, store().first(collection.name(), new BsonDocument()));
    }

    /**
     * A filter that finds the document of a key.
     *
     * @throws RefusedException if the key doesn't fit the collection
     */
    BsonDocument filter(DocumentKey key) {
        BsonDocument filter = new BsonDocument();
        document(key.collection(), key.values(), Form.FIELDS)
                .forEach((field, value) -> filter.append(field, new BsonDocument("$eq", value)));
        return filter;
    }

    static BsonDocument byId(BsonDocument document) {
        return new BsonDocument("_id", new BsonDocument("$eq", id(document)));
    }

    static BsonValue id(BsonDocument document) {
        return Objects.requireNonNull(document.get("_id"));
    }

    /** Says to the user why the server refuses a document. */
    RefusedException refused(CollectionPlan collection, MongoWriteException e) {
        String detail = server.secrets().redact(e.getError().getMessage());
        return new RefusedException(
                e.getCode() == ServerCodes.DUPLICATE_KEY
                        ? "there is a " + collection.noun() + " of that key already. (" + detail + ")"
                        : "the server refuses it: " + detail);
    }
}
