package sluice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import sluice.testkit.EchoServer;
import sluice.testkit.Gen;
import sluice.testkit.RealMongod;

class DelayProxyTest {
    private static final Duration DELAY = Duration.ofMillis(60);

    @Test
    void replyComesAfterTwiceTheDelay() throws IOException {
        try (EchoServer echo = new EchoServer();
                DelayProxy proxy = new DelayProxy(echo.port(), DELAY);
                Socket socket = connect(proxy)) {
            long start = System.nanoTime();
            socket.getOutputStream().write(7);
            int reply = socket.getInputStream().read();

            assertThat(reply).isEqualTo(7);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY.multipliedBy(2));
        }
    }

    @Test
    void delayIsNotPaidPerPiece() throws IOException {
        byte[] sent =
                new Gen(1).list(200_000, Gen::anyInt).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (EchoServer echo = new EchoServer();
                DelayProxy proxy = new DelayProxy(echo.port(), DELAY);
                Socket socket = connect(proxy)) {
            long start = System.nanoTime();
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(sent);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            byte[] received = socket.getInputStream().readAllBytes();

            assertThat(received).isEqualTo(sent);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void cutBreaksOpenConnectionsAndTakesNewOnes() throws IOException {
        try (EchoServer echo = new EchoServer();
                DelayProxy proxy = new DelayProxy(echo.port(), Duration.ZERO);
                Socket first = connect(proxy)) {
            Awaitility.await().until(() -> proxy.connections() == 1);

            proxy.cut();

            assertThatThrownBy(() -> {
                        first.getOutputStream().write(1);
                        if (first.getInputStream().read() < 0) {
                            throw new IOException("end");
                        }
                    })
                    .isInstanceOf(IOException.class);
            try (Socket second = connect(proxy)) {
                second.getOutputStream().write(9);
                assertThat(second.getInputStream().read()).isEqualTo(9);
            }
        }
    }

    @Test
    void driverWorksThroughTheProxyEvenAfterACut() {
        int port = RealMongod.shared().port();
        try (DelayProxy proxy = new DelayProxy(port, Duration.ofMillis(2));
                MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + proxy.port())) {
            assertThat(ping(client)).isEqualTo(1.0);
            proxy.cut();
            Awaitility.await()
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(ping(client)).isEqualTo(1.0));
        }
    }

    @RepeatedTest(50)
    void closedProxyTakesNoConnection() throws IOException {
        try (EchoServer echo = new EchoServer()) {
            DelayProxy proxy = new DelayProxy(echo.port(), Duration.ZERO);
            connect(proxy).close();
            proxy.close();

            assertThatThrownBy(() -> connect(proxy).close()).isInstanceOf(IOException.class);
        }
    }

    private static Object ping(MongoClient client) {
        return client.getDatabase("admin").runCommand(new Document("ping", 1)).get("ok", 0.0);
    }

    private static Socket connect(DelayProxy proxy) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
