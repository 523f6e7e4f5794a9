package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one client's messages and answers them, one after the other, on its own thread. */
final class Connection implements Runnable {
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Socket socket;
    private final Commands commands;
    private final MessageBudget budget;
    private final ConnectionLimits limits;
    private int lastReply;

    Connection(Socket socket, Commands commands, MessageBudget budget, ConnectionLimits limits) {
        this.socket = socket;
        this.commands = commands;
        this.budget = budget;
        this.limits = limits;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            MessageReader in = new MessageReader(socket, budget, limits);
            boolean open = true;
            while (open) {
                try (MessageReader.Incoming message = in.next()) {
                    open = serve(message.bytes(), message.length(), socket.getOutputStream());
                }
            }
        } catch (EOFException clientHasLeft) {
            LOG.trace("closed by the client");
        } catch (IOException e) {
            LOG.debug("connection lost", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("The embedded server closes a connection", e);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }

    /** Returns false if the connection must end. */
    private boolean serve(byte[] message, int length, OutputStream out) throws IOException {
        int request = Numbers.int32(message, 4);
        int operation = Numbers.int32(message, 12);
        Document reply;
        boolean goesOn = true;
        try {
            Command command = switch (operation) {
                case OP_MSG -> Message.read(message, length);
                case OP_QUERY -> Message.readOldQuery(message, length);
                default -> throw new IOException("Operation " + operation);
            };
            if (operation == OP_MSG && Message.wantsNoReply(message)) {
                // Nobody waits for this answer; it and the end of the connection are the only ways to be noticed.
                LOG.error("An unacknowledged {} was refused: use w: 1 or \"majority\"", command.name());
                reply = Commands.failure(Errors.badValue(
                        "The embedded server takes no unacknowledged writes (w: 0); use w: 1 or \"majority\"."));
                goesOn = false;
            } else {
                reply = commands.answer(command);
            }
        } catch (RuntimeException e) {
            reply = Commands.failure(e);
        }
        byte[] body = BsonWriter.document(reply);
        out.write(operation == OP_QUERY ? oldReply(request, body) : reply(request, body));
        out.flush();
        return goesOn;
    }

    private byte[] reply(int request, byte[] body) {
        byte[] message = Arrays.copyOf(start(request, OP_MSG, 5 + body.length), Message.HEADER + 5 + body.length);
        System.arraycopy(body, 0, message, Message.HEADER + 5, body.length);
        return message;
    }

    private byte[] oldReply(int request, byte[] body) {
        byte[] message = Arrays.copyOf(start(request, OP_REPLY, 20 + body.length), Message.HEADER + 20 + body.length);
        Numbers.int32(message, Message.HEADER + 16, 1);
        System.arraycopy(body, 0, message, Message.HEADER + 20, body.length);
        return message;
    }

    private byte[] start(int request, int operation, int length) {
        byte[] header = new byte[Message.HEADER];
        Numbers.int32(header, 0, Message.HEADER + length);
        Numbers.int32(header, 4, ++lastReply);
        Numbers.int32(header, 8, request);
        Numbers.int32(header, 12, operation);
        return header;
    }
}
