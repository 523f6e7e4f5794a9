package sluice.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections on a free loopback port, a thread for each. */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int LOOPBACK = 0x7F000001;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final ServerSocket socket;
    private final Commands commands;
    private final ConnectionLimits limits;
    private final MessageBudget budget;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Listener(Commands commands, ConnectionLimits limits) throws IOException {
        this.commands = commands;
        this.limits = limits;
        this.budget = new MessageBudget(limits.messageBytes());
        this.socket = new ServerSocket();
        byte[] address = new byte[4];
        Numbers.bigInt(address, 0, LOOPBACK);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0), BACKLOG);
        start(this::accept, "embedded-listener");
    }

    String connectionString() {
        return "mongodb://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = socket.accept();
                if (connections.size() >= limits.connections()) {
                    LOG.warn("The embedded server has {} connections and takes no more", connections.size());
                    client.close();
                    continue;
                }
                Connection connection = new Connection(client, commands, budget, limits);
                connections.add(connection);
                start(
                        () -> {
                            try {
                                connection.run();
                            } finally {
                                connections.remove(connection);
                            }
                        },
                        "embedded-connection-" + client.getPort());
                if (closed) {
                    connection.close();
                }
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("The embedded server could not take a connection", e);
                }
            }
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends all connections. A command that is running ends by itself; the store waits for it. */
    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
        connections.forEach(Connection::close);
    }
}
