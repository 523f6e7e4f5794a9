package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.plan.CollectionPlan;
import sluice.plan.Drop;
import sluice.testkit.RealMongod;
import sluice.testkit.TestCertificate;

class ServerTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final String PASSWORD = "s3cret/p@ss";

    @Test
    void theDescriptionSaysVersionTopologyAndAddress() {
        RealMongod standalone = RealMongod.shared();
        try (Server server = Server.connect(ServerOptions.of(standalone.connectionString()))) {
            assertThat(server.description())
                    .matches("MongoDB \\d+\\.\\d+\\.\\d+, standalone, at 127\\.0\\.0\\.1:" + standalone.port());
        }
        try (Server server =
                Server.connect(ServerOptions.of(RealMongod.sharedReplicaSet().connectionString()))) {
            assertThat(server.description()).contains("replica set");
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidWithItsAddress() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> connect("mongodb://ann:" + "hidden1@127.0.0.1:" + port))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("The server at 127.0.0.1:" + port + " does not answer within 2 s")
                .hasMessageNotContaining("hidden1");
    }

    @Test
    void aConnectionStringThatIsNoneIsSaidWithoutItsPassword() {
        for (String uri : List.of(
                "mongodb://ann:topsecret@:x:/",
                "postgres://ann:topsecret@h",
                "mongodb://a:topsecret@h/?ssl=perhaps&maxPoolSize=x")) {
            assertThatThrownBy(() -> connect(uri))
                    .isInstanceOf(ServerException.class)
                    .hasMessageNotContaining("topsecret");
        }
    }

    @Test
    void aMisspeltOptionIsRefusedWithTheRightOne() {
        assertThatThrownBy(() -> connect("mongodb://ann:topsecret@127.0.0.1:1/?authSource=admin&tsl=true"))
                .isInstanceOf(ServerException.class)
                .hasMessage("The connection string's option `tsl` is not known here. Did you mean `ssl`?");
    }

    @Test
    void unacknowledgedWritesAreRefused() {
        assertThatThrownBy(() -> connect(RealMongod.shared().connectionString() + "/?w=0"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("w=majority");
    }

    private static final CollectionPlan CUSTOMERS = CollectionPlan.of("customers", List.of("customers.csv"));

    @Test
    void usersPasswordsAndRightsAreChecked() {
        try (RealMongod mongod = RealMongod.builder().auth("root", PASSWORD).start()) {
            try (Server server = connect(mongod.connectionString())) {
                server.databases().requireRights("shop", CUSTOMERS.withDrop(Drop.AT_END));
            }
            assertThatThrownBy(() -> connect(as("root", "wrong-password", mongod)))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("refuses user or password")
                    .hasMessageNotContaining("wrong-password");

            try (MongoClient client = mongod.client()) {
                client.getDatabase("admin")
                        .runCommand(new Document("createUser", "reader")
                                .append("pwd", PASSWORD)
                                .append("roles", List.of(new Document("role", "read").append("db", "shop"))));
                client.getDatabase("admin")
                        .runCommand(new Document("createUser", "writer")
                                .append("pwd", PASSWORD)
                                .append("roles", List.of(new Document("role", "readWrite").append("db", "shop"))));
            }
            try (Server server = connect(as("reader", PASSWORD, mongod))) {
                assertThatThrownBy(() -> server.databases().requireRights("shop", CUSTOMERS))
                        .isInstanceOf(ServerException.class)
                        .hasMessageContaining("user reader has no right to insert on shop.customers");
            }
            try (Server server = connect(as("writer", PASSWORD, mongod))) {
                server.databases().requireRights("shop", CUSTOMERS.withDrop(Drop.AT_END));
                assertThatThrownBy(() -> server.databases().requireRights("other", CUSTOMERS))
                        .hasMessageContaining("on other.customers");
            }
        }
    }

    @Test
    void aCertificateIsTrustedOnlyWhenNamed(@TempDir Path folder) throws IOException {
        try (TestCertificate certificate = TestCertificate.create();
                RealMongod mongod = RealMongod.builder().tls(certificate).start()) {
            String uri = "mongodb://localhost:" + mongod.port() + "/?tls=true";
            assertThatThrownBy(() -> connect(uri))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("--tls-ca");
            try (Server server = Server.connect(new ServerOptions(uri, null, SHORT, certificate.caFile(), 4))) {
                assertThat(server.description()).contains("localhost:" + mongod.port());
            }
            String inUri =
                    uri + "&tlsCAFile=" + URLEncoder.encode(certificate.caFile().toString(), StandardCharsets.UTF_8);
            try (Server server = connect(inUri)) {
                assertThat(server.description()).contains("MongoDB");
            }
            Path noCertificate = Files.writeString(folder.resolve("ca.pem"), "nothing");
            assertThatThrownBy(() -> Server.connect(new ServerOptions(uri, null, SHORT, noCertificate, 4)))
                    .hasMessageContaining("holds no certificate");
            assertThatThrownBy(() -> Server.connect(new ServerOptions(uri, null, SHORT, folder.resolve("none.pem"), 4)))
                    .hasMessageContaining("can't be read");
        }
    }

    @Test
    void tlsInsecureTakesAnyCertificateAndSaysSo() throws IOException {
        try (TestCertificate certificate = TestCertificate.create();
                RealMongod mongod = RealMongod.builder().tls(certificate).start()) {
            String uri = "mongodb://127.0.0.1:" + mongod.port() + "/?tls=true";
            assertThatThrownBy(() -> connect(uri)).hasMessageContaining("No TLS connection");
            try (Server server = connect(uri + "&tlsInsecure=true")) {
                assertThat(server.description())
                        .endsWith(", over TLS without checking the server's certificate (tlsInsecure)");
            }
            assertThatThrownBy(() -> connect(uri + "&tlsAllowInvalidHostnames=true"))
                    .as("the certificate is still checked")
                    .hasMessageContaining("No TLS connection");
            String trusted =
                    uri + "&tlsCAFile=" + URLEncoder.encode(certificate.caFile().toString(), StandardCharsets.UTF_8);
            for (String option : List.of("tlsAllowInvalidHostnames", "sslInvalidHostnameAllowed")) {
                try (Server server = connect(trusted + "&" + option + "=true")) {
                    assertThat(server.description())
                            .endsWith(", over TLS without checking the server's name (tlsAllowInvalidHostnames)");
                }
            }
            try (Server server = connect(trusted.replace("127.0.0.1", "localhost"))) {
                assertThat(server.description()).doesNotContain("without checking");
            }
        }
        try (Server server = connect(RealMongod.shared().connectionString() + "/?tlsInsecure=true")) {
            assertThat(server.description())
                    .as("without TLS nothing is weakened")
                    .doesNotContain("tlsInsecure");
        }
    }

    private static Server connect(String uri) {
        return Server.connect(new ServerOptions(uri, null, SHORT, null, 4));
    }

    private static String as(String user, String password, RealMongod mongod) {
        return "mongodb://" + user + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@127.0.0.1:"
                + mongod.port() + "/?authSource=admin";
    }
}
