package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that claim more than they send, or send nothing. */
@Timeout(120)
class ConnectionLimitsTest {
    private static final int CLAIMED = 47_000_000;

    @TempDir
    private Path directory;

    @Test
    void lengthsThatAreOnlyClaimedTakeNoMemoryAndKeepNobodyOut() throws IOException {
        ConnectionLimits limits =
                new ConnectionLimits(1000, 2L * Commands.MAX_MESSAGE, Duration.ofSeconds(10), Duration.ofMillis(200));
        List<Socket> liars = new ArrayList<>();
        try (EmbeddedServer server = EmbeddedServer.open(directory, Store.CHECKPOINT_BYTES, limits);
                MongoClient client = MongoClients.create(server.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("test").getCollection("c");
            collection.insertOne(new Document("_id", 0));
            long before = used();
            for (int i = 0; i < 200; i++) {
                liars.add(beginMessage(server, CLAIMED, i % 2 == 0 ? 16 : 100_000));
            }
            assertThat(used() - before).isLessThan(250_000_000);

            collection.insertOne(new Document("_id", 1));
            collection.insertOne(new Document("_id", 2).append("text", "x".repeat(1_000_000)));
            assertThat(collection.countDocuments()).isEqualTo(3);
        } finally {
            for (Socket liar : liars) {
                liar.close();
            }
        }
    }

    @Test
    void aConnectionThatSaysNothingIsEnded() throws IOException {
        ConnectionLimits limits =
                new ConnectionLimits(10, 2L * Commands.MAX_MESSAGE, Duration.ofMillis(200), Duration.ofSeconds(2));
        try (EmbeddedServer server = EmbeddedServer.open(directory, Store.CHECKPOINT_BYTES, limits);
                Socket silent = connect(server)) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionAboveTheLimitIsEndedAtOnce() throws IOException {
        ConnectionLimits limits =
                new ConnectionLimits(3, 2L * Commands.MAX_MESSAGE, Duration.ofMinutes(1), Duration.ofSeconds(2));
        try (EmbeddedServer server = EmbeddedServer.open(directory, Store.CHECKPOINT_BYTES, limits);
                Socket first = connect(server);
                Socket second = connect(server);
                Socket third = connect(server);
                Socket fourth = connect(server)) {
            assertThat(List.of(first, second, third)).allMatch(Socket::isConnected);
            assertThat(fourth.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Socket beginMessage(EmbeddedServer server, int claimed, int sent) throws IOException {
        byte[] message = new byte[sent];
        Numbers.int32(message, 0, claimed);
        Numbers.int32(message, 12, 2013);
        Socket socket = connect(server);
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
        return socket;
    }

    private static Socket connect(EmbeddedServer server) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(),
                URI.create(server.connectionString()).getPort());
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
