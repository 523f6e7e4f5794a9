package sluice.collection;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.server.Server;
import sluice.server.ServerException;

/** What a collection holds, read in parts so that several threads can read at once. Thread-safe. */
public final class StoredDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(StoredDocuments.class);

    /** Fewer are read sooner than they are parted. */
    private static final long MIN_PARTED = 20_000;

    /** Enough of a sample that parts differ by a few percent. */
    private static final int SAMPLES_PER_PART = 50;

    private static final BsonDocument BY_ID = new BsonDocument("_id", new BsonInt32(1));

    private final Server server;
    private final MongoCollection<RawBsonDocument> collection;

    /** A collection, which need not exist. */
    public StoredDocuments(Server server, String database, String name) {
        this.server = server;
        collection = server.database(database).getCollection(name, RawBsonDocument.class);
    }

    /**
     * A part of a collection.
     *
     * @param from the first {@code _id}, or null for the lowest there is
     * @param to the first {@code _id} after it, or null for none
     * @param objectIds whether nothing but ObjectIds is wanted
     */
    public record Part(@Nullable BsonValue from, @Nullable BsonValue to, boolean objectIds) {
        /** Everything. */
        static final Part ALL = new Part(null, null, false);
    }

    /** Documents whose {@code _id} is an ObjectId from one up to another, that one excluded. */
    public static Part between(ObjectId from, ObjectId to) {
        return new Part(new BsonObjectId(from), new BsonObjectId(to), true);
    }

    /**
     * Parts of about the same size that are all of the collection together.
     *
     * @param wanted how many, from 1
     * @throws ServerException if the server fails
     */
    public List<Part> parts(int wanted) {
        try {
            if (wanted < 2 || collection.estimatedDocumentCount() < MIN_PARTED) {
                return List.of(Part.ALL);
            }
            return parted(wanted);
        } catch (MongoException e) {
            // A server without samples or bounds of an index, such as the embedded one, is read by one.
            LOG.debug("Not parted: {}", server.secrets().redact(String.valueOf(e.getMessage())));
            return List.of(Part.ALL);
        }
    }

    private List<Part> parted(int wanted) {
        List<BsonValue> ids = new ArrayList<>();
        collection
                .aggregate(List.of(
                        new BsonDocument("$sample", new BsonDocument("size", new BsonInt32(wanted * SAMPLES_PER_PART))),
                        new BsonDocument("$project", BY_ID),
                        new BsonDocument("$sort", BY_ID)))
                .forEach(document -> ids.add(document.get("_id")));
        List<Part> parts = new ArrayList<>();
        BsonValue from = null;
        for (int i = 1; i < wanted; i++) {
            BsonValue to = ids.get(i * ids.size() / wanted);
            if (!to.equals(from)) {
                parts.add(new Part(from, to, false));
                from = to;
            }
        }
        parts.add(new Part(from, null, false));
        // A server that can't read the first of them can't read any.
        find(parts.get(0)).projection(BY_ID).first();
        return parts;
    }

    /**
     * Reads a part to its end, or until {@code stopped} says so.
     *
     * @throws ServerException if the server fails
     */
    public void read(Part part, Consumer<RawBsonDocument> consumer, BooleanSupplier stopped) {
        try (MongoCursor<RawBsonDocument> cursor = find(part).iterator()) {
            while (!stopped.getAsBoolean() && cursor.hasNext()) {
                consumer.accept(cursor.next());
            }
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private FindIterable<RawBsonDocument> find(Part part) {
        BsonValue from = part.from;
        BsonValue to = part.to;
        if (part.objectIds) {
            BsonDocument range = new BsonDocument();
            if (from != null) {
                range.append("$gte", from);
            }
            if (to != null) {
                range.append("$lt", to);
            }
            return collection.find(new BsonDocument("_id", range));
        }
        // Bounds of the index, not of a comparison: that would leave out ids of another type.
        FindIterable<RawBsonDocument> find = collection.find();
        if (from != null || to != null) {
            find.hint(BY_ID);
        }
        if (from != null) {
            find.min(new BsonDocument("_id", from));
        }
        if (to != null) {
            find.max(new BsonDocument("_id", to));
        }
        return find;
    }
}
