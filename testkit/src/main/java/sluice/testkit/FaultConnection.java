package sluice.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sluice.testkit.FaultProxy.Direction;

/** One connection of a {@link FaultProxy}: a thread for each direction. */
final class FaultConnection {
    private static final int PIECE_BYTES = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Flow flow;
    private final Consumer<FaultConnection> atEnd;
    private final Set<Direction> muted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger ended = new AtomicInteger();

    FaultConnection(Socket client, Socket server, Flow flow, Consumer<FaultConnection> atEnd) {
        this.client = client;
        this.server = server;
        this.flow = flow;
        this.atEnd = atEnd;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start(Direction.REQUESTS, client, server);
        start(Direction.REPLIES, server, client);
    }

    /** Both sides get a reset, and lose what is on its way. */
    void cut() {
        close(true);
    }

    /** From now on what goes in this direction is taken and never arrives. */
    void swallow(Direction direction) {
        muted.add(direction);
    }

    /** Whom this direction leads to is told that nothing more comes; the other direction goes on. */
    void halfClose(Direction direction) {
        swallow(direction);
        try {
            (direction == Direction.REQUESTS ? server : client).shutdownOutput();
        } catch (IOException e) {
            // It has ended by itself.
        }
    }

    private void close(boolean reset) {
        if (open.compareAndSet(true, false)) {
            close(client, reset);
            close(server, reset);
            atEnd.accept(this);
        }
    }

    private void start(Direction direction, Socket from, Socket to) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump(direction, from, to);
                    } catch (IOException | InterruptedException e) {
                        cut();
                    }
                },
                "fault proxy " + direction);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Direction direction, Socket from, Socket to) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[PIECE_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int at = 0; at < read; ) {
                int admitted = flow.admit(direction, read - at, open::get);
                if (!muted.contains(direction)) {
                    out.write(buffer, at, admitted);
                }
                at += admitted;
            }
        }
        if (!muted.contains(direction)) {
            to.shutdownOutput();
        }
        // The other side may still have something to say.
        if (ended.incrementAndGet() == 2) {
            close(false);
        }
    }

    private static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // Closed already.
        }
    }
}
