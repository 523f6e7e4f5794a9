package sluice.server;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * A table of replies in place of a server: each write gets the next one, and all that was sent is kept. It knows nothing of
 * what a server does. A write that finds no reply left fails the test.
 *
 * <p>Replies are written as words, separated by semicolons:
 *
 * <ul>
 *   <li>{@code n=2}, {@code modified=1}, {@code upserted=0}: an acknowledgement, with indexes of upserted documents
 *   <li>{@code error=1:11000} and {@code error=1:11000:_id}: the error of one document, with the field of its unique index
 *   <li>{@code unconfirmed=64}: a write concern error
 *   <li>{@code whole=10334}: the command is refused as a whole
 *   <li>{@code lost}: the connection breaks after the command was sent; {@code unsent}: before
 * </ul>
 */
public class ReplyScript implements CommandPort {
    private static final ServerAddress ADDRESS = new ServerAddress("db", 27017);

    private final Deque<String> replies = new ArrayDeque<>();
    private final Deque<List<RawBsonDocument>> found = new ArrayDeque<>();
    private final Deque<BsonDocument> underWay = new ArrayDeque<>();
    private final List<BsonDocument> sent = new ArrayList<>();
    private final List<BsonDocument> administered = new ArrayList<>();
    private final List<BsonDocument> filters = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private long number;
    private boolean closed;

    /** A script of replies to writes. */
    public ReplyScript(String replies) {
        Arrays.stream(replies.split(";", -1))
                .map(String::strip)
                .filter(reply -> !reply.isEmpty())
                .forEach(this.replies::add);
    }

    /** The documents that the next look into a collection finds; without, it finds none. */
    public void finds(List<RawBsonDocument> documents) {
        found.add(documents);
    }

    /** What the next question for what is under way is answered; without, nothing is. */
    void underWay(String reply) {
        underWay.add(BsonDocument.parse(reply));
    }

    /** The way to this script, with a minute's patience. */
    public WriteAccess access(boolean numbered, String operation) {
        return access(new WriteTerms(new BsonDocument("w", new BsonString("majority")), numbered, true, operation));
    }

    /** The way to this script, with a minute's patience. */
    public WriteAccess access(WriteTerms terms) {
        return new WriteAccess(this, terms, retries(Duration.ofMinutes(1), clock));
    }

    /** Retries by a clock. */
    static Retries retries(Duration limit, ManualClock clock) {
        return new Retries(limit, new ServerErrors("server at db", Secrets.of(""), Duration.ofSeconds(5)), clock);
    }

    @Override
    public BsonDocument run(BsonDocument command) {
        // The writer uses the command's bytes again.
        sent.add(((RawBsonDocument) command).decode(new BsonDocumentCodec()));
        String reply = replies.poll();
        if (reply == null) {
            throw new AssertionError("no reply left for " + command.toJson());
        }
        return reply(reply);
    }

    static BsonDocument reply(String words) {
        BsonDocument reply = new BsonDocument("ok", new BsonInt32(1));
        for (String word : words.split(" +", -1)) {
            String[] parts = word.split("[=:]", -1);
            int first = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            switch (parts[0]) {
                case "n" -> reply.append("n", new BsonInt32(first));
                case "modified" -> reply.append("nModified", new BsonInt32(first));
                case "upserted" -> array(reply, "upserted").add(new BsonDocument("index", new BsonInt32(first)));
                case "error" -> array(reply, "writeErrors").add(error(first, parts));
                case "unconfirmed" ->
                    reply.append(
                            "writeConcernError",
                            new BsonDocument("code", new BsonInt32(first))
                                    .append("errmsg", new BsonString("waiting for replication")));
                default -> throw failure(parts[0], first);
            }
        }
        return reply;
    }

    private static BsonArray array(BsonDocument reply, String name) {
        reply.putIfAbsent(name, new BsonArray());
        return reply.getArray(name);
    }

    private static BsonDocument error(int index, String[] parts) {
        BsonDocument error = new BsonDocument("index", new BsonInt32(index))
                .append("code", new BsonInt32(Integer.parseInt(parts[2])))
                .append("errmsg", new BsonString("refused"));
        if (parts.length > 3) {
            error.append("keyPattern", new BsonDocument(parts[3], new BsonInt32(1)));
        }
        return error;
    }

    /** The exception that stands for a reply. */
    static MongoException failure(String word, int code) {
        return switch (word) {
            case "whole" ->
                new MongoCommandException(
                        new BsonDocument("ok", new BsonInt32(0))
                                .append("code", new BsonInt32(code))
                                .append("codeName", new BsonString("Code" + code))
                                .append("errmsg", new BsonString("refused as a whole")),
                        ADDRESS);
            case "lost" -> new MongoSocketReadException("Prematurely reached end of stream", ADDRESS);
            case "unsent" -> new MongoSocketOpenException("Connection refused", ADDRESS, new IOException());
            default -> throw new IllegalArgumentException("no reply: " + word);
        };
    }

    @Override
    public long nextNumber() {
        return ++number;
    }

    @Override
    public BsonDocument administer(BsonDocument command) {
        administered.add(command);
        BsonDocument answer = command.containsKey("currentOp") ? underWay.poll() : null;
        if (answer != null && answer.containsKey("fails")) {
            throw failure("whole", answer.getInt32("fails").getValue());
        }
        return answer == null ? new BsonDocument("inprog", new BsonArray()) : answer;
    }

    @Override
    public List<RawBsonDocument> find(String collection, BsonDocument filter) {
        filters.add(filter);
        List<RawBsonDocument> documents = found.poll();
        return documents == null ? List.of() : documents;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The writes, in order. */
    public List<BsonDocument> sent() {
        return sent;
    }

    /** The administrative commands, in order. */
    public List<BsonDocument> administered() {
        return administered;
    }

    /** The filters that were looked for, in order. */
    public List<BsonDocument> filters() {
        return filters;
    }

    /** The clock by which the access waits. */
    public ManualClock clock() {
        return clock;
    }

    /** Whether replies are left, which no write has asked for. */
    public boolean exhausted() {
        return replies.isEmpty() && found.isEmpty() && underWay.isEmpty();
    }

    /** Whether the port was given back. */
    public boolean closed() {
        return closed;
    }
}
