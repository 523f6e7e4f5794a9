package sluice.collection;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.server.Failure;
import sluice.server.Server;
import sluice.server.ServerCodes;
import sluice.server.ServerException;

/** Builds the indexes of one collection, and says what stands in the way of one that can't be built. */
final class IndexBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);
    /** As many as a person reads. */
    private static final int MAX_DUPLICATES = 5;

    /** IndexOptionsConflict and IndexKeySpecsConflict. */
    private static final List<Integer> CONFLICTS = List.of(85, 86);

    private final Server server;
    private final String database;
    private final String collection;
    private final String called;

    /**
     * A builder.
     *
     * @param called what the user calls the collection
     */
    IndexBuilder(Server server, String database, String collection, String called) {
        this.server = server;
        this.database = database;
        this.collection = collection;
        this.called = called;
    }

    /**
     * Builds indexes in one go; those that exist already stay.
     *
     * @param indexes as {@code createIndexes} takes them or the server lists them
     * @param options what the collection was made with
     * @throws ServerException if one can't be built, with the values that stand in its way
     */
    void build(List<Document> indexes, Document options) {
        List<Document> wanted = wanted(indexes, options);
        if (wanted.isEmpty()) {
            return;
        }
        Document command = new Document("createIndexes", collection).append("indexes", wanted);
        server.atLength(database, at -> {
            try {
                return at.runCommand(command);
            } catch (MongoCommandException e) {
                if (Failure.of(e).isRetried()) {
                    throw e;
                }
                throw failed(e, wanted);
            }
        });
    }

    private static List<Document> wanted(List<Document> indexes, Document options) {
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
        return wanted;
    }

    private ServerException failed(MongoServerException e, List<Document> wanted) {
        String target = database + "." + called;
        String detail = server.secrets().redact(String.valueOf(e.getMessage()));
        if (e.getCode() == ServerCodes.DUPLICATE_KEY) {
            return new ServerException(target + " holds documents with equal values in a unique index, so it can't be"
                    + " built: " + duplicates(wanted, detail));
        }
        if (CONFLICTS.contains(e.getCode())) {
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
                    database,
                    at -> at.getCollection(collection)
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
}
