package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.List;
import sluice.plan.WriteMode;

/**
 * What a record's statement looks like in a write command: the document itself, or what is done to the document of its
 * key. Immutable.
 *
 * @param mode what a record does
 * @param keyFields the fields that find the document, in the order of the first group's columns
 * @param ids gives merged documents their {@code _id} where they are new
 * @param generatedId whether documents have no {@code _id} of their own
 */
public record StatementForm(WriteMode mode, List<String> keyFields, DocumentIds ids, boolean generatedId) {
    private static final byte[] Q = name("q");
    private static final byte[] U = name("u");
    private static final byte[] UPSERT = name("upsert");
    private static final byte[] LIMIT = name("limit");
    private static final byte[] EQ = name("$eq");
    private static final byte[] SET = name("$set");
    private static final byte[] SET_ON_INSERT = name("$setOnInsert");
    private static final byte[] ID = name("_id");

    /** The command that takes the statements of a mode. */
    public static String command(WriteMode mode) {
        return switch (mode) {
            case INSERT -> "insert";
            case UPSERT, MERGE -> "update";
            case DELETE -> "delete";
        };
    }

    /** The field of the command that holds the statements. */
    public static String array(WriteMode mode) {
        return switch (mode) {
            case INSERT -> "documents";
            case UPSERT, MERGE -> "updates";
            case DELETE -> "deletes";
        };
    }

    /** Writes a statement and returns where the content of the document stands in it, from and to. */
    long write(EncodedChunk chunk, int document, BsonBuffer out) {
        byte[] bytes = chunk.bytes();
        int from = chunk.start(document);
        int to = from + chunk.bytes(document);
        if (mode == WriteMode.INSERT) {
            int at = out.position();
            out.put(bytes, from, to);
            return range(at, out.position());
        }
        int statement = out.startDocument();
        writeQuery(chunk, document, out);
        long content = range(out.position(), out.position());
        switch (mode) {
            case UPSERT -> {
                out.putHead(BsonElements.DOCUMENT, U);
                int at = out.position();
                out.put(bytes, from, to);
                content = range(at, out.position());
                writeTrue(out);
            }
            case MERGE -> {
                out.putHead(BsonElements.DOCUMENT, U);
                content = writeMerge(chunk.offset(document), bytes, from, to, out);
                writeTrue(out);
            }
            default -> {
                out.putHead(BsonElements.INT32, LIMIT);
                out.putInt(1);
            }
        }
        out.endDocument(statement);
        return content;
    }

    private void writeQuery(EncodedChunk chunk, int document, BsonBuffer out) {
        byte[] bytes = chunk.bytes();
        out.putHead(BsonElements.DOCUMENT, Q);
        int query = out.startDocument();
        for (int i = 0; i < keyFields.size(); i++) {
            int element = chunk.keyElement(document, i);
            int value = BsonElements.valueStart(bytes, element);
            out.putHead(BsonElements.DOCUMENT, name(keyFields.get(i)));
            // Without $eq a value such as a pattern would be taken for a condition.
            int equal = out.startDocument();
            out.putHead(bytes[element], EQ);
            out.put(bytes, value, BsonElements.valueEnd(bytes, bytes[element], value));
            out.endDocument(equal);
        }
        out.endDocument(query);
    }

    /** Sets every field but {@code _id}, which a document that is there keeps. */
    private long writeMerge(long offset, byte[] bytes, int from, int to, BsonBuffer out) {
        int first = from + Integer.BYTES;
        if (!generatedId) {
            first = BsonElements.valueEnd(bytes, bytes[first], BsonElements.valueStart(bytes, first));
        }
        int update = out.startDocument();
        out.putHead(BsonElements.DOCUMENT, SET);
        int set = out.startDocument();
        out.put(bytes, first, to - 1);
        out.endDocument(set);
        long content = range(set, out.position());
        if (generatedId) {
            out.putHead(BsonElements.DOCUMENT, SET_ON_INSERT);
            int onInsert = out.startDocument();
            out.putHead(BsonElements.OBJECT_ID, ID);
            ids.write(offset, out);
            out.endDocument(onInsert);
        }
        out.endDocument(update);
        return content;
    }

    private static void writeTrue(BsonBuffer out) {
        out.putHead(BsonElements.BOOLEAN, UPSERT);
        out.put((byte) 1);
    }

    private static long range(int from, int to) {
        return ((long) from << 32) | to;
    }

    private static byte[] name(String name) {
        return (name + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
