package sluice.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A distant server: passes connections on to a server, and every byte arrives later by the delay, in
 * each direction. The delay adds to the time of a reply, not to the time per byte. Thread-safe.
 */
public final class DelayProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String targetHost;
    private final int targetPort;
    private final Duration delay;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean stalled;

    /** Starts to listen for a server on this machine. The delay is one way: a reply comes after twice that. */
    public DelayProxy(int targetPort, Duration delay) {
        this(InetAddress.getLoopbackAddress().getHostAddress(), targetPort, delay);
    }

    /** Starts to listen, on this machine. The delay is one way: a reply comes after twice that. */
    public DelayProxy(String targetHost, int targetPort, Duration delay) {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.delay = delay;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.acceptor = new Thread(this::accept, "delay proxy " + port());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** The port to connect to, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** Breaks every connection, with what is on its way; new ones are taken as before. */
    public void cut() {
        connections.forEach(ProxiedConnection::cut);
    }

    /**
     * Lets nothing through from now on, or lets what was held through. A black hole: connections are taken and bytes are
     * accepted, but nothing arrives on the other side.
     */
    public void stall(boolean now) {
        stalled = now;
    }

    /** Stops listening and breaks every connection; once it returns, nothing can connect. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAcceptor();
        cut();
    }

    /** The kernel goes on listening for as long as a thread is still on its way out of its accept call. */
    private void awaitAcceptor() {
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open(client);
            } catch (IOException e) {
                // Closed: the loop ends. Otherwise the client went away before we took it.
            }
        }
    }

    private void open(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(targetHost, targetPort);
        } catch (IOException e) {
            client.close();
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(client, server, delay, () -> stalled, connections::remove);
        connections.add(connection);
        connection.start();
        if (listener.isClosed()) {
            connection.cut();
        }
    }
}
