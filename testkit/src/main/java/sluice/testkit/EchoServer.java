package sluice.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server on 127.0.0.1 that sends back what it gets, to see what a network in between does. Thread-safe. */
public final class EchoServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    /** Starts to listen on a free port. */
    public EchoServer() throws IOException {
        daemon(() -> {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                daemon(() -> echo(socket));
            }
        });
    }

    /** The port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    private static void echo(Socket socket) throws IOException {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The test has closed the socket.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
