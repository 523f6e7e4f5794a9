package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sluice.testkit.FaultProxy.Direction;

class FaultProxyTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EchoServer echo = new EchoServer();
    private final FaultProxy proxy = new FaultProxy(echo.port());

    FaultProxyTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void healthyProxyPassesEverythingOn() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(new byte[] {1, 2, 3});
            socket.shutdownOutput();

            assertThat(socket.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            assertThat(proxy.passed(Direction.REQUESTS)).isEqualTo(3);
            assertThat(proxy.passed(Direction.REPLIES)).isEqualTo(3);
        }
    }

    @Test
    void cutResetsOpenConnectionsAndTakesNewOnes() throws IOException {
        try (Socket socket = working()) {
            proxy.cut();

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        working().close();
    }

    @Test
    void hangUpEndsOpenConnections() throws IOException {
        try (Socket socket = working()) {
            proxy.hangUp();

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void repliesStillComeWhenRequestsAreHalfClosed() throws IOException {
        try (Socket socket = working()) {
            proxy.stall(Direction.REPLIES);
            socket.getOutputStream().write(7);
            Awaitility.await().until(() -> proxy.passed(Direction.REQUESTS) == 2);
            proxy.halfClose(Direction.REQUESTS);
            proxy.flow();

            assertThat(socket.getInputStream().read()).isEqualTo(7);
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void swallowedReplyNeverComes() throws IOException {
        try (Socket socket = working()) {
            proxy.swallow(Direction.REPLIES);
            socket.getOutputStream().write(7);
            Awaitility.await().until(() -> proxy.passed(Direction.REPLIES) == 2);

            assertThatNothingComes(socket);
        }
        working().close();
    }

    @Test
    void stallHoldsUntilItFlows() throws IOException {
        try (Socket socket = working()) {
            proxy.stall(Direction.REQUESTS, Direction.REPLIES);
            socket.getOutputStream().write(7);
            assertThatNothingComes(socket);

            proxy.flow();

            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void requestsAreHeldAtTheByte() throws IOException {
        try (Socket socket = connect()) {
            proxy.holdAfter(3);
            socket.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});

            assertThat(proxy.awaitHeld(LIMIT, () -> true)).isTrue();
            assertThat(socket.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
            assertThatNothingComes(socket);
            proxy.flow();
            assertThat(socket.getInputStream().readNBytes(2)).containsExactly(4, 5);
        }
    }

    @Test
    void whatIsNeverReachedIsNotHeld() {
        proxy.holdAfter(3);

        assertThat(proxy.awaitHeld(LIMIT, () -> false)).isFalse();
    }

    @Test
    void throttleLimitsBytesPerSecond() throws IOException {
        proxy.throttle(10_000);
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            socket.getOutputStream().write(new byte[5_000]);
            assertThat(socket.getInputStream().readNBytes(5_000)).hasSize(5_000);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(450));
        }
    }

    @Test
    void delayedReplyComesAfterTwiceTheDelay() throws IOException {
        proxy.delay(Duration.ofMillis(60));
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void refusedConnectionsAreTakenLaterOnTheSamePort() throws IOException {
        proxy.refuse();
        assertThatThrownBy(() -> connect().close()).isInstanceOf(ConnectException.class);

        proxy.accept();

        working().close();
    }

    private static void assertThatNothingComes(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout((int) LIMIT.toMillis());
    }

    /** A connection over which something has gone already. */
    private Socket working() throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(9);
        assertThat(socket.getInputStream().read()).isEqualTo(9);
        return socket;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }
}
