package sluice.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads one client's messages. A message's length is only a claim: memory for a long one is taken after its beginning has arrived,
 * from what all connections share, and its rest must come in time.
 */
final class MessageReader {
    /** Messages up to this many bytes need no memory but the connection's own. */
    static final int SMALL = 1 << 16;

    private static final int LENGTH = 4;

    private final Socket socket;
    private final InputStream in;
    private final MessageBudget budget;
    private final ConnectionLimits limits;
    private byte[] own = new byte[1 << 12];
    private Duration patience;

    MessageReader(Socket socket, MessageBudget budget, ConnectionLimits limits) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.budget = budget;
        this.limits = limits;
        this.patience = limits.silence();
    }

    /** A message, in the first bytes of an array, until it is closed. */
    record Incoming(byte[] bytes, int length, MessageBudget.Grant grant) implements AutoCloseable {
        @Override
        public void close() {
            grant.close();
        }
    }

    /**
     * Waits for the next message.
     *
     * @throws EOFException if the client has left
     * @throws IOException if the message can't be one, or doesn't come in time
     */
    Incoming next() throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        int first = in.read(own, 0, LENGTH);
        if (first < 0) {
            throw new EOFException();
        }
        fill(own, first, LENGTH);
        int length = Numbers.int32(own, 0);
        if (length < Message.HEADER + 5 || length > Commands.MAX_MESSAGE) {
            throw new IOException("A message of " + length + " bytes");
        }
        patience = Duration.ZERO;
        int small = Math.min(length, SMALL);
        if (small > own.length) {
            own = Arrays.copyOf(own, small);
        }
        fill(own, LENGTH, small);
        if (length <= SMALL) {
            return new Incoming(own, length, () -> {});
        }
        MessageBudget.Grant grant = budget.take(length);
        try {
            byte[] whole = Arrays.copyOf(own, length);
            fill(whole, SMALL, length);
            return new Incoming(whole, length, grant);
        } catch (IOException | RuntimeException | Error e) {
            grant.close();
            throw e;
        }
    }

    private void fill(byte[] bytes, int from, int to) throws IOException {
        socket.setSoTimeout((int) limits.pause().toMillis());
        long end = System.nanoTime() + ConnectionLimits.PAUSES * limits.pause().toNanos();
        int at = from;
        while (at < to) {
            if (System.nanoTime() > end) {
                throw new SocketTimeoutException("A message's end didn't come in time");
            }
            int read = in.read(bytes, at, to - at);
            if (read < 0) {
                throw new EOFException();
            }
            at += read;
        }
    }
}
