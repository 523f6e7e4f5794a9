package sluice.sink;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.bson.CommandBuffer;
import sluice.bson.EncodedChunk;
import sluice.bson.Rejectable;
import sluice.bson.Selection;

/** Inserts batches of documents whose order is no matter. Not thread-safe: each worker has its own. */
public final class BatchWriter implements AutoCloseable {
    /** A command is a document of at most 16 MiB; only a single document as large as that may fill it alone. */
    public static final int MAX_BATCH_BYTES = 15 << 20;

    private final WriteChannel channel;
    private final WriteErrors errors;
    private final CommandBuffer single = new CommandBuffer();

    /**
     * A writer for one collection.
     *
     * @param generatedIds whether {@code _id} is ours, so that a duplicate of it is a document of this operation
     */
    public BatchWriter(Server server, String database, String collection, boolean generatedIds) {
        channel = new WriteChannel(server, database, "insert", collection);
        errors = new WriteErrors(generatedIds);
    }

    /**
     * Inserts documents of a chunk.
     *
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    public BatchResult write(EncodedChunk chunk, Selection documents) {
        BsonDocument reply = channel.send(head -> chunk.insertCommand(head, documents));
        return result(reply, documents.count(), chunk, documents);
    }

    /**
     * Inserts one document that was kept from its chunk.
     *
     * @param origin makes its reject, as document 0
     * @throws ServerException where the server fails for a reason that is not the document's fault
     */
    public BatchResult write(RawBsonDocument document, Rejectable origin) {
        Selection only = new Selection();
        only.add(0);
        BsonDocument reply = channel.send(head -> {
            single.start(head, "documents");
            single.add(document);
            return single.finish();
        });
        return result(reply, 1, origin, only);
    }

    private BatchResult result(BsonDocument reply, int sent, Rejectable origin, Selection documents) {
        BsonArray failed = WriteChannel.errors(reply);
        int alreadyThere = 0;
        List<Refusal> refusals = new ArrayList<>();
        for (BsonValue value : failed) {
            BsonDocument error = value.asDocument();
            if (errors.isServersFault(error, failed.size() == sent)) {
                throw channel.failed("reports an error.", error);
            }
            if (errors.isOwnDocument(error)) {
                alreadyThere++;
            } else {
                int document = documents.get(error.getNumber("index").intValue());
                refusals.add(errors.refusal(error, origin, document));
            }
        }
        int inserted = sent - failed.size();
        int acknowledged = reply.getNumber("n").intValue();
        if (acknowledged != inserted) {
            throw channel.failed(
                    "says that it inserted " + acknowledged + " of " + sent + " documents, but names " + failed.size()
                            + " that it did not.",
                    new BsonDocument());
        }
        return new BatchResult(inserted, 0, 0, 0, alreadyThere, 0, refusals);
    }

    @Override
    public void close() {
        channel.close();
    }
}
