package sluice.server;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.plan.CollectionPlan;

/** Whole databases of a server: what they hold, what may be done in them, and removing them. Thread-safe. */
public final class Databases {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    private final MongoClient client;
    private final ServerErrors errors;

    Databases(MongoClient client, ServerErrors errors) {
        this.client = client;
        this.errors = errors;
    }

    /**
     * Whether a database holds no collection, or doesn't exist.
     *
     * @throws ServerException if the server refuses to say
     */
    public boolean isEmpty(String database) {
        return ask(() -> client.getDatabase(database).listCollectionNames().first() == null);
    }

    /**
     * The names of a database's collections, without the server's own.
     *
     * @throws ServerException if the server refuses to say
     */
    public List<String> collections(String database) {
        return ask(() -> {
            List<String> names =
                    client.getDatabase(database).listCollectionNames().into(new ArrayList<>());
            names.removeIf(name -> name.startsWith("system."));
            return names;
        });
    }

    /**
     * Drops a database and all that is in it, if it exists.
     *
     * @throws ServerException if the server refuses
     */
    public void drop(String database) {
        ask(() -> {
            client.getDatabase(database).drop();
            return true;
        });
    }

    /**
     * Drops those of some collections that exist.
     *
     * @throws ServerException if the server refuses
     */
    public void drop(String database, List<String> collections) {
        ask(() -> {
            collections.forEach(
                    name -> client.getDatabase(database).getCollection(name).drop());
            return true;
        });
    }

    /**
     * Checks that the user may do all that a load needs.
     *
     * @throws ServerException that names the first right that is missing
     */
    public void requireRights(String database, CollectionPlan collection) {
        try {
            Document status = client.getDatabase("admin")
                    .runCommand(new Document("connectionStatus", 1).append("showPrivileges", true));
            Rights.of(status).require(database, collection);
        } catch (MongoException e) {
            // A server without this command has no users either; what it refuses later is reported then.
            LOG.debug("Rights can't be asked: {}", errors.secrets().redact(String.valueOf(e.getMessage())));
        }
    }

    /** Whether what is acknowledged survives the server's own death: in its journal, or on a majority of a replica set. */
    public boolean keepsWhatItAcknowledges(String database) {
        WriteConcern concern = client.getDatabase(database).getWriteConcern();
        boolean majority = "majority".equals(concern.getWObject());
        return Boolean.TRUE.equals(concern.getJournal()) || (majority && !Boolean.FALSE.equals(concern.getJournal()));
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw errors.translate(e);
        }
    }
}
