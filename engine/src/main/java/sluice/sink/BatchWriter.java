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
import sluice.server.ServerException;
import sluice.server.WriteAccess;
import sluice.sink.WriteForm.Trait;

/** Inserts batches of documents whose order doesn't matter. Not thread-safe: each worker has its own. */
public final class BatchWriter implements AutoCloseable {
    /** A command is a document of at most 16 MiB; only a single document as large as that may fill it alone. */
    public static final int MAX_BATCH_BYTES = 15 << 20;

    private final WriteAccess access;
    private final boolean triedBefore;
    private final WriteChannel channel;
    private final WriteErrors errors;
    private final OwnDocuments stored;
    private final CommandBuffer single = new CommandBuffer();

    /**
     * A writer for one collection.
     *
     * @param access the way to the server; closed with the writer
     * @param form of inserts
     */
    public BatchWriter(WriteAccess access, String collection, WriteForm form) {
        this.access = access;
        triedBefore = form.has(Trait.TRIED_BEFORE);
        channel = new WriteChannel(access, "insert", collection, false);
        errors = new WriteErrors(form.ownsIds());
        stored = new OwnDocuments(access, collection);
    }

    /**
     * Inserts documents of a chunk.
     *
     * @throws ServerException if the server fails for a reason that is not a document's fault
     */
    public BatchResult write(EncodedChunk chunk, Selection documents) {
        return new Batch(chunk) {
            @Override
            public RawBsonDocument command(BsonDocument head, Selection sent) {
                return chunk.insertCommand(head, sent);
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
     * @throws ServerException if the server fails for a reason that is not the document's fault
     */
    public BatchResult write(RawBsonDocument document, Rejectable origin) {
        Selection only = new Selection();
        only.add(0);
        return new Batch(origin) {
            @Override
            public RawBsonDocument command(BsonDocument head, Selection sent) {
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
    private abstract class Batch implements BatchSender.Parts {
        private final Rejectable origin;
        private final List<Refusal> refusals = new ArrayList<>();
        private int inserted;
        private int alreadyThere;
        private int uncertain;

        Batch(Rejectable origin) {
            this.origin = origin;
        }

        abstract RawBsonDocument document(int document);

        BatchResult write(Selection documents) {
            new BatchSender(channel, this).send(documents);
            refusals.sort(Comparator.comparingInt(Refusal::document));
            return new BatchResult(inserted, 0, 0, 0, alreadyThere, 0, refusals, uncertain);
        }

        @Override
        public void refused(BsonDocument error, int document) {
            refusals.add(errors.refusal(error, origin, document));
        }

        @Override
        public BatchSender.Rest read(WriteChannel.Reply reply, Selection sent, boolean repeated) {
            BsonArray failed = reply.errors();
            Selection again = new Selection();
            Map<Integer, BsonDocument> taken = new HashMap<>();
            BsonDocument transientError = new BsonDocument();
            for (BsonValue value : failed) {
                BsonDocument error = value.asDocument();
                int document = sent.get(error.getNumber("index").intValue());
                if (errors.isTransient(error)) {
                    again.add(document);
                    transientError = error;
                } else if (errors.isServersFault(error, failed.size() == sent.count())) {
                    throw channel.failed("reports an error.", error);
                } else if (errors.isOwnDocument(error)) {
                    alreadyThere++;
                } else if ((repeated || triedBefore) && errors.isDuplicateOfId(error)) {
                    taken.put(document, error);
                } else {
                    refused(error, document);
                }
            }
            sort(taken, repeated);
            int done = sent.count() - failed.size();
            if (reply.acknowledged() != done) {
                throw channel.failed(
                        "says that it inserted " + reply.acknowledged() + " of " + sent.count()
                                + " documents, but names " + failed.size() + " that it did not.",
                        new BsonDocument());
            }
            inserted += done;
            return new BatchSender.Rest(inserted + alreadyThere > 0, again, transientError);
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
                    refused(error, document);
                }
            });
        }
    }

    @Override
    public void close() {
        access.close();
    }
}
