package sluice.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import sluice.testkit.FaultProxy;
import sluice.testkit.MongodBuilder;
import sluice.testkit.RealMongod;
import sluice.testkit.ServerFaults;
import sluice.testkit.SmallDisk;

/** A mongod behind a proxy: what the loader is given. */
final class Backend implements AutoCloseable {
    private final Kind kind;
    private final RealMongod server;
    private final FaultProxy proxy;
    private final ServerFaults faults;
    private final MongoClient inspector;
    private final @Nullable SmallDisk disk;

    /** What kind of server. */
    enum Kind {
        STANDALONE,
        REPLICA_SET;

        /** As options and tables spell it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Starts a server with these settings and a proxy before it. */
    Backend(Kind kind, MongodBuilder settings) {
        this(kind, settings, null);
    }

    /** Starts a server whose data is on a disk of its own, which is closed with it. */
    static Backend on(SmallDisk disk, Kind kind) {
        return new Backend(kind, RealMongod.builder().dbPath(disk.folder().resolve("db")), disk);
    }

    private Backend(Kind kind, MongodBuilder settings, @Nullable SmallDisk disk) {
        this.kind = kind;
        this.disk = disk;
        server =
                settings.replicaSet(kind == Kind.REPLICA_SET).testCommands(true).start();
        proxy = new FaultProxy(server.port());
        faults = new ServerFaults(server);
        inspector = server.directClient();
        if (kind == Kind.REPLICA_SET) {
            announceProxy();
        }
    }

    /** Clients take a replica set's address from its configuration, not from what they were given. */
    private void announceProxy() {
        Document config = inspector
                .getDatabase("admin")
                .runCommand(new Document("replSetGetConfig", 1))
                .get("config", Document.class);
        config.getList("members", Document.class).get(0).put("host", "127.0.0.1:" + proxy.port());
        config.put("version", config.getInteger("version") + 1);
        inspector.getDatabase("admin").runCommand(new Document("replSetReconfig", config).append("force", true));
    }

    Kind kind() {
        return kind;
    }

    RealMongod server() {
        return server;
    }

    FaultProxy proxy() {
        return proxy;
    }

    ServerFaults faults() {
        return faults;
    }

    /** The disk that its data is on. */
    SmallDisk disk() {
        return Objects.requireNonNull(disk, "no small disk");
    }

    /** How the loader reaches it: through the proxy. */
    String uri(String userInfo) {
        String at = userInfo.isEmpty() ? "" : userInfo + "@";
        List<String> parameters = new ArrayList<>();
        if (kind == Kind.REPLICA_SET) {
            parameters.add("replicaSet=rs0");
        }
        if (!userInfo.isEmpty()) {
            parameters.add("authSource=admin");
        }
        String query = parameters.isEmpty() ? "" : "/?" + String.join("&", parameters);
        return "mongodb://" + at + "127.0.0.1:" + proxy.port() + query;
    }

    /** A database, seen past the proxy. */
    MongoDatabase database(String name) {
        return inspector.getDatabase(name);
    }

    /** Ends all faults and waits until the server takes writes. */
    void heal() {
        proxy.heal();
        proxy.accept();
        if (server.isAlive()) {
            faults.proceed();
            faults.heal();
        } else {
            server.restart();
        }
    }

    @Override
    public void close() {
        inspector.close();
        proxy.close();
        server.close();
        if (disk != null) {
            disk.close();
        }
    }
}
