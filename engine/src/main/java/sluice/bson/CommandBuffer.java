package sluice.bson;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Puts a write command together: some fields, then an array of finished documents. Not thread-safe; used again. */
public final class CommandBuffer {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final BsonBuffer buffer = new BsonBuffer();
    /** The names of an array's elements, kept because each batch needs the same ones. */
    private final List<byte[]> indexNames = new ArrayList<>();

    private int start;
    private int arrayStart;
    private int count;

    /** Starts a command. */
    public void start(BsonDocument head, String array) {
        buffer.rewind(0);
        count = 0;
        start = buffer.startDocument();
        byte[] fields = new RawBsonDocument(head, CODEC).getByteBuffer().array();
        int length = ByteBuffer.wrap(fields).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        buffer.put(fields, Integer.BYTES, length - 1);
        buffer.putHead(BsonElements.ARRAY, (array + "\0").getBytes(StandardCharsets.UTF_8));
        arrayStart = buffer.startDocument();
    }

    void add(byte[] bytes, int from, int to) {
        buffer.putHead(BsonElements.DOCUMENT, indexName(count++));
        buffer.put(bytes, from, to);
    }

    /** Adds a finished document. */
    public void add(RawBsonDocument document) {
        ByteBuffer bytes = document.getByteBuffer().asNIO();
        add(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
    }

    /** The command, as a view that is valid until the next start. */
    public RawBsonDocument finish() {
        buffer.endDocument(arrayStart);
        buffer.endDocument(start);
        return new RawBsonDocument(buffer.bytes(), 0, buffer.position());
    }

    private byte[] indexName(int index) {
        while (indexNames.size() <= index) {
            indexNames.add((indexNames.size() + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        return indexNames.get(index);
    }
}
