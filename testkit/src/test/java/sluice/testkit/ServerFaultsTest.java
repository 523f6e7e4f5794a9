package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ServerFaultsTest {
    @Test
    void commandsFailAsOftenAsTold() {
        try (RealMongod server = RealMongod.builder().testCommands(true).start();
                MongoClient client = MongoClients.create(server.connectionString() + "/?retryReads=false")) {
            ServerFaults faults = new ServerFaults(server);
            faults.failCommands(1, List.of("ping"), new Document("errorCode", 91));

            assertThatThrownBy(() -> ping(client)).isInstanceOf(MongoCommandException.class);
            assertThat(ping(client)).isEqualTo(1.0);

            faults.failCommands(1, List.of("ping"), new Document("errorCode", 91));
            faults.heal();
            assertThat(ping(client)).isEqualTo(1.0);
        }
    }

    @Test
    void memberIsPrimaryAgainAfterASteppingDown() {
        try (RealMongod server = RealMongod.builder().replicaSet(true).start();
                MongoClient client = server.directClient()) {
            new ServerFaults(server).stepDown(Duration.ofSeconds(1));

            assertThat(isPrimary(client)).isFalse();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isPrimary(client));
        }
    }

    @Test
    void pausedServerAnswersOnceItProceeds() {
        try (RealMongod server = RealMongod.builder().start();
                MongoClient client = MongoClients.create(server.connectionString() + "/?timeoutMS=300");
                MongoClient patient = MongoClients.create(server.connectionString())) {
            ServerFaults faults = new ServerFaults(server);
            faults.pause();
            assertThatThrownBy(() -> ping(client)).isInstanceOf(RuntimeException.class);

            faults.proceed();

            assertThat(ping(patient)).isEqualTo(1.0);
        }
    }

    @Test
    void withdrawnRightsAreGoneOnOpenConnections() {
        try (RealMongod server = RealMongod.builder().auth("root", "secret").start()) {
            ServerFaults faults = new ServerFaults(server);
            faults.addUser("ann", "word", "data");
            try (MongoClient client =
                    MongoClients.create("mongodb://ann:word@127.0.0.1:" + server.port() + "/?authSource=admin")) {
                insert(client);

                faults.withdrawRights("ann", "data");
                assertThatThrownBy(() -> insert(client)).hasMessageContaining("not authorized");

                faults.giveRights("ann", "data");
                insert(client);
            }
        }
    }

    private static void insert(MongoClient client) {
        client.getDatabase("data").getCollection("c").insertOne(new Document());
    }

    private static Object ping(MongoClient client) {
        return client.getDatabase("admin").runCommand(new Document("ping", 1)).get("ok", 0.0);
    }

    private static boolean isPrimary(MongoClient client) {
        return client.getDatabase("admin").runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary");
    }
}
