package sluice.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One connection of a {@link DelayProxy}: two threads for each direction, one that reads and one that writes late. */
final class ProxiedConnection {
    /** What may be on its way in one direction: this many pieces of up to 64 KiB. */
    private static final int PIECES = 1024;

    private static final int PIECE_BYTES = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final long delayNanos;
    private final BooleanSupplier stalled;
    private final Consumer<ProxiedConnection> atEnd;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger ended = new AtomicInteger();

    /** Bytes and when they are due. No bytes: the end of this direction. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(byte[] bytes, long due) {}

    ProxiedConnection(
            Socket client, Socket server, Duration delay, BooleanSupplier stalled, Consumer<ProxiedConnection> atEnd) {
        this.client = client;
        this.server = server;
        this.delayNanos = delay.toNanos();
        this.stalled = stalled;
        this.atEnd = atEnd;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pump(client, server);
        pump(server, client);
    }

    /** Breaks the connection: both sides learn at once, and lose what is on its way. */
    void cut() {
        close(true);
    }

    private void close(boolean reset) {
        if (open.compareAndSet(true, false)) {
            close(client, reset);
            close(server, reset);
            atEnd.accept(this);
        }
    }

    private void pump(Socket from, Socket to) {
        BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
        run("reads", () -> read(from, pieces));
        run("writes", () -> write(pieces, to));
    }

    private void read(Socket from, BlockingQueue<Piece> pieces) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[PIECE_BYTES];
        int read;
        do {
            read = in.read(buffer);
            Piece piece = new Piece(Arrays.copyOf(buffer, Math.max(0, read)), System.nanoTime() + delayNanos);
            // A writer that has failed takes nothing more: don't wait for it for ever.
            while (open.get() && !pieces.offer(piece, 100, TimeUnit.MILLISECONDS)) {}
        } while (open.get() && read >= 0);
    }

    private void write(BlockingQueue<Piece> pieces, Socket to) throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        while (open.get()) {
            Piece piece = pieces.poll(100, TimeUnit.MILLISECONDS);
            if (piece == null) {
                continue;
            }
            TimeUnit.NANOSECONDS.sleep(piece.due() - System.nanoTime());
            while (stalled.getAsBoolean() && open.get()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            if (piece.bytes().length == 0) {
                end(to);
                return;
            }
            out.write(piece.bytes());
        }
    }

    /** One side has no more to say. The other may, so both directions have to end before the connection does. */
    private void end(Socket to) throws IOException {
        to.shutdownOutput();
        if (ended.incrementAndGet() == 2) {
            close(false);
        }
    }

    /** A step of a direction. */
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void run(String what, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException | InterruptedException e) {
                        cut();
                    }
                },
                "delay proxy " + what);
        thread.setDaemon(true);
        thread.start();
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
