package sluice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The fastest client there can be: it only sends finished insert commands and reads the replies. What it needs, every
 * loader needs on the same server.
 */
final class Replayer {
    /** Two keep a server on two cores busy: best of four runs 2.1 s; with one connection 2.8 s, with four 2.2 s. */
    static final int CONNECTIONS = 2;

    /** About 1 MB of customers: best of four runs 2.1 s a million; with 2000 2.2 s, with 1000 2.3 s. */
    static final int DOCUMENTS_PER_MESSAGE = 4000;

    private final int port;
    private final int connections;

    Replayer(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /**
     * Sends all messages and returns the seconds from the first byte to the last reply.
     *
     * @throws IOException if the server does not acknowledge every document
     */
    double replay(List<InsertMessage> messages) throws IOException, InterruptedException {
        List<ReplayConnection> open = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            for (int i = 0; i < connections; i++) {
                open.add(new ReplayConnection(connect()));
            }
            return timed(threads, open, messages);
        } finally {
            threads.shutdownNow();
            for (ReplayConnection connection : open) {
                connection.close();
            }
        }
    }

    private static double timed(ExecutorService threads, List<ReplayConnection> open, List<InsertMessage> messages)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (ReplayConnection connection : open) {
            tasks.add(() -> {
                for (int i = next.getAndIncrement(); i < messages.size(); i = next.getAndIncrement()) {
                    connection.insert(messages.get(i));
                }
                return null;
            });
        }
        long start = System.nanoTime();
        List<Future<Void>> ended = threads.invokeAll(tasks);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Future<Void> end : ended) {
            check(end);
        }
        return seconds;
    }

    private static void check(Future<Void> end) throws IOException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IOException("the replay failed: " + e.getCause(), e);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }
}
