package sluice.collection;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import sluice.plan.CollectionPlan;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.server.WriteAccess;

/** A collection before and after the writes: what it is, how much it holds, its indexes. Not thread-safe. */
public final class TargetCollection {
    private static final int NAMESPACE_EXISTS = 48;

    private final Server server;
    private final MongoDatabase database;
    private final String name;
    private final @Nullable TargetCollection old;

    /** A collection, which need not exist. */
    public TargetCollection(Server server, String database, String name) {
        this(server, server.database(database), name, null);
    }

    private TargetCollection(Server server, MongoDatabase database, String name, @Nullable TargetCollection old) {
        this.server = server;
        this.database = database;
        this.name = name;
        this.old = old;
    }

    /** Its name in the database. */
    public String name() {
        return name;
    }

    /**
     * The collection beside this one that is to take its place. It is called as this one in messages.
     *
     * @param beside its name until then
     */
    public TargetCollection standIn(String beside) {
        return new TargetCollection(server, database, beside, this);
    }

    /** Whether it is to take another's place. */
    public boolean isStandIn() {
        return old != null;
    }

    /** The collection whose place it is to take, or itself. */
    public TargetCollection old() {
        return old == null ? this : old;
    }

    /**
     * Checks that it is a collection, or doesn't exist yet.
     *
     * @throws ServerException if it is a view or a time series
     */
    public void requireCollection() {
        requireCollection(information());
    }

    private void requireCollection(@Nullable Document information) {
        String type = information == null ? "collection" : information.get("type", "collection");
        if (!type.equals("collection")) {
            throw new ServerException(database.getName() + "." + name + " is a " + type
                    + ", not a collection: it can be asked by a query, and that is all. Nothing was changed.");
        }
    }

    /**
     * Checks that it takes and keeps documents: it doesn't exist yet, or is neither a view nor a time series, nor capped unless
     * the plan allows that.
     *
     * @throws ServerException if it is one
     */
    public void requireLoadable(CollectionPlan plan) {
        Document information = information();
        requireCollection(information);
        boolean capped = information != null && TargetState.isCapped(information.get("options", new Document()));
        if (capped && !plan.write().allowCapped()) {
            throw new ServerException(database.getName() + "." + name + " is a capped collection: when it is full, the"
                    + " server removes its oldest documents for new ones, those just loaded included. If that is meant:"
                    + " --allow-capped, or allowCapped: true in a plan. Nothing was changed.");
        }
    }

    private @Nullable Document information() {
        return ask(() ->
                database.listCollections().filter(new Document("name", name)).first());
    }

    /** Whether it is there. */
    public boolean exists() {
        return information() != null;
    }

    /**
     * How many documents it holds by the server's own count, which is exact unless it crashed or is sharded. After a crash
     * it may be nought though there are documents: then they are looked at.
     */
    public long count() {
        Document reply = ask(() -> database.runCommand(new Document("count", name)));
        long quick = reply.get("n", Number.class).longValue();
        return quick > 0 ? quick : exactCount();
    }

    /** How many documents it holds, by looking at each. */
    public long exactCount() {
        return server.atLength(database.getName(), at -> at.getCollection(name).countDocuments());
    }

    /** How many documents have an {@code _id} from one, inclusive, to another, exclusive; by looking at each. */
    public long count(ObjectId from, ObjectId to) {
        return ask(() -> database.getCollection(name).countDocuments(between(from, to)));
    }

    /**
     * What tells it from one of the same name on another server, or made anew; null if the server doesn't say, or it doesn't
     * exist.
     */
    public @Nullable String identity() {
        Document information = information();
        Document info = information == null ? null : information.get("info", Document.class);
        Object uuid = info == null ? null : info.get("uuid");
        if (uuid instanceof Binary binary) {
            return HexFormat.of().formatHex(binary.getData());
        }
        return uuid == null ? null : uuid.toString();
    }

    /** Creates it if it doesn't exist. */
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

    /**
     * Deletes the documents that have an {@code _id} from one, inclusive, to another, exclusive.
     *
     * @return how many there were
     */
    public long delete(ObjectId from, ObjectId to) {
        return delete(between(from, to));
    }

    /**
     * Deletes those of some documents that it holds byte by byte; one with another content was not inserted so, or was
     * changed since.
     *
     * @return how many there were
     */
    public long deleteEqual(List<RawBsonDocument> documents) {
        List<BsonValue> ids;
        try (WriteAccess access = server.writing(database.getName())) {
            ids = new OwnDocuments(access, name)
                    .equalTo(documents).stream()
                            .map(document -> document.get("_id"))
                            .toList();
        }
        return ids.isEmpty() ? 0 : delete(new Document("_id", new Document("$in", ids)));
    }

    private long delete(Document filter) {
        return ask(() -> database.getCollection(name).deleteMany(filter).getDeletedCount());
    }

    private static Document between(ObjectId from, ObjectId to) {
        return new Document("_id", new Document("$gte", from).append("$lt", to));
    }

    /** Drops those of some indexes that exist. */
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

    /**
     * Builds indexes in one go; those that exist already stay.
     *
     * @param indexes as {@code createIndexes} takes them, each with a name
     * @throws ServerException if one can't be built, with the values that stand in its way
     */
    public void build(List<Document> indexes) {
        new IndexBuilder(server, database.getName(), name, old().name).build(indexes, new Document());
    }

    /** What is known of it before a load. */
    public TargetState state() {
        Document information = information();
        return new TargetState(
                information == null ? new Document() : information.get("options", new Document()),
                information == null ? List.of() : indexes(),
                information == null ? 0 : count());
    }

    /** What takes its place: it is this collection itself if that is a stand-in, else one of a name that nobody has. */
    public Replacement replacement() {
        return old == null
                ? new Replacement(server, database, name, Replacement.newName())
                : new Replacement(server, database, old.name, name);
    }

    /** Drops the collection if it is there; a server that can't be reached keeps it. */
    public void discard() {
        Replacement.drop(database, name);
    }

    /** Fields of its documents. */
    public StoredFields fields() {
        return new StoredFields(server.retries(), database.getCollection(name, RawBsonDocument.class));
    }

    private List<Document> indexes() {
        return ask(() -> database.getCollection(name).listIndexes().into(new ArrayList<>()));
    }

    private <T extends @Nullable Object> T ask(Supplier<T> question) {
        return server.retries().ask(question);
    }
}
