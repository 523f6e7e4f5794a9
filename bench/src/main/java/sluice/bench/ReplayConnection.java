package sluice.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.RawBsonDocument;

/** One connection of a {@link Replayer}. For one thread. */
final class ReplayConnection implements AutoCloseable {
    /** Header, flags and the kind of the reply's only section. */
    private static final int BEFORE_DOCUMENT = 16 + 4 + 1;

    private final SocketChannel channel;
    private final ByteBuffer start = ByteBuffer.allocate(BEFORE_DOCUMENT).order(ByteOrder.LITTLE_ENDIAN);

    ReplayConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Sends the command and waits for the reply, which has to acknowledge every document. */
    void insert(InsertMessage message) throws IOException {
        send(message.parts());
        BsonDocument reply = receive();
        boolean all = number(reply, "ok") == 1 && number(reply, "n") == message.documents();
        if (!all || reply.containsKey("writeErrors") || reply.containsKey("writeConcernError")) {
            throw new IOException("not all of " + message.documents() + " documents went in: " + shortened(reply));
        }
    }

    private void send(ByteBuffer[] parts) throws IOException {
        ByteBuffer last = parts[parts.length - 1];
        while (last.hasRemaining()) {
            channel.write(parts);
        }
    }

    private BsonDocument receive() throws IOException {
        fill(start.clear());
        start.flip();
        int length = start.getInt();
        int operation = start.getInt(12);
        if (operation != InsertMessage.OP_MSG) {
            throw new IOException("the server answered with operation " + operation);
        }
        ByteBuffer document = ByteBuffer.allocate(length - BEFORE_DOCUMENT);
        fill(document);
        return new RawBsonDocument(document.array());
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    private static double number(BsonDocument reply, String name) {
        return reply.get(name) instanceof BsonNumber number ? number.doubleValue() : -1;
    }

    private static String shortened(BsonDocument reply) {
        String text = reply.toString();
        return text.substring(0, Math.min(1000, text.length()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
