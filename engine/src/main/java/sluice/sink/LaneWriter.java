package sluice.sink;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.CommandBuffer;
import sluice.bson.KeyHasher;
import sluice.bson.StatementForm;
import sluice.bson.Statements;
import sluice.collection.OwnDocuments;
import sluice.plan.WriteMode;
import sluice.server.Retries;
import sluice.server.Server;
import sluice.server.ServerException;

/**
 * Sends the batches of lanes, in which order counts. Not thread-safe: each worker has its own; two must never write for the
 * same lane at the same time.
 *
 * <p>A server that is no router carries out the statements of a command one after the other, also where the command is
 * not ordered; a router sends those of one key to one shard, in their order. So a command goes on after an error.
 *
 * <p>Repeats of a key are folded where nothing but the key's index could refuse a document: of several only the first and
 * the last are sent, and the last only where it writes something else than the first. What the server would have said to
 * the others follows from comparing each with the one before.
 */
public final class LaneWriter implements AutoCloseable {
    private final Server server;
    private final MongoCollection<RawBsonDocument> collection;
    private final WriteChannel channel;
    private final OwnDocuments stored;
    private final WriteErrors errors;
    private final WriteMode mode;
    private final List<String> keyFields;
    private final boolean generatedId;
    private final boolean fold;
    private final boolean ifChanged;
    private final boolean resumed;
    private final KeyHasher hasher;
    private final CommandBuffer command = new CommandBuffer();

    /**
     * A writer for one collection.
     *
     * @param keyFields the fields that find a document
     * @param generatedId whether documents have no {@code _id} of their own
     * @param fold whether repeats of a key may be folded
     * @param ifChanged whether what is equal already is left out
     * @param resumed as for {@link BatchWriter}
     * @param hasher the one that hashed the statements' keys
     */
    public LaneWriter(
            Server server,
            String database,
            String name,
            WriteMode mode,
            List<String> keyFields,
            boolean generatedId,
            boolean fold,
            boolean ifChanged,
            boolean resumed,
            KeyHasher hasher) {
        this.resumed = resumed;
        this.server = server;
        this.mode = mode;
        this.keyFields = List.copyOf(keyFields);
        this.generatedId = generatedId;
        this.fold = fold && mode != WriteMode.INSERT;
        this.ifChanged = ifChanged;
        this.hasher = hasher;
        collection = server.database(database).getCollection(name, RawBsonDocument.class);
        channel = new WriteChannel(server, database, StatementForm.command(mode), name, true);
        stored = new OwnDocuments(server, database, name);
        errors = new WriteErrors(generatedId && mode == WriteMode.INSERT);
    }

    /**
     * Writes a batch.
     *
     * @throws ServerException where the server fails for a reason that is not a document's fault
     */
    public LaneResult write(LaneBatch batch) {
        Pending pending = new Pending(batch);
        if (ifChanged && !batch.mixed()) {
            leaveOutEqual(pending);
        }
        if (fold && !batch.mixed()) {
            pending.fold();
        }
        send(pending, pending.selected(), channel.begin(), false);
        pending.whole.end();
        pending.refusals.sort(Comparator.comparingInt(Refusal::document));
        return new LaneResult(Arrays.asList(pending.outcomes), pending.refusals, pending.uncertain);
    }

    private void send(Pending pending, int[] statements, Retries.Retry retry, boolean sentBefore) {
        int[] left = statements;
        boolean repeated = sentBefore;
        while (left.length > 0) {
            int[] sent = left;
            WriteChannel.Reply reply = channel.send(retry, head -> {
                command.start(head, StatementForm.array(mode));
                for (int statement : sent) {
                    pending.batch.piece(statement).addTo(command, pending.batch.place(statement));
                }
                return command.finish();
            });
            repeated |= reply.repeated();
            if (reply.refused()) {
                left = refused(pending, reply.body(), sent, retry, repeated);
            } else {
                pending.sent = sent;
                left = read(pending, reply, repeated, retry);
            }
        }
    }

    /** Sends the halves one by one, in order; a statement alone is what the server refuses. */
    private int[] refused(Pending pending, BsonDocument error, int[] sent, Retries.Retry retry, boolean repeated) {
        int half = sent.length / 2;
        if (half > 0) {
            send(pending, Arrays.copyOf(sent, half), retry, repeated);
            return Arrays.copyOfRange(sent, half, sent.length);
        }
        pending.whole.refused(error);
        refuse(pending, error, sent[0]);
        return new int[0];
    }

    private void refuse(Pending pending, BsonDocument error, int statement) {
        pending.outcomes[statement] = Outcome.REFUSED;
        pending.refusals.add(errors.refusal(error, pending.batch, statement));
        refuseFolded(pending, error, statement);
    }

    /** A batch on its way: what is known of each statement, and which of them are sent. */
    private final class Pending {
        private final LaneBatch batch;
        private final @Nullable Outcome[] outcomes;
        /** Whether the statement's outcome follows from others though it is sent. */
        private final boolean[] last;

        private final boolean[] left;
        private final int[] before;
        private final List<Refusal> refusals = new ArrayList<>();
        private int[] sent = {};
        private final WholeRefusals whole = new WholeRefusals(channel);
        private int uncertain;

        Pending(LaneBatch batch) {
            this.batch = batch;
            outcomes = new Outcome[batch.count()];
            last = new boolean[batch.count()];
            left = new boolean[batch.count()];
            before = fold || ifChanged ? batch.before() : new int[0];
        }

        void fold() {
            int[] first = new int[before.length];
            boolean[] followed = new boolean[before.length];
            for (int i = 0; i < before.length; i++) {
                first[i] = before[i] < 0 ? i : first[before[i]];
                if (before[i] >= 0) {
                    followed[before[i]] = true;
                }
            }
            for (int i = 0; i < before.length; i++) {
                if (before[i] >= 0) {
                    boolean deletes = mode == WriteMode.DELETE;
                    outcomes[i] = deletes ? Outcome.SKIPPED : repeated(batch.sameContent(i, before[i]));
                    left[i] = deletes || followed[i] || batch.sameContent(i, first[i]);
                    last[i] = !left[i];
                }
            }
        }

        /** What the server says to a statement after one of the same key. */
        private Outcome repeated(boolean same) {
            // A replacement without _id is never equal to the document that is there, which has one.
            boolean comparable = ifChanged || mode == WriteMode.MERGE || !generatedId;
            return same && comparable ? Outcome.MATCHED : Outcome.MODIFIED;
        }

        int[] selected() {
            int[] all = new int[batch.count()];
            int count = 0;
            for (int i = 0; i < all.length; i++) {
                if (!left[i]) {
                    all[count++] = i;
                }
            }
            return Arrays.copyOf(all, count);
        }
    }

    /** Reads what is there, and leaves out what would change nothing: to it, or to what the one before has written. */
    private void leaveOutEqual(Pending pending) {
        LaneBatch batch = pending.batch;
        BsonArray queries = new BsonArray();
        for (int i = 0; i < batch.count(); i++) {
            if (pending.before[i] < 0) {
                queries.add(batch.piece(i).statement(batch.place(i)).getDocument("q"));
            }
        }
        Map<List<Long>, RawBsonDocument> found = find(queries);
        for (int i = 0; i < batch.count(); i++) {
            Statements piece = batch.piece(i);
            int place = batch.place(i);
            RawBsonDocument there = found.get(List.of(piece.hashHigh(place), piece.hashLow(place)));
            int before = pending.before[i];
            boolean equal =
                    before < 0 ? there != null && piece.writesNothingNew(place, there) : batch.sameContent(i, before);
            if (equal) {
                pending.outcomes[i] = Outcome.MATCHED;
                pending.left[i] = true;
            }
        }
    }

    private Map<List<Long>, RawBsonDocument> find(BsonArray queries) {
        Map<List<Long>, RawBsonDocument> found = new HashMap<>();
        List<RawBsonDocument> documents =
                server.retries().ask(() -> collection.find(anyOf(queries)).into(new ArrayList<>()));
        for (RawBsonDocument document : documents) {
            hasher.hash(document, keyFields);
            found.put(List.of(hasher.high(), hasher.low()), document);
        }
        return found;
    }

    /** One field has one look-up with many values; several fields need one for each combination. */
    private BsonDocument anyOf(BsonArray queries) {
        if (keyFields.size() > 1) {
            return new BsonDocument("$or", queries);
        }
        String field = keyFields.get(0);
        BsonArray values = new BsonArray();
        queries.forEach(
                query -> values.add(query.asDocument().getDocument(field).get("$eq")));
        return new BsonDocument(field, new BsonDocument("$in", values));
    }

    /** The statements that have to be sent again. */
    private int[] read(Pending pending, WriteChannel.Reply reply, boolean repeated, Retries.Retry retry) {
        int sent = pending.sent.length;
        BsonArray failed = reply.errors();
        List<Integer> taken = new ArrayList<>();
        Set<Integer> again = new TreeSet<>();
        BsonDocument passing = new BsonDocument();
        for (BsonValue value : failed) {
            BsonDocument error = value.asDocument();
            int statement = pending.sent[error.getNumber("index").intValue()];
            if (errors.isPassing(error)) {
                again.add(statement);
                passing = error;
            } else if (errors.isServersFault(error, failed.size() == sent)) {
                throw channel.failed("reports an error.", error);
            } else if (errors.isOwnDocument(error) || ((repeated || resumed) && isStored(pending, error, statement))) {
                pending.outcomes[statement] = Outcome.ALREADY_THERE;
                taken.add(statement);
            } else {
                refuse(pending, error, statement);
            }
        }
        BsonDocument body = reply.body();
        for (BsonValue upserted : body.getArray("upserted", new BsonArray())) {
            int statement =
                    pending.sent[upserted.asDocument().getNumber("index").intValue()];
            pending.outcomes[statement] = Outcome.INSERTED;
        }
        int done = sent - failed.size();
        if (done + taken.size() > 0) {
            pending.whole.taken();
        }
        int acknowledged = body.getNumber("n").intValue();
        boolean countsAll = mode != WriteMode.DELETE;
        if (countsAll && acknowledged != done) {
            throw channel.failed(
                    "says that it carried out " + acknowledged + " of " + sent + " statements, but names "
                            + failed.size() + " that it did not.",
                    new BsonDocument());
        }
        if (mode != WriteMode.INSERT || !generatedId) {
            pending.uncertain += repeated ? mode == WriteMode.INSERT ? taken.size() : sent : 0;
        }
        if (again.isEmpty()) {
            fillIn(pending, mode == WriteMode.DELETE ? acknowledged : modified(pending, body));
            return new int[0];
        }
        retry.await(channel.failed("reports an error.", passing), WriteErrors.reason(passing));
        return sendAgain(pending, again, mode == WriteMode.DELETE ? acknowledged : modified(pending, body));
    }

    /**
     * The statements that the server named, and those of the same keys after them, which have been carried out: the last one must
     * be the last.
     */
    private int[] sendAgain(Pending pending, Set<Integer> named, int changed) {
        Set<List<Long>> keys = new HashSet<>();
        List<Integer> again = new ArrayList<>();
        List<Integer> settled = new ArrayList<>();
        for (int statement : pending.sent) {
            Statements piece = pending.batch.piece(statement);
            int place = pending.batch.place(statement);
            List<Long> key = List.of(piece.hashHigh(place), piece.hashLow(place));
            if (named.contains(statement)) {
                keys.add(key);
                again.add(statement);
            } else if (mode != WriteMode.INSERT && keys.contains(key)) {
                again.add(statement);
                pending.uncertain++;
            } else {
                settled.add(statement);
            }
        }
        pending.sent = settled.stream().mapToInt(Integer::intValue).toArray();
        fillIn(pending, changed);
        return again.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether the {@code _id} from a column is taken by just this document, after a try that may have been carried out. */
    private boolean isStored(Pending pending, BsonDocument error, int statement) {
        if (mode != WriteMode.INSERT || !errors.isDuplicateOfId(error)) {
            return false;
        }
        return !stored.equalTo(List.of(pending.batch.statement(statement))).isEmpty();
    }

    /** What was left out between a refused statement and the next that was sent would have met the same refusal. */
    private void refuseFolded(Pending pending, BsonDocument error, int statement) {
        if (pending.before.length == 0) {
            return;
        }
        int previous = statement;
        for (int i = statement + 1; i < pending.before.length; i++) {
            if (pending.before[i] == previous) {
                previous = i;
                if (!pending.left[i]) {
                    return;
                }
                pending.outcomes[i] = Outcome.REFUSED;
                pending.refusals.add(errors.refusal(error, pending.batch, i));
            }
        }
    }

    /** The documents changed by the statements whose outcome is open: without those that are known to have changed one. */
    private static int modified(Pending pending, BsonDocument reply) {
        int modified =
                reply.containsKey("nModified") ? reply.getNumber("nModified").intValue() : 0;
        for (int statement : pending.sent) {
            boolean known = pending.last[statement] && pending.outcomes[statement] != Outcome.REFUSED;
            modified -= known && pending.outcomes[statement] != Outcome.INSERTED ? 1 : 0;
        }
        return modified;
    }

    private void fillIn(Pending pending, int changed) {
        int left = changed;
        for (int statement : pending.sent) {
            if (pending.outcomes[statement] == null) {
                pending.outcomes[statement] = switch (mode) {
                    case INSERT -> Outcome.INSERTED;
                    case DELETE -> left > 0 ? Outcome.DELETED : Outcome.SKIPPED;
                    default -> left > 0 ? Outcome.MODIFIED : Outcome.MATCHED;
                };
                left--;
            }
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
