package sluice.sink;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.bson.CommandBuffer;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.bson.StatementForm;
import sluice.collection.OwnDocuments;
import sluice.plan.WriteMode;
import sluice.server.ServerException;
import sluice.server.WriteAccess;
import sluice.sink.WriteForm.Trait;

/**
 * Sends the batches of lanes, in which order counts. Not thread-safe: each worker has its own; two must never write for the
 * same lane at the same time.
 *
 * <p>A server that is not a router carries out the statements of a command one after the other, even if the command is not
 * ordered; a router sends those of one key to one shard, in their order. So a command goes on after an error.
 */
public final class LaneWriter implements AutoCloseable {
    private final WriteAccess access;
    private final WriteForm form;
    private final WriteMode mode;
    private final WriteChannel channel;
    private final OwnDocuments stored;
    private final EqualDocuments equal;
    private final WriteErrors errors;
    private final boolean folds;
    private final boolean leavesOutEqual;
    private final CommandBuffer command = new CommandBuffer();

    /**
     * A writer for one collection.
     *
     * @param access the way to the server; closed with the writer
     * @param hasher the one that hashed the statements' keys
     */
    public LaneWriter(WriteAccess access, String collection, WriteForm form, KeyHasher hasher) {
        this.access = access;
        this.form = form;
        mode = form.mode();
        folds = form.has(Trait.FOLDED_REPEATS) && mode != WriteMode.INSERT;
        leavesOutEqual = form.has(Trait.EQUAL_LEFT_OUT);
        channel = new WriteChannel(access, StatementForm.command(mode), collection, true);
        stored = new OwnDocuments(access, collection);
        equal = new EqualDocuments(access, collection, form.keyFields(), hasher);
        errors = new WriteErrors(form.ownsIds());
    }

    /**
     * Writes a batch.
     *
     * @throws ServerException if the server fails for a reason that is not a document's fault
     */
    public LaneResult write(LaneBatch batch) {
        PendingBatch pending = new PendingBatch(batch, errors, folds || leavesOutEqual);
        if (leavesOutEqual && !batch.mixed()) {
            equal.leaveOut(pending);
        }
        if (folds && !batch.mixed()) {
            Folding.fold(pending, form);
        }
        new BatchSender(channel, new Sending(pending)).send(pending.selected());
        return pending.result();
    }

    /** The statements of a batch on their way. */
    private final class Sending implements BatchSender.Parts {
        private final PendingBatch pending;
        private final LaneBatch batch;

        Sending(PendingBatch pending) {
            this.pending = pending;
            batch = pending.batch();
        }

        @Override
        public RawBsonDocument command(BsonDocument head, Selection sent) {
            command.start(head, StatementForm.array(mode));
            for (int i = 0; i < sent.count(); i++) {
                int statement = sent.get(i);
                batch.piece(statement).addTo(command, batch.place(statement));
            }
            return command.finish();
        }

        @Override
        public void refused(BsonDocument error, int statement) {
            pending.refuse(error, statement);
        }

        @Override
        public BatchSender.Rest read(WriteChannel.Reply reply, Selection sent, boolean repeated) {
            BsonArray failed = reply.errors();
            BitSet again = new BitSet();
            int taken = 0;
            BsonDocument transientError = new BsonDocument();
            for (BsonValue value : failed) {
                BsonDocument error = value.asDocument();
                int statement = sent.get(error.getNumber("index").intValue());
                if (errors.isTransient(error)) {
                    again.set(statement);
                    transientError = error;
                } else if (errors.isServersFault(error, failed.size() == sent.count())) {
                    throw channel.failed("reports an error.", error);
                } else if (errors.isOwnDocument(error) || isStored(error, statement, repeated)) {
                    pending.settle(statement, Outcome.ALREADY_THERE);
                    taken++;
                } else {
                    pending.refuse(error, statement);
                }
            }
            for (BsonValue upserted : reply.body().getArray("upserted", new BsonArray())) {
                int index = upserted.asDocument().getNumber("index").intValue();
                pending.settle(sent.get(index), Outcome.INSERTED);
            }
            int done = sent.count() - failed.size();
            requireAll(reply, sent, done);
            if (repeated && (mode != WriteMode.INSERT || !form.has(Trait.GENERATED_IDS))) {
                pending.uncertain(mode == WriteMode.INSERT ? taken : sent.count());
            }
            int changed = changed(reply, sent);
            Selection rest = again.isEmpty() ? new Selection() : rest(sent, again);
            pending.fillIn(again.isEmpty() ? sent : without(sent, rest), mode, changed);
            return new BatchSender.Rest(done + taken > 0, rest, transientError);
        }

        /** A delete counts the documents that it found; all others count their statements. */
        private void requireAll(WriteChannel.Reply reply, Selection sent, int done) {
            if (mode != WriteMode.DELETE && reply.acknowledged() != done) {
                throw channel.failed(
                        "says that it carried out " + reply.acknowledged() + " of " + sent.count()
                                + " statements, but names " + (sent.count() - done) + " that it did not.",
                        new BsonDocument());
            }
        }

        /** How many documents the statements changed whose outcome is open. */
        private int changed(WriteChannel.Reply reply, Selection sent) {
            return mode == WriteMode.DELETE
                    ? reply.acknowledged()
                    : pending.unaccounted(
                            sent,
                            reply.body()
                                    .getNumber("nModified", new BsonInt32(0))
                                    .intValue());
        }

        /**
         * The statements that the server named, and those of the same keys after them, which have been carried out: the last
         * one must be the last.
         */
        private Selection rest(Selection sent, BitSet named) {
            Set<List<Long>> keys = new HashSet<>();
            Selection rest = new Selection();
            for (int i = 0; i < sent.count(); i++) {
                int statement = sent.get(i);
                if (named.get(statement)) {
                    keys.add(batch.key(statement));
                    rest.add(statement);
                } else if (mode != WriteMode.INSERT && keys.contains(batch.key(statement))) {
                    rest.add(statement);
                    pending.uncertain(1);
                }
            }
            return rest;
        }

        /** Whether the {@code _id} from a column is taken by just this document, after a try that may have been carried out. */
        private boolean isStored(BsonDocument error, int statement, boolean repeated) {
            return (repeated || form.has(Trait.TRIED_BEFORE))
                    && mode == WriteMode.INSERT
                    && errors.isDuplicateOfId(error)
                    && !stored.equalTo(List.of(batch.statement(statement))).isEmpty();
        }
    }

    private static Selection without(Selection sent, Selection rest) {
        Selection without = new Selection();
        int next = 0;
        for (int i = 0; i < sent.count(); i++) {
            if (next < rest.count() && rest.get(next) == sent.get(i)) {
                next++;
            } else {
                without.add(sent.get(i));
            }
        }
        return without;
    }

    @Override
    public void close() {
        access.close();
    }
}
