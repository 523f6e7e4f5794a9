package sluice.sink;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.bson.EncodedChunk;
import sluice.reject.Reject;
import sluice.reject.RejectCode;

/**
 * Inserts batches and waits until they are acknowledged. Not thread-safe: each worker has its own, and while a write is
 * under way holds a connection of its own.
 */
public final class BatchWriter {
    /** One call to the driver must be one message to the server: a failure then tells of one batch only. */
    public static final int MAX_BATCH_BYTES = 32 << 20;

    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final Pattern INDEX = Pattern.compile(" index: (\\S+) dup key: (.*)", Pattern.DOTALL);
    private static final int DUPLICATE_KEY = 11000;
    private static final int VALIDATION = 121;
    private static final int MAX_MESSAGE = 500;

    private final Server server;
    private final MongoCollection<RawBsonDocument> collection;
    private final boolean generatedIds;

    /**
     * A writer for one collection.
     *
     * @param generatedIds whether {@code _id} is ours, so that a duplicate of it is a document of this operation
     */
    public BatchWriter(Server server, String database, String collection, boolean generatedIds) {
        this.server = server;
        this.collection = server.database(database).getCollection(collection, RawBsonDocument.class);
        this.generatedIds = generatedIds;
    }

    /**
     * Inserts the documents {@code from} to {@code to}, exclusive.
     *
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    public BatchResult write(EncodedChunk chunk, int from, int to) {
        try {
            collection.insertMany(chunk.documents(from, to), UNORDERED);
            return new BatchResult(to - from, 0, List.of());
        } catch (MongoBulkWriteException e) {
            return sort(e, chunk, from, to);
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private BatchResult sort(MongoBulkWriteException e, EncodedChunk chunk, int from, int to) {
        if (e.getWriteConcernError() != null) {
            throw server.translate(e);
        }
        int alreadyThere = 0;
        List<Reject> rejects = new ArrayList<>();
        List<BulkWriteError> errors = new ArrayList<>(e.getWriteErrors());
        errors.sort(Comparator.comparingInt(BulkWriteError::getIndex));
        for (BulkWriteError error : errors) {
            if (ServerCodes.isServersFault(error.getCode())) {
                throw server.translate(e);
            }
            if (generatedIds && isDuplicateOf(error, "_id_")) {
                alreadyThere++;
            } else {
                rejects.add(reject(error, chunk, from + error.getIndex()));
            }
        }
        return new BatchResult(to - from - alreadyThere - rejects.size(), alreadyThere, rejects);
    }

    private static boolean isDuplicateOf(BulkWriteError error, String index) {
        Matcher matcher = INDEX.matcher(error.getMessage());
        return error.getCode() == DUPLICATE_KEY
                && matcher.find()
                && matcher.group(1).equals(index);
    }

    private static Reject reject(BulkWriteError error, EncodedChunk chunk, int document) {
        BsonDocument details = error.getDetails();
        @Nullable String errInfo = details.isEmpty() ? null : details.toJson(JSON);
        return switch (error.getCode()) {
            case DUPLICATE_KEY ->
                chunk.reject(document, RejectCode.DUPLICATE_KEY, null, duplicate(error), error.getCode(), errInfo);
            case VALIDATION ->
                chunk.reject(
                        document,
                        RejectCode.VALIDATION,
                        null,
                        "the collection's validator refuses it",
                        error.getCode(),
                        errInfo);
            default ->
                chunk.reject(document, RejectCode.SERVER, null, shorten(error.getMessage()), error.getCode(), errInfo);
        };
    }

    private static String duplicate(BulkWriteError error) {
        Matcher matcher = INDEX.matcher(error.getMessage());
        return shorten(
                matcher.find()
                        ? "the unique index " + matcher.group(1) + " has " + matcher.group(2) + " already"
                        : error.getMessage());
    }

    private static String shorten(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }
}
