package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMongodTest {
    @Test
    void sharedServerIsOneServer() {
        assertThat(RealMongod.shared()).isSameAs(RealMongod.shared());
        assertThat(RealMongod.shared().isAlive()).isTrue();
    }

    @Test
    void sharedReplicaSetHasTransactions() {
        RealMongod server = RealMongod.sharedReplicaSet();
        assertThat(RealMongod.sharedReplicaSet()).isSameAs(server);
        try (TestDatabase db = TestDatabase.on(server.connectionString());
                MongoClient client = MongoClients.create(server.connectionString());
                ClientSession session = client.startSession()) {
            session.startTransaction();
            client.getDatabase(db.name()).getCollection("c").insertOne(session, new Document("_id", 1));
            assertThat(db.documents("c")).isEmpty();
            session.commitTransaction();
            assertThat(db.documents("c")).containsExactly(new Document("_id", 1));
        }
    }

    @Test
    void journaledWritesSurviveKillAndRestart() {
        try (RealMongod server = RealMongod.builder().start();
                TestDatabase db = TestDatabase.on(server.connectionString())) {
            int port = server.port();
            db.collection("c")
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                    .insertOne(new Document("_id", 1));

            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(Ports.isFree(port)).isTrue();
            server.restart();

            assertThat(server.port()).isEqualTo(port);
            assertThat(db.documents("c")).containsExactly(new Document("_id", 1));
        }
    }

    @Test
    void replicaSetIsPrimaryAgainAfterRestart() {
        try (RealMongod server = RealMongod.builder().replicaSet(true).start()) {
            server.restart();

            assertThat(server.command(new Document("hello", 1)).getBoolean("isWritablePrimary"))
                    .isTrue();
        }
    }

    @Test
    void authLetsOnlyTheUserIn() {
        try (RealMongod server =
                RealMongod.builder().auth("an admin", "p@ss:w/rd %+").start()) {
            server.restart();
            onlyTheUserCanCount(server);
        }
    }

    @Test
    void authWorksOnAReplicaSet() {
        try (RealMongod server =
                RealMongod.builder().replicaSet(true).auth("root", "secret").start()) {
            server.restart();
            onlyTheUserCanCount(server);
        }
    }

    private static void onlyTheUserCanCount(RealMongod server) {
        try (TestDatabase db = TestDatabase.on(server.connectionString());
                MongoClient stranger =
                        MongoClients.create("mongodb://127.0.0.1:" + server.port() + "/?directConnection=true")) {
            assertThat(db.count("c")).isZero();
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() ->
                            stranger.getDatabase(db.name()).getCollection("c").countDocuments())
                    .satisfies(e -> assertThat(e.getErrorCodeName()).isEqualTo("Unauthorized"));
        }
    }

    @Test
    void tlsServerRefusesPlainConnections() {
        try (TestCertificate certificate = TestCertificate.create();
                RealMongod server = RealMongod.builder()
                        .tls(certificate)
                        .auth("root", "secret")
                        .replicaSet(true)
                        .start();
                TestDatabase db = TestDatabase.on(server);
                MongoClient plain = MongoClients.create("mongodb://127.0.0.1:" + server.port()
                        + "/?directConnection=true&serverSelectionTimeoutMS=500")) {
            assertThat(server.connectionString()).contains("tls=true");
            db.collection("c").insertOne(new Document("_id", 1));
            assertThat(db.count("c")).isOne();
            assertThatThrownBy(() -> plain.getDatabase("admin").runCommand(new Document("ping", 1)))
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void testCommandsHaveFailPoints() {
        try (RealMongod server = RealMongod.builder().testCommands(true).start()) {
            Document failPoint = new Document("configureFailPoint", "failCommand")
                    .append("mode", new Document("times", 1))
                    .append("data", new Document("failCommands", List.of("ping")).append("errorCode", 112));

            assertThat(server.command(failPoint).get("ok")).isEqualTo(1.0);
        }
    }

    @Test
    void givenDataFolderOutlivesTheServer(@TempDir Path folder) {
        Document document = new Document("_id", 1);
        try (RealMongod first = RealMongod.builder().dbPath(folder).start();
                MongoClient client = first.client()) {
            client.getDatabase("kept").getCollection("c").insertOne(document);
            first.command(new Document("fsync", 1));
        }
        try (RealMongod second = RealMongod.builder().dbPath(folder).start();
                MongoClient client = second.client()) {
            assertThat(client.getDatabase("kept").getCollection("c").find()).containsExactly(document);
        }
    }

    @Test
    void ownDataFolderIsDeletedAtClose() {
        RealMongod server = RealMongod.builder().start();
        Path dbPath = server.dbPath();
        assertThat(dbPath).isNotEmptyDirectory();
        assertThat(server.log()).contains("Waiting for connections");

        server.close();

        assertThat(Files.exists(Folders.parentOf(dbPath))).isFalse();
        assertThat(ProcessHandle.of(server.pid())).isEmpty();
    }

    @Test
    void serverThatDoesNotStartSaysWhy() {
        MongodBuilder wrong = RealMongod.builder().option("--noSuchOption");

        assertThatThrownBy(wrong::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("noSuchOption");
    }
}
