package sluice.collection;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.RenameCollectionOptions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.server.Failure;
import sluice.server.Server;
import sluice.server.ServerCodes;
import sluice.server.ServerException;

/** A collection before and after the writes: what it is, what it holds, its indexes. Not thread-safe. */
public final class TargetCollection {
    private static final Logger LOG = LoggerFactory.getLogger(TargetCollection.class);
    /** As many as a person reads. */
    private static final int MAX_DUPLICATES = 5;

    private static final int NAMESPACE_NOT_FOUND = 26;
    private static final int INDEX_NOT_FOUND = 27;
    private static final int NAMESPACE_EXISTS = 48;
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

    /**
     * How many documents it holds: by the server's own count, which is exact unless it crashed or is sharded. After a crash it
     * may be nought where there are documents: then they are looked at.
     */
    public long count() {
        Document reply = ask(() -> database.runCommand(new Document("count", name)));
        long quick = reply.get("n", Number.class).longValue();
        return quick > 0 ? quick : exactCount();
    }

    /** What tells it from one of the same name on another server, or made anew; null where the server doesn't say, or it isn't there. */
    public @Nullable String identity() {
        Document information = information();
        Document info = information == null ? null : information.get("info", Document.class);
        Object uuid = info == null ? null : info.get("uuid");
        if (uuid instanceof Binary binary) {
            return HexFormat.of().formatHex(binary.getData());
        }
        return uuid == null ? null : uuid.toString();
    }

    /** Makes it where it isn't there. */
    public void create() {
        ask(() -> {
            try {
                database.runCommand(new Document("create", name));
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != NAMESPACE_EXISTS) {
                    throw e;
                }
            }
            return true;
        });
    }

    /** How many documents it holds, by looking at each. */
    public long exactCount() {
        return server.atLength(database.getName(), at -> at.getCollection(name).countDocuments());
    }

    /** How many documents have an {@code _id} from one, inclusive, to another, exclusive; by looking at each. */
    public long count(ObjectId from, ObjectId to) {
        Document range = new Document("$gte", from).append("$lt", to);
        return ask(() -> database.getCollection(name).countDocuments(new Document("_id", range)));
    }

    /**
     * Deletes the documents that have an {@code _id} from one, inclusive, to another, exclusive.
     *
     * @return how many there were
     */
    public long delete(ObjectId from, ObjectId to) {
        return delete(new Document("_id", new Document("$gte", from).append("$lt", to)));
    }

    /**
     * Deletes those of some documents that it holds byte by byte; what has another content was not inserted so, or was changed
     * since.
     *
     * @return how many there were
     */
    public long deleteEqual(List<RawBsonDocument> documents) {
        List<BsonValue> ids = new OwnDocuments(server, database.getName(), name)
                .equalTo(documents).stream()
                        .map(document -> document.get("_id"))
                        .toList();
        return ids.isEmpty() ? 0 : delete(new Document("_id", new Document("$in", ids)));
    }

    private long delete(Document filter) {
        return ask(() -> database.getCollection(name).deleteMany(filter).getDeletedCount());
    }

    /** Drops indexes; those that don't exist are none. */
    public void dropIndexes(List<String> names) {
        List<String> existing =
                indexes().stream().map(index -> index.getString("name")).toList();
        names.stream()
                .filter(existing::contains)
                .forEach(index -> ask(() -> {
                    database.getCollection(name).dropIndex(index);
                    return true;
                }));
    }

    /** What is known of it before a load. */
    public TargetState state() {
        Document information = information();
        return new TargetState(
                information == null ? new Document() : information.get("options", new Document()),
                information == null ? List.of() : indexes(),
                information == null ? 0 : count());
    }

    /**
     * Makes an empty collection beside it, with its options and validator, and with these indexes. Nothing happens to the
     * collection itself: what can fail fails here.
     *
     * @param existing indexes it has, as the server lists them
     * @param wanted further ones, as {@code createIndexes} takes them
     * @param later those among them that are built after the load: they are only tried
     * @return the collection made, to be put in place or discarded
     * @throws ServerException where an index can't be built
     */
    public TargetCollection prepareReplacement(
            Document options, List<Document> existing, List<Document> wanted, List<Document> later) {
        TargetCollection replacement = new TargetCollection(
                server,
                database.getName(),
                "sluice_new_" + UUID.randomUUID().toString().substring(0, 8));
        try {
            Document create = new Document("create", replacement.name);
            create.putAll(options);
            onceOr(NAMESPACE_EXISTS, () -> database.runCommand(create));
            replacement.createIndexes(existing, options, name);
            replacement.createIndexes(wanted, options, name);
            later.forEach(index -> onceOr(INDEX_NOT_FOUND, () -> {
                database.getCollection(replacement.name).dropIndex(index.getString("name"));
                return true;
            }));
        } catch (ServerException e) {
            replacement.discard();
            throw e;
        }
        return replacement;
    }

    private void createIndexes(List<Document> indexes, Document options, String called) {
        List<Document> wanted = new ArrayList<>();
        for (Document index : indexes) {
            if (!"_id_".equals(index.getString("name")) && !Boolean.TRUE.equals(index.getBoolean("clustered"))) {
                Document copy = new Document(index);
                copy.remove("ns");
                if (options.containsKey("collation") && index.containsKey("v")) {
                    // The list of indexes leaves the simple collation out; without a word they would take the
                    // collection's.
                    copy.putIfAbsent("collation", new Document("locale", "simple"));
                }
                wanted.add(copy);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Document command = new Document("createIndexes", name).append("indexes", wanted);
        server.atLength(database.getName(), at -> {
            try {
                return at.runCommand(command);
            } catch (MongoCommandException e) {
                if (Failure.of(e).isRetried()) {
                    throw e;
                }
                throw indexFailed(e, wanted, called);
            }
        });
    }

    private ServerException indexFailed(MongoServerException e, List<Document> wanted, String called) {
        String target = database.getName() + "." + called;
        String detail = server.secrets().redact(String.valueOf(e.getMessage()));
        if (e.getCode() == ServerCodes.DUPLICATE_KEY) {
            return new ServerException(target + " holds documents with equal values in a unique index, so it can't be"
                    + " built: " + duplicates(wanted, detail));
        }
        if (INDEX_CONFLICTS.contains(e.getCode())) {
            return new ServerException(target + " has an index on the same fields that is not the one wanted ("
                    + names(wanted) + "), or another of its name; drop it, or leave it out of the plan. " + detail);
        }
        return server.translate(e);
    }

    private static String names(List<Document> indexes) {
        return indexes.stream().map(index -> index.getString("name")).collect(Collectors.joining(", "));
    }

    /** The values that stand in more than one document; the server names only the first. */
    private String duplicates(List<Document> wanted, String detail) {
        StringBuilder text = new StringBuilder();
        for (Document index : wanted) {
            Document keys = index.get("key", Document.class);
            if (Boolean.TRUE.equals(index.getBoolean("unique")) && keys != null) {
                for (Document group : duplicates(keys)) {
                    text.append(text.isEmpty() ? "" : "; ")
                            .append(group.get("n"))
                            .append(" documents with ")
                            .append(values(keys, group.getList("v", Object.class, List.of())));
                }
            }
        }
        return text.isEmpty() ? detail : text.append('.').toString();
    }

    private List<Document> duplicates(Document keys) {
        List<String> values = keys.keySet().stream().map(field -> "$" + field).toList();
        try {
            return server.atLength(
                    database.getName(),
                    at -> at.getCollection(name)
                            .aggregate(List.of(
                                    new Document(
                                            "$group", new Document("_id", values).append("n", new Document("$sum", 1))),
                                    new Document("$match", new Document("n", new Document("$gt", 1))),
                                    new Document("$sort", new Document("_id", 1)),
                                    new Document("$limit", MAX_DUPLICATES),
                                    new Document("$project", new Document("v", "$_id").append("n", 1))))
                            .allowDiskUse(true)
                            .into(new ArrayList<>()));
        } catch (ServerException e) {
            LOG.debug("The duplicates can't be listed", e);
            return List.of();
        }
    }

    private static String values(Document keys, List<Object> values) {
        Document named = new Document();
        int i = 0;
        for (String field : keys.keySet()) {
            named.append(field, i < values.size() ? values.get(i) : null);
            i++;
        }
        return named.toJson();
    }

    /**
     * Builds indexes in one go; those that are there already stay.
     *
     * @param indexes as {@code createIndexes} takes them, each with a name
     * @throws ServerException where one can't be built, with the values that stand in its way
     */
    public void build(List<Document> indexes) {
        createIndexes(indexes, new Document(), name);
    }

    /** A value that a document has in a field; null where none has one but null. */
    public @Nullable BsonValue sample(String field) {
        BsonDocument found = ask(() -> database.getCollection(name, BsonDocument.class)
                .find(new Document(field, new Document("$ne", null).append("$not", new Document("$size", 0))))
                .projection(new Document(field, 1))
                .first());
        BsonValue value = found;
        for (String part : field.split("\\.", -1)) {
            value = value != null && value.isDocument() ? value.asDocument().get(part) : null;
        }
        return value;
    }

    /**
     * Reads some fields of every document.
     *
     * @param consumer may see a document more than once, where reading had to begin anew
     * @throws ServerException where the server fails
     */
    public void forEach(List<String> fields, Consumer<RawBsonDocument> consumer) {
        Document projection = new Document();
        fields.forEach(field -> projection.append(field, 1));
        if (!fields.contains("_id")) {
            projection.append("_id", 0);
        }
        ask(() -> {
            for (RawBsonDocument document :
                    database.getCollection(name, RawBsonDocument.class).find().projection(projection)) {
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
     * @throws ServerException where the server fails
     */
    public void find(
            List<String> fields, List<List<BsonValue>> keys, boolean withId, Consumer<RawBsonDocument> consumer) {
        Document projection = new Document();
        fields.forEach(field -> projection.append(field, 1));
        projection.putIfAbsent("_id", withId ? 1 : 0);
        List<RawBsonDocument> found = ask(() -> database.getCollection(name, RawBsonDocument.class)
                .find(anyOf(fields, keys))
                .projection(projection)
                .into(new ArrayList<>()));
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

    /**
     * Puts this collection in the place of another, in one step. Where the reply is lost, who of the two is there now says
     * whether it was done.
     *
     * @throws ServerException where the server refuses or fails
     */
    public void replace(TargetCollection old) {
        if (old == this) {
            return;
        }
        onceOr(NAMESPACE_NOT_FOUND, () -> {
            database.getCollection(name)
                    .renameCollection(
                            new MongoNamespace(database.getName(), old.name),
                            new RenameCollectionOptions().dropTarget(true));
            return true;
        });
        if (information() != null || old.information() == null) {
            throw new ServerException("The " + server.name() + " says that " + database.getName() + "." + old.name
                    + " was replaced, but it was not. The new one is called " + name + ".");
        }
    }

    /** Drops a collection that was made for trial; a server that can't be reached keeps an empty collection. */
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

    private <T extends @Nullable Object> T ask(Supplier<T> question) {
        return server.retries().ask(question);
    }

    /**
     * Changes something that can be changed once only.
     *
     * @param done the error that says so, after a first try whose reply was lost
     */
    private void onceOr(int done, Supplier<?> change) {
        boolean[] sent = {false};
        ask(() -> {
            try {
                return change.get();
            } catch (MongoCommandException e) {
                if (sent[0] && e.getErrorCode() == done) {
                    return true;
                }
                throw e;
            } finally {
                sent[0] = true;
            }
        });
    }
}
