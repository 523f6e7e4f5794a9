package sluice.sink;

import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A collection before and after the writes: what it is, what it holds, its indexes. Not thread-safe. */
public final class TargetCollection {
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

    /** Empties it: drops it, then makes it again with the options, validator and indexes it had. */
    public void drop() {
        Document information = information();
        if (information == null) {
            return;
        }
        List<Document> indexes =
                ask(() -> database.getCollection(name).listIndexes().into(new ArrayList<>()));
        ask(() -> {
            database.getCollection(name).drop();
            Document options = information.get("options", new Document());
            indexes.removeIf(index -> "_id_".equals(index.getString("name")));
            if (!options.isEmpty()) {
                Document create = new Document("create", name);
                create.putAll(options);
                database.runCommand(create);
            }
            if (!indexes.isEmpty()) {
                indexes.forEach(index -> index.remove("ns"));
                database.runCommand(new Document("createIndexes", name).append("indexes", indexes));
            }
            return true;
        });
    }

    /**
     * Builds a unique index on fields, or finds it there.
     *
     * @throws ServerException where the documents in the collection are not unique by them
     */
    public void requireUnique(List<String> fields) {
        Bson keys = Indexes.ascending(fields);
        try {
            database.getCollection(name).createIndex(keys, new IndexOptions().unique(true));
        } catch (MongoServerException e) {
            if (e.getCode() == DUPLICATE_KEY) {
                throw new ServerException("The documents already in " + database.getName() + "." + name
                        + " are not unique by " + String.join(", ", fields) + ", so it can't be the key: "
                        + server.secrets().redact(String.valueOf(e.getMessage())));
            }
            if (INDEX_CONFLICTS.contains(e.getCode())) {
                throw new ServerException(database.getName() + "." + name + " has an index on "
                        + String.join(", ", fields) + " that is not this unique one; drop it, or leave out the key. "
                        + server.secrets().redact(String.valueOf(e.getMessage())));
            }
            throw server.translate(e);
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }
}
