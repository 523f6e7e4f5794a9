package sluice.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * A bad network, on command: passes connections on to a server of this machine until it is told to break them, to lose
 * what goes through them, or to slow them down.
 *
 * <p>{@link #holdAfter} and {@link #awaitHeld} stop the requests at a given byte; what is then done happens in the
 * middle of a message. {@link #flow} ends it. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final int targetPort;
    private final int port = Ports.free();
    private final Flow flow = new Flow();
    private final Set<FaultConnection> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private Thread acceptor;

    /** Which way bytes go. */
    public enum Direction {
        /** From the client to the server. */
        REQUESTS,
        /** From the server to the client. */
        REPLIES
    }

    /** Starts to listen on 127.0.0.1 for a server there. */
    public FaultProxy(int targetPort) {
        this.targetPort = targetPort;
        listener = listen();
        acceptor = startAccepting(listener);
    }

    /** The port to connect to. It stays the same. */
    public int port() {
        return port;
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** How many bytes have gone this way, over all connections. */
    public long passed(Direction direction) {
        return flow.passed(direction);
    }

    /** Breaks every open connection with a reset; new ones are taken. */
    public void cut() {
        connections.forEach(FaultConnection::cut);
    }

    /** Ends every open connection on both sides, as a server that shuts down does; new ones are taken. */
    public void hangUp() {
        halfClose(Direction.REQUESTS);
        halfClose(Direction.REPLIES);
    }

    /** Ends one direction of every open connection; the other goes on. */
    public void halfClose(Direction direction) {
        each(connection -> connection.halfClose(direction));
    }

    /** Takes what goes this way on every open connection and never delivers it; new ones are not affected. */
    public void swallow(Direction direction) {
        each(connection -> connection.swallow(direction));
    }

    /** Stops what goes these ways, on all connections and on new ones, until {@link #flow}: a black hole. */
    public void stall(Direction first, Direction... more) {
        flow.stall(EnumSet.of(first, more));
    }

    /** Stops the requests once so many bytes more of them have passed, until {@link #flow}. */
    public void holdAfter(long bytes) {
        flow.holdAfter(bytes);
    }

    /**
     * Waits until the requests are held.
     *
     * @param goOn whether to go on waiting, asked every few milliseconds
     * @return whether they are
     */
    public boolean awaitHeld(Duration limit, BooleanSupplier goOn) {
        Awaitility.await("requests to be held")
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .until(() -> flow.held() || !goOn.getAsBoolean());
        return flow.held();
    }

    /** Ends every stall and hold. */
    public void flow() {
        flow.flow();
    }

    /** Lets pass at most so many bytes a second, at least 1, each way and over all connections. */
    public void throttle(long bytesPerSecond) {
        flow.throttle(bytesPerSecond);
    }

    /** Delays every piece of up to 16 KiB, each way. A delay that costs no throughput is {@code sluice.network.DelayProxy}. */
    public void delay(Duration value) {
        flow.delay(value);
    }

    /** Ends throttle and delay, and every stall and hold. */
    public void heal() {
        flow.throttle(Long.MAX_VALUE);
        flow.delay(Duration.ZERO);
        flow.flow();
    }

    /** Refuses new connections, as a port does on which nobody listens, until {@link #accept}. */
    public synchronized void refuse() {
        try {
            listener.close();
            // The kernel goes on listening for as long as a thread is still on its way out of its accept call.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes new connections again. */
    public synchronized void accept() {
        if (listener.isClosed()) {
            listener = listen();
            acceptor = startAccepting(listener);
        }
    }

    /** Stops listening and breaks every connection. */
    @Override
    public void close() {
        refuse();
        cut();
        flow.flow();
    }

    private void each(Consumer<FaultConnection> fault) {
        connections.forEach(fault);
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread startAccepting(ServerSocket from) {
        Thread thread = new Thread(() -> accept(from), "fault proxy " + port);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                open(from, from.accept());
            } catch (IOException e) {
                // Closed: the loop ends. Otherwise the client went away before we took it.
            }
        }
    }

    private void open(ServerSocket from, Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        } catch (IOException e) {
            client.close();
            return;
        }
        FaultConnection connection = new FaultConnection(client, server, flow, connections::remove);
        connections.add(connection);
        connection.start();
        if (from.isClosed()) {
            connection.cut();
        }
    }
}
