package sluice.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * A finished insert command on the wire: OP_MSG with the documents as a sequence, unordered, acknowledged by the
 * majority and the journal.
 *
 * @param documents how many it inserts
 * @param head everything before the first document
 * @param body the documents
 */
record InsertMessage(int documents, ByteBuffer head, List<ByteBuffer> body) {
    static final int OP_MSG = 2013;
    private static final byte[] SEQUENCE = "documents\0".getBytes(StandardCharsets.US_ASCII);

    static InsertMessage of(String database, String collection, int documents, List<ByteBuffer> body) {
        byte[] command = command(database, collection);
        int sequence = 4
                + SEQUENCE.length
                + body.stream().mapToInt(ByteBuffer::remaining).sum();
        int headLength = 16 + 4 + 1 + command.length + 1 + 4 + SEQUENCE.length;
        ByteBuffer head = ByteBuffer.allocateDirect(headLength).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(16 + 4 + 1 + command.length + 1 + sequence);
        // Request id, response to, operation, flags.
        head.putInt(1).putInt(0).putInt(OP_MSG).putInt(0);
        head.put((byte) 0).put(command);
        head.put((byte) 1).putInt(sequence).put(SEQUENCE);
        return new InsertMessage(documents, head.flip(), List.copyOf(body));
    }

    private static byte[] command(String database, String collection) {
        BsonDocument command = new BsonDocument("insert", new BsonString(collection))
                .append("ordered", BsonBoolean.FALSE)
                .append("writeConcern", new BsonDocument("w", new BsonString("majority")).append("j", BsonBoolean.TRUE))
                .append("$db", new BsonString(database));
        RawBsonDocument raw = new RawBsonDocument(command, new BsonDocumentCodec());
        byte[] bytes = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(bytes);
        return bytes;
    }

    /** The parts to send, in order, positioned at their start. */
    ByteBuffer[] parts() {
        ByteBuffer[] parts = new ByteBuffer[body.size() + 1];
        parts[0] = head.duplicate();
        for (int i = 0; i < body.size(); i++) {
            parts[i + 1] = body.get(i).duplicate();
        }
        return parts;
    }
}
