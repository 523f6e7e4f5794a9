package sluice.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a mongod is started and reached. */
record MongodSettings(
        boolean replicaSet,
        boolean testCommands,
        double cacheGigabytes,
        @Nullable Login login,
        @Nullable TestCertificate certificate,
        List<String> options) {
    static final String SET_NAME = "rs0";

    /** The root user. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    MongodSettings {
        options = List.copyOf(options);
    }

    List<String> command(Path binary, int port, Path dbPath, Path keyFile) {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--dbpath",
                dbPath.toString(),
                "--nounixsocket",
                "--wiredTigerCacheSizeGB",
                Double.toString(cacheGigabytes),
                "--setParameter",
                "diagnosticDataCollectionEnabled=false"));
        if (replicaSet) {
            command.addAll(List.of("--replSet", SET_NAME));
        }
        if (testCommands) {
            command.addAll(List.of("--setParameter", "enableTestCommands=1"));
        }
        if (login != null) {
            command.add("--auth");
            if (replicaSet) {
                command.addAll(List.of("--keyFile", keyFile.toString()));
            }
        }
        if (certificate != null) {
            command.addAll(List.of("--tlsMode", "requireTLS"));
            command.addAll(List.of(
                    "--tlsCertificateKeyFile", certificate.certificateKeyFile().toString()));
            command.addAll(List.of("--tlsCAFile", certificate.caFile().toString()));
            command.add("--tlsAllowConnectionsWithoutCertificates");
        }
        command.addAll(options);
        return command;
    }

    /** The connection string for a person who knows the password. */
    String connectionString(int port) {
        List<String> parameters = new ArrayList<>();
        if (replicaSet) {
            parameters.add("replicaSet=" + SET_NAME);
        }
        if (login != null) {
            parameters.add("authSource=admin");
        }
        return uri(login, port, parameters);
    }

    /** The connection string for a person who knows the password and wants this server, not the replica set. */
    String directConnectionString(int port) {
        List<String> parameters = new ArrayList<>(List.of("directConnection=true"));
        if (login != null) {
            parameters.add("authSource=admin");
        }
        return uri(login, port, parameters);
    }

    /** The connection string for a client that is to see the server as it is: no user, no replica set discovery. */
    String bareConnectionString(int port) {
        return uri(null, port, List.of("directConnection=true"));
    }

    private String uri(@Nullable Login as, int port, List<String> parameters) {
        List<String> all = new ArrayList<>(parameters);
        if (certificate != null) {
            all.add("tls=true");
        }
        String userInfo = as == null ? "" : encoded(as.user()) + ":" + encoded(as.password()) + "@";
        String query = all.isEmpty() ? "" : "/?" + String.join("&", all);
        return "mongodb://" + userInfo + "127.0.0.1:" + port + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
