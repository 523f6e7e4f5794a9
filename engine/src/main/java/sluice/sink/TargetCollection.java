package sluice.sink;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.RenameCollectionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A collection before and after the writes: what it is, what it holds, its indexes. Not thread-safe. */
public final class TargetCollection {
    private static final Logger LOG = LoggerFactory.getLogger(TargetCollection.class);
    private static final int DUPLICATE_KEY = 11000;
    private static final List<Integer> INDEX_CONFLICTS = List.of(85, 86);

    private final Server server;
    private final MongoDatabase database;
    private final String name;

    /** A collection, which need not exist. */
    public TargetCollection(Server server, String database, String name) {
        this.server = server;
        this.database = server.database(database);
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /**
     * Checks that it takes documents: it doesn't exist yet, or is no view or time series.
     *
     * @throws ServerException where it is one
     */
    public void requireLoadable() {
        Document information = information();
        String type = information == null ? "collection" : information.get("type", "collection");
        if (!type.equals("collection")) {
            throw new ServerException(
                    database.getName() + "." + name + " is a " + type + ", not a collection. Nothing was changed.");
        }
    }

    private @Nullable Document information() {
        return ask(() ->
                database.listCollections().filter(new Document("name", name)).first());
    }

    /** How many documents it holds: by the server's own count, which is exact unless it crashed or is sharded. */
    public long count() {
        Document reply = ask(() -> database.runCommand(new Document("count", name)));
        return reply.get("n", Number.class).longValue();
    }

    /** How many documents it holds, by looking at each. */
    public long exactCount() {
        return ask(() -> database.getCollection(name).countDocuments());
    }

    /**
     * Makes an empty collection beside it, with its options, validator and indexes and a unique index on {@code key}.
     * Nothing happens to the collection itself: what can fail fails here.
     *
     * @param key the fields of the unique index; empty for none
     * @return the collection made, to be put in place or dropped; this one where it doesn't exist yet
     */
    public TargetCollection prepareReplacement(List<String> key) {
        Document information = information();
        if (information == null) {
            requireUnique(key);
            return this;
        }
        TargetCollection replacement = new TargetCollection(
                server,
                database.getName(),
                "sluice_new_" + UUID.randomUUID().toString().substring(0, 8));
        try {
            replacement.create(information.get("options", new Document()), indexes());
            replacement.requireUnique(key, name);
        } catch (ServerException e) {
            replacement.discard();
            throw e;
        }
        return replacement;
    }

    private void create(Document options, List<Document> indexes) {
        Document create = new Document("create", name);
        create.putAll(options);
        List<Document> wanted = new ArrayList<>();
        for (Document index : indexes) {
            if (!"_id_".equals(index.getString("name")) && !Boolean.TRUE.equals(index.getBoolean("clustered"))) {
                Document copy = new Document(index);
                copy.remove("ns");
                if (options.containsKey("collation")) {
                    // The list of indexes leaves the simple collation out; without a word they would take the
                    // collection's.
                    copy.putIfAbsent("collation", new Document("locale", "simple"));
                }
                wanted.add(copy);
            }
        }
        ask(() -> database.runCommand(create));
        if (!wanted.isEmpty()) {
            ask(() -> database.runCommand(new Document("createIndexes", name).append("indexes", wanted)));
        }
    }

    /** Puts this collection in the place of another, in one step. */
    public void replace(TargetCollection old) {
        if (old != this) {
            ask(() -> {
                database.getCollection(name)
                        .renameCollection(
                                new MongoNamespace(database.getName(), old.name),
                                new RenameCollectionOptions().dropTarget(true));
                return true;
            });
        }
    }

    /** Drops a replacement that is not needed; a server that can't be reached keeps an empty collection. */
    public void discard() {
        try {
            database.getCollection(name).drop();
        } catch (MongoException e) {
            LOG.warn("The empty collection {} could not be dropped", name);
        }
    }

    private List<Document> indexes() {
        return ask(() -> database.getCollection(name).listIndexes().into(new ArrayList<>()));
    }

    /**
     * Builds a unique index on fields, or finds one there, whatever its name.
     *
     * @param fields none for no index
     * @throws ServerException where the documents in the collection are not unique by them
     */
    public void requireUnique(List<String> fields) {
        requireUnique(fields, name);
    }

    private void requireUnique(List<String> fields, String called) {
        if (fields.isEmpty() || hasUnique(fields)) {
            return;
        }
        String target = database.getName() + "." + called;
        String columns = String.join(", ", fields);
        try {
            database.getCollection(name).createIndex(Indexes.ascending(fields), new IndexOptions().unique(true));
        } catch (MongoServerException e) {
            String detail = server.secrets().redact(String.valueOf(e.getMessage()));
            if (e.getCode() == DUPLICATE_KEY) {
                throw new ServerException("The documents already in " + target + " are not unique by " + columns
                        + ", so it can't be the key: " + detail);
            }
            if (INDEX_CONFLICTS.contains(e.getCode())) {
                throw new ServerException(target + " has an index on " + columns
                        + " that is not this unique one, or another of its name; drop it, or leave out the key. "
                        + detail);
            }
            throw server.translate(e);
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private boolean hasUnique(List<String> fields) {
        Document keys = new Document();
        fields.forEach(field -> keys.append(field, 1));
        return information() != null
                && indexes().stream()
                        .filter(index -> Boolean.TRUE.equals(index.getBoolean("unique")))
                        .filter(index -> !index.containsKey("partialFilterExpression") && !index.containsKey("sparse"))
                        .anyMatch(index -> sameKeys(index.get("key", Document.class), keys));
    }

    /** Servers give the directions as numbers of any type. */
    private static boolean sameKeys(Document one, Document other) {
        return new ArrayList<>(one.keySet()).equals(new ArrayList<>(other.keySet()))
                && one.values().stream().allMatch(value -> value instanceof Number number && number.intValue() == 1);
    }

    private <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }
}
