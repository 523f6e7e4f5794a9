package sluice.document;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;
import sluice.bson.DocumentLayout.Form;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.document.Answer.Done;
import sluice.document.Answer.Refused;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.Suggestions;
import sluice.query.Row;
import sluice.server.Server;
import sluice.server.ServerCodes;
import sluice.server.ServerException;

/**
 * Adds, changes, shows and deletes single documents of a plan's collections. Values are texts by column, as they would
 * stand in a file, and become what a load would make of them; keys are unique and references lead somewhere, as in a load.
 *
 * <p>Other users may be at work at the same time. What was checked before a write is checked again after it, and the write
 * is taken back where it no longer holds; so a document is never left that refers to one that somebody else deletes
 * through this class. Stateless; thread-safe.
 */
public final class Documents {
    private final Plan plan;
    private final Server server;
    private final Relations relations;
    private final Rules rules;

    /** The documents of a plan's collections on a server. */
    public Documents(Plan plan, Server server) {
        this.plan = plan;
        this.server = server;
        relations = new Relations(plan);
        rules = new Rules(plan, relations);
    }

    /**
     * A collection of the plan.
     *
     * @throws IllegalArgumentException where it has none of that name; the message is the user's
     */
    public static CollectionPlan collection(Plan plan, String name) {
        List<String> names =
                plan.collections().stream().map(CollectionPlan::name).toList();
        return plan.collections().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is no collection of " + plan.origin()
                        + "." + Suggestions.forUnknown(name, names)));
    }

    /** The columns that find a document: the key's, or the one that becomes {@code _id}. */
    public static List<String> keyColumns(CollectionPlan collection) {
        return collection.id() != null ? List.of(collection.id()) : collection.key();
    }

    /**
     * The columns that a document is made of, as far as the plan, its files and the documents that are there tell.
     *
     * @throws ServerException where the server fails
     */
    public List<String> columns(CollectionPlan collection) {
        try {
            return known(collection).names();
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    /**
     * Adds a document.
     *
     * @param values by column
     * @throws ServerException where the server fails
     */
    public Answer add(CollectionPlan collection, Map<String, String> values) {
        return answer(() -> {
            KnownColumns known = known(collection);
            rules.requireKnown(known, collection, values);
            Rules.requireKey(collection, values);
            Map<String, String> whole = new LinkedHashMap<>();
            known.names().forEach(column -> whole.put(column, ""));
            whole.putAll(values);
            BsonDocument document = draft(collection).document(whole, Form.DOCUMENT);
            if (collection.id() == null) {
                document.put("_id", new BsonObjectId(new ObjectId()));
            }
            TargetCollection target = target(collection);
            target.requireLoadable();
            target.build(keyIndex(collection));
            Store store = store();
            rules.requireParents(collection, document, store);
            String name = collection.name();
            try {
                store.insert(name, document);
            } catch (MongoWriteException e) {
                throw refused(collection, e);
            }
            try {
                rules.requireParents(collection, document, store);
            } catch (RefusedException e) {
                store.delete(name, byId(document));
                throw e;
            }
            return new Done("Added " + title(collection, values) + ".");
        });
    }

    /**
     * Changes fields of a document. Its key stays: documents are found, and referred to, by it.
     *
     * @param key in the order of {@link #keyColumns}
     * @param values by column
     * @throws ServerException where the server fails
     */
    public Answer set(CollectionPlan collection, List<String> key, Map<String, String> values) {
        return answer(() -> {
            rules.requireKnown(known(collection), collection, values);
            BsonDocument filter = filter(collection, key);
            Map<String, String> changes = new LinkedHashMap<>(values);
            List<String> keyColumns = keyColumns(collection);
            for (int i = 0; i < keyColumns.size(); i++) {
                String given = changes.remove(keyColumns.get(i));
                if (given != null && !given.equals(key.get(i))) {
                    throw new RefusedException("`" + keyColumns.get(i)
                            + "` is the key, which stays; add a new document and" + " delete this one.");
                }
            }
            if (changes.isEmpty()) {
                throw new RefusedException("no column to change was given.");
            }
            Map<String, String> whole = new LinkedHashMap<>(changes);
            for (int i = 0; i < keyColumns.size(); i++) {
                whole.put(keyColumns.get(i), key.get(i));
            }
            BsonDocument fields = draft(collection).document(whole, Form.FIELDS);
            filter.keySet().forEach(fields::remove);
            Store store = store();
            BsonDocument before = store.first(collection.name(), filter);
            if (before == null) {
                throw missing(collection, key);
            }
            rules.requireUnreferred(collection, before, changes, fields, store);
            rules.requireParents(collection, fields, store);
            try {
                store.update(collection.name(), byId(before), Change.of(collection, changes, fields));
            } catch (MongoWriteException e) {
                throw refused(collection, e);
            }
            try {
                rules.requireUnreferred(collection, before, changes, fields, store);
                rules.requireParents(collection, fields, store);
            } catch (RefusedException e) {
                store.update(collection.name(), byId(before), Change.back(before, collection, changes));
                removeIfOrphaned(collection, before, store);
                throw e;
            }
            return new Done("Changed " + title(collection, key) + ".");
        });
    }

    /** What a document referred to before may be gone by the time it refers to it again; then it goes as well. */
    private void removeIfOrphaned(CollectionPlan collection, BsonDocument document, Store store) {
        try {
            rules.requireParents(collection, document, store);
        } catch (RefusedException e) {
            Cascade.of(relations, collection.name(), List.of(document.get("_id")), store)
                    .run(store);
            store.delete(collection.name(), byId(document));
        }
    }

    /**
     * Finds a document.
     *
     * @param key in the order of {@link #keyColumns}
     * @throws ServerException where the server fails
     * @throws IllegalArgumentException where the key makes no sense; the message is the user's
     */
    public Optional<Row> get(CollectionPlan collection, List<String> key) {
        try {
            BsonDocument found = store().first(collection.name(), filter(collection, key));
            return Optional.ofNullable(found).map(Row::new);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    /** Up to so many keys of a collection that start with a text, for completion; single text keys only. */
    public List<String> keys(CollectionPlan collection, String start, int limit) {
        List<String> columns = keyColumns(collection);
        if (columns.size() != 1) {
            return List.of();
        }
        String field = collection.field(columns.get(0));
        try {
            List<String> keys = new ArrayList<>();
            server.database(plan.database())
                    .getCollection(collection.name(), BsonDocument.class)
                    .find(new Document(field, new Document("$gte", start).append("$lt", start + '\uffff')))
                    .projection(new Document(field, 1))
                    .sort(new Document(field, 1))
                    .limit(limit)
                    .forEach(document -> {
                        BsonValue value = Relations.value(document, field);
                        if (value != null && value.isString()) {
                            keys.add(value.asString().getValue());
                        }
                    });
            return keys;
        } catch (MongoException e) {
            return List.of();
        }
    }

    /**
     * Deletes a document, with those that refer to it where the plan says so: in one transaction where the server has such,
     * and everywhere in an order that leaves no document which refers to nothing.
     *
     * @param key in the order of {@link #keyColumns}
     * @throws ServerException where the server fails
     */
    public Answer delete(CollectionPlan collection, List<String> key) {
        return answer(() -> {
            BsonDocument filter = filter(collection, key);
            Cascade[] last = new Cascade[1];
            BsonDocument found = server.inTransaction(session -> {
                Store store = new Store(server.database(plan.database()), session);
                BsonDocument document = store.first(collection.name(), filter);
                if (document == null) {
                    throw missing(collection, key);
                }
                rules.requireUnrestricted(collection, document, store);
                Cascade cascade = Cascade.of(relations, collection.name(), List.of(document.get("_id")), store);
                cascade.delete(store);
                if (store.delete(collection.name(), byId(document)) == 0) {
                    // Somebody was faster.
                    throw missing(collection, key);
                }
                last[0] = cascade;
                return document;
            });
            sweep(collection, found, last[0]);
            String others = last[0].deleted().entrySet().stream()
                    .map(entry -> entry.getValue() + " of " + entry.getKey())
                    .collect(Collectors.joining(", "));
            return new Done(
                    "Deleted " + title(collection, key) + (others.isEmpty() ? "." : ", and with it " + others + "."));
        });
    }

    /**
     * Somebody may have added a child between our look and our deletion. Those that go with the document go too; where one
     * keeps it from being deleted, the document comes back.
     */
    private void sweep(CollectionPlan collection, BsonDocument document, Cascade cascade) {
        Store store = store();
        try {
            rules.requireUnrestricted(collection, document, store);
        } catch (RefusedException e) {
            try {
                store.insert(collection.name(), document);
            } catch (MongoWriteException again) {
                if (again.getCode() != ServerCodes.DUPLICATE_KEY) {
                    throw again;
                }
                // Somebody has added it anew already.
            }
            throw e;
        }
        cascade.sweep(store);
    }

    private interface Work {
        Answer run();
    }

    private Answer answer(Work work) {
        try {
            return work.run();
        } catch (RefusedException e) {
            return new Refused(sentence(String.valueOf(e.getMessage())));
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private KnownColumns known(CollectionPlan collection) {
        return KnownColumns.of(plan, collection, store().first(collection.name(), new BsonDocument()));
    }

    private BsonDocument filter(CollectionPlan collection, List<String> key) {
        List<String> columns = keyColumns(collection);
        if (columns.isEmpty()) {
            throw new RefusedException(
                    collection.name() + " has no key in the plan, so none of its documents can be" + " named.");
        }
        if (columns.size() != key.size()) {
            throw new RefusedException("a document of " + collection.name() + " is named by "
                    + String.join(" and ", columns) + "; " + key.size() + " given.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), key.get(i));
        }
        BsonDocument document = draft(collection).document(values, Form.FIELDS);
        BsonDocument filter = new BsonDocument();
        document.forEach((field, value) -> filter.append(field, new BsonDocument("$eq", value)));
        return filter;
    }

    private static List<Document> keyIndex(CollectionPlan collection) {
        List<String> fields = collection.keyFields();
        boolean needed = !fields.isEmpty() && !fields.equals(List.of("_id"));
        return needed ? List.of(TargetState.uniqueIndex(fields)) : List.of();
    }

    private RefusedException refused(CollectionPlan collection, MongoWriteException e) {
        String detail = server.secrets().redact(e.getError().getMessage());
        return new RefusedException(
                e.getCode() == ServerCodes.DUPLICATE_KEY
                        ? "there is a " + collection.noun() + " of that key already. (" + detail + ")"
                        : "the server refuses it: " + detail);
    }

    private RefusedException missing(CollectionPlan collection, List<String> key) {
        return new RefusedException("there is no " + title(collection, key) + ".");
    }

    private static String title(CollectionPlan collection, Map<String, String> values) {
        return title(
                collection,
                keyColumns(collection).stream()
                        .map(column -> values.getOrDefault(column, ""))
                        .toList());
    }

    private static String title(CollectionPlan collection, List<String> key) {
        return key.isEmpty() ? "a " + collection.noun() : collection.noun() + " " + String.join(", ", key);
    }

    private static BsonDocument byId(BsonDocument document) {
        return new BsonDocument("_id", new BsonDocument("$eq", document.get("_id")));
    }

    private Draft draft(CollectionPlan collection) {
        return new Draft(collection, target(collection));
    }

    private TargetCollection target(CollectionPlan collection) {
        return new TargetCollection(server, plan.database(), collection.name());
    }

    private Store store() {
        return new Store(server.database(plan.database()), null);
    }
}
