package sluice.collection;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.RenameCollectionOptions;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.server.Server;
import sluice.server.ServerException;

/**
 * A collection beside another, which may take its place. Nothing happens to the other one before that: what can fail
 * fails here. Not thread-safe.
 */
public final class Replacement {
    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);
    private static final String PREFIX = "sluice_new_";
    private static final int NAMESPACE_NOT_FOUND = 26;
    private static final int INDEX_NOT_FOUND = 27;
    private static final int NAMESPACE_EXISTS = 48;

    private final Server server;
    private final MongoDatabase database;
    private final String old;
    private final String name;

    Replacement(Server server, MongoDatabase database, String old, String name) {
        this.server = server;
        this.database = database;
        this.old = old;
        this.name = name;
    }

    /** A name that no collection has. */
    static String newName() {
        return PREFIX + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The name, beside the others of its database, of what an operation loads into the collection of this place in its plan. */
    public static String nameFor(String operation, int index) {
        return PREFIX + operation + "_" + index;
    }

    /**
     * Makes the collection, empty, with the old one's options and validator, and with indexes. One that an earlier try has left
     * goes.
     *
     * @param options the old one's
     * @param existing indexes of the old one, as the server lists them
     * @param wanted further ones, as {@code createIndexes} takes them
     * @param later those among them that are built after the load: they are only tried
     * @throws ServerException if an index can't be built
     */
    public void make(Document options, List<Document> existing, List<Document> wanted, List<Document> later) {
        drop(database, name);
        try {
            Document create = new Document("create", name);
            create.putAll(options);
            once(NAMESPACE_EXISTS, () -> database.runCommand(create));
            IndexBuilder builder = new IndexBuilder(server, database.getName(), name, old);
            builder.build(existing, options);
            builder.build(wanted, options);
            later.forEach(index -> once(INDEX_NOT_FOUND, () -> {
                database.getCollection(name).dropIndex(index.getString("name"));
                return true;
            }));
        } catch (ServerException e) {
            discard();
            throw e;
        }
    }

    /**
     * Puts the collection in the place of the old one, in one step. If the reply is lost, which of the two exists now tells
     * whether it was done.
     *
     * @throws ServerException if the server refuses or fails
     */
    public void putInPlace() {
        once(NAMESPACE_NOT_FOUND, () -> {
            database.getCollection(name)
                    .renameCollection(
                            new MongoNamespace(database.getName(), old),
                            new RenameCollectionOptions().dropTarget(true));
            return true;
        });
        if (exists(name) || !exists(old)) {
            throw new ServerException("The " + server.name() + " says that " + database.getName() + "." + old
                    + " was replaced, but it was not. The new one is called " + name + ".");
        }
    }

    private boolean exists(String collection) {
        return new TargetCollection(server, database.getName(), collection).exists();
    }

    /** Drops the collection; a server that can't be reached keeps it. */
    public void discard() {
        drop(database, name);
    }

    static void drop(MongoDatabase database, String collection) {
        try {
            database.getCollection(collection).drop();
        } catch (MongoException e) {
            LOG.warn("The collection {} could not be dropped", collection);
        }
    }

    /**
     * Changes something that can be changed once only.
     *
     * @param done the error that says so, after a first try whose reply was lost
     */
    private void once(int done, Supplier<?> change) {
        boolean[] sent = {false};
        server.retries().ask(() -> {
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
