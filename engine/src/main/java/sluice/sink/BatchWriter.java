package sluice.sink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.bson.CommandBuffer;
import sluice.bson.EncodedChunk;
import sluice.bson.Rejectable;
import sluice.bson.Selection;
import sluice.collection.OwnDocuments;
import sluice.server.Retries;
import sluice.server.Server;
import sluice.server.ServerException;

/**
 * Inserts batches of documents whose order is no matter. Not thread-safe: each worker has its own.
 *
 * <p>What fails for a reason that passes by is sent again: the whole batch, or the documents that the server names. A
 * batch that is refused whole is sent in halves, until the document at fault is alone and becomes a reject.
 */
public final class BatchWriter implements AutoCloseable {
    /** A command is a document of at most 16 MiB; only a single document as large as that may fill it alone. */
    public static final int MAX_BATCH_BYTES = 15 << 20;

    private final boolean resumed;
    private final WriteChannel channel;
    private final WriteErrors errors;
    private final OwnDocuments stored;
    private final CommandBuffer single = new CommandBuffer();

    /**
     * A writer for one collection.
     *
     * @param generatedIds whether {@code _id} is ours, so that a duplicate of it is a document of this operation
     * @param resumed whether an earlier try of the operation may have inserted the documents: then one that is there, byte by
     *     byte, is taken for its own also where {@code _id} is a column
     */
    public BatchWriter(Server server, String database, String collection, boolean generatedIds, boolean resumed) {
        this.resumed = resumed;
        channel = new WriteChannel(server, database, "insert", collection, false);
        errors = new WriteErrors(generatedIds);
        stored = new OwnDocuments(server, database, collection);
    }

    /**
     * Inserts documents of a chunk.
     *
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    public BatchResult write(EncodedChunk chunk, Selection documents) {
        return new Batch(chunk) {
            @Override
            RawBsonDocument command(BsonDocument head, Selection selected) {
                return chunk.insertCommand(head, selected);
            }

            @Override
            RawBsonDocument document(int document) {
                return chunk.document(document);
            }
        }.write(documents);
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
        return new Batch(origin) {
            @Override
            RawBsonDocument command(BsonDocument head, Selection selected) {
                single.start(head, "documents");
                single.add(document);
                return single.finish();
            }

            @Override
            RawBsonDocument document(int index) {
                return document;
            }
        }.write(only);
    }

    /** Documents on their way. */
    private abstract class Batch {
        private final Rejectable origin;
        private final List<Refusal> refusals = new ArrayList<>();
        private final Retries.Retry retry = channel.begin();
        private final WholeRefusals whole = new WholeRefusals(channel);
        private int inserted;
        private int alreadyThere;
        private int uncertain;

        Batch(Rejectable origin) {
            this.origin = origin;
        }

        abstract RawBsonDocument command(BsonDocument head, Selection selected);

        abstract RawBsonDocument document(int document);

        BatchResult write(Selection documents) {
            send(documents, false);
            whole.end();
            refusals.sort(Comparator.comparingInt(Refusal::document));
            return new BatchResult(inserted, 0, 0, 0, alreadyThere, 0, refusals, uncertain);
        }

        private void send(Selection documents, boolean sentBefore) {
            Selection left = documents;
            boolean repeated = sentBefore;
            while (left.count() > 0) {
                Selection sent = left;
                WriteChannel.Reply reply = channel.send(retry, head -> command(head, sent));
                repeated |= reply.repeated();
                left = reply.refused() ? refused(reply.body(), sent, repeated) : read(reply, sent, repeated);
            }
        }

        /** Sends the halves one by one; a document alone is what the server refuses. */
        private Selection refused(BsonDocument error, Selection sent, boolean repeated) {
            int half = sent.count() / 2;
            if (half > 0) {
                send(part(sent, 0, half), repeated);
                return part(sent, half, sent.count());
            }
            whole.refused(error);
            refusals.add(errors.refusal(error, origin, sent.get(0)));
            return new Selection();
        }

        /** The documents that have to be sent again. */
        private Selection read(WriteChannel.Reply reply, Selection sent, boolean repeated) {
            BsonArray failed = reply.errors();
            Selection again = new Selection();
            Map<Integer, BsonDocument> taken = new HashMap<>();
            BsonDocument passing = new BsonDocument();
            for (BsonValue value : failed) {
                BsonDocument error = value.asDocument();
                int document = sent.get(error.getNumber("index").intValue());
                if (errors.isPassing(error)) {
                    again.add(document);
                    passing = error;
                } else if (errors.isServersFault(error, failed.size() == sent.count())) {
                    throw channel.failed("reports an error.", error);
                } else if (errors.isOwnDocument(error)) {
                    alreadyThere++;
                } else if ((repeated || resumed) && errors.isDuplicateOfId(error)) {
                    taken.put(document, error);
                } else {
                    refusals.add(errors.refusal(error, origin, document));
                }
            }
            sort(taken, repeated);
            int done = sent.count() - failed.size();
            int acknowledged = reply.body().getNumber("n").intValue();
            if (acknowledged != done) {
                throw channel.failed(
                        "says that it inserted " + acknowledged + " of " + sent.count() + " documents, but names "
                                + failed.size() + " that it did not.",
                        new BsonDocument());
            }
            inserted += done;
            if (inserted + alreadyThere > 0) {
                whole.taken();
            }
            if (again.count() > 0) {
                retry.await(channel.failed("reports an error.", passing), WriteErrors.reason(passing));
            }
            return again;
        }

        /** An {@code _id} from a column that is taken, after a try that may have been carried out: perhaps by us. */
        private void sort(Map<Integer, BsonDocument> taken, boolean repeated) {
            if (taken.isEmpty()) {
                return;
            }
            List<RawBsonDocument> asked =
                    taken.keySet().stream().map(this::document).toList();
            Set<RawBsonDocument> equal = new HashSet<>(stored.equalTo(asked));
            taken.forEach((document, error) -> {
                if (equal.contains(document(document))) {
                    alreadyThere++;
                    uncertain += repeated ? 1 : 0;
                } else {
                    refusals.add(errors.refusal(error, origin, document));
                }
            });
        }
    }

    private static Selection part(Selection whole, int from, int to) {
        Selection part = new Selection();
        for (int i = from; i < to; i++) {
            part.add(whole.get(i));
        }
        return part;
    }

    @Override
    public void close() {
        channel.close();
    }
}
