package sluice.document;

import com.mongodb.MongoWriteException;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import sluice.document.Answer.Done;
import sluice.plan.CollectionPlan;
import sluice.server.Server;
import sluice.server.ServerCodes;

/**
 * Deletes one document, with those that refer to it if the plan says so: in one transaction if the server has them, and
 * everywhere in an order in which no document is ever left that refers to nothing.
 */
record Deletion(Workplace workplace, DocumentKey key) {

    /** A document that was deleted, with what went with it. */
    private record Deleted(BsonDocument document, Cascade cascade) {}

    Done run() {
        BsonDocument filter = workplace.filter(key);
        Server server = workplace.server();
        Deleted deleted = server.inTransaction(session ->
                delete(filter, new Store(server.database(workplace.plan().database()), session)));
        sweep(deleted);
        String others = deleted.cascade().deleted().entrySet().stream()
                .map(entry -> entry.getValue() + " of " + entry.getKey())
                .collect(Collectors.joining(", "));
        return new Done("Deleted " + key.title() + (others.isEmpty() ? "." : ", and with it " + others + "."));
    }

    private Deleted delete(BsonDocument filter, Store store) {
        CollectionPlan collection = key.collection();
        BsonDocument document = store.first(collection.name(), filter);
        if (document == null) {
            throw key.missing();
        }
        workplace.rules().requireUnrestricted(collection, document, store);
        Cascade cascade = Cascade.of(workplace.relations(), collection.name(), List.of(Workplace.id(document)), store);
        cascade.delete(store);
        if (store.delete(collection.name(), Workplace.byId(document)) == 0) {
            // Somebody was faster.
            throw key.missing();
        }
        return new Deleted(document, cascade);
    }

    /**
     * Somebody may have added a child between our look and our deletion. Those that go with the document go too; if one
     * keeps it from being deleted, the document comes back.
     */
    private void sweep(Deleted deleted) {
        Store store = workplace.store();
        try {
            workplace.rules().requireUnrestricted(key.collection(), deleted.document, store);
        } catch (RefusedException e) {
            bringBack(deleted.document, store);
            throw e;
        }
        deleted.cascade.sweep(store);
    }

    private void bringBack(BsonDocument document, Store store) {
        try {
            store.insert(key.collection().name(), document);
        } catch (MongoWriteException e) {
            if (e.getCode() != ServerCodes.DUPLICATE_KEY) {
                throw e;
            }
            // Somebody has added it anew already.
        }
    }
}
