package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes commands out of wire messages. The documents of an insert stay as they are in the message. */
final class Message {
    static final int HEADER = 16;

    private static final int CHECKSUM_PRESENT = 1;
    private static final int MORE_TO_COME = 2;

    /** What a client may set and a server may read over. */
    private static final int EXHAUST_ALLOWED = 1 << 16;

    private final byte[] bytes;
    private final int end;
    private @Nullable Document body;
    private final Document sequences = new Document();
    private final List<Command.Section> inserts = new ArrayList<>();

    private Message(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    static boolean wantsNoReply(byte[] message) {
        return (Numbers.int32(message, HEADER) & MORE_TO_COME) != 0;
    }

    static Command read(byte[] bytes, int length) {
        int flags = Numbers.int32(bytes, HEADER);
        if ((flags & ~(CHECKSUM_PRESENT | MORE_TO_COME | EXHAUST_ALLOWED)) != 0) {
            throw Errors.badValue("Unknown message flags " + flags);
        }
        Message message = new Message(bytes, (flags & CHECKSUM_PRESENT) != 0 ? length - 4 : length);
        int at = HEADER + 4;
        while (at < message.end) {
            at = message.section(at);
        }
        return message.command();
    }

    /** The first message of a connection may still be a query on {@code $cmd}. */
    static Command readOldQuery(byte[] bytes, int length) {
        int nameEnd = HEADER + 4;
        while (nameEnd < length && bytes[nameEnd] != 0) {
            nameEnd++;
        }
        String namespace = BsonReader.text(bytes, HEADER + 4, nameEnd);
        if (nameEnd + 9 >= length || !namespace.endsWith(".$cmd")) {
            throw Errors.unsupported("OP_QUERY on '" + namespace + "'");
        }
        Message message = new Message(bytes, length);
        message.body = message.document(nameEnd + 9);
        message.body.put("$db", namespace.substring(0, namespace.length() - 5));
        return message.command();
    }

    private int section(int at) {
        byte kind = bytes[at];
        if (kind == 0 && body == null) {
            body = document(at + 1);
            return at + 1 + Numbers.int32(bytes, at + 1);
        }
        int size = kind == 1 && at + 5 <= end ? Numbers.int32(bytes, at + 1) : 0;
        int sectionEnd = at + 1 + size;
        if (size < 6 || sectionEnd > end) {
            throw Errors.badValue("A message's section is malformed");
        }
        int nameEnd = at + 5;
        while (nameEnd < sectionEnd && bytes[nameEnd] != 0) {
            nameEnd++;
        }
        sequence(BsonReader.text(bytes, at + 5, nameEnd), nameEnd + 1, sectionEnd);
        return sectionEnd;
    }

    private void sequence(String name, int from, int to) {
        List<Document> documents = new ArrayList<>();
        int at = from;
        while (at < to) {
            int length = at + 4 <= to ? Numbers.int32(bytes, at) : 0;
            if (length < 5 || length > to - at) {
                throw Errors.unreadable("A document's length is wrong: " + length);
            }
            if (name.equals("documents")) {
                inserts.add(new Command.Section(at, at + length));
            } else {
                BsonCheck.document(bytes, at, at + length);
                documents.add(BsonReader.document(bytes, at));
            }
            at += length;
        }
        if (!name.equals("documents")) {
            sequences.put(name, documents);
        }
    }

    private Document document(int at) {
        BsonCheck.document(bytes, at, end);
        return BsonReader.document(bytes, at);
    }

    private Command command() {
        if (body == null || body.isEmpty()) {
            throw Errors.badValue("A message has no command");
        }
        String sent = body.keySet().iterator().next();
        String name = Commands.canonical(sent);
        if (!name.equals(sent)) {
            body.put(name, body.get(sent));
            body.remove(sent);
        }
        body.putAll(sequences);
        return new Command(name, body, bytes, inserts);
    }
}
