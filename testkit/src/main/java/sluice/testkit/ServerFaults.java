package sluice.testkit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/**
 * What goes wrong in a server, on command. Crashes are {@link RealMongod#kill} and {@link RealMongod#restart}. Not for
 * use by several threads at once.
 */
public final class ServerFaults {
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);

    private final RealMongod server;

    /** The faults of a server; those by commands need {@link MongodBuilder#testCommands}. */
    public ServerFaults(RealMongod server) {
        this.server = server;
    }

    /**
     * Lets the next commands of these names fail, whoever sends them.
     *
     * @param times how many, from 1
     * @param how the fail point's data, such as {@code errorCode}, {@code closeConnection} or {@code writeConcernError}
     */
    public void failCommands(int times, List<String> commands, Document how) {
        Document data = new Document(how).append("failCommands", commands);
        admin(new Document("configureFailPoint", "failCommand")
                .append("mode", new Document("times", times))
                .append("data", data));
    }

    /** Lets commands work again. */
    public void heal() {
        admin(new Document("configureFailPoint", "failCommand").append("mode", "off"));
    }

    /** A replica set's member is no primary for so long, and then stands for election again. */
    public void stepDown(Duration length) {
        try {
            admin(new Document("replSetStepDown", length.toSeconds())
                    .append("secondaryCatchUpPeriodSecs", 0)
                    .append("force", true));
        } catch (MongoException e) {
            // Its connections may break with it.
        }
    }

    /** Sends SIGSTOP: connections stay, nothing is answered, until {@link #proceed}. */
    public void pause() {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    public void proceed() {
        signal("CONT");
    }

    /** Makes a user who may read and write one database. */
    public void addUser(String user, String password, String database) {
        admin(new Document("createUser", user).append("pwd", password).append("roles", roles(database)));
    }

    /** Takes a user's rights on a database away, at once, also from open connections. */
    public void withdrawRights(String user, String database) {
        admin(new Document("revokeRolesFromUser", user).append("roles", roles(database)));
    }

    /** Gives a user the rights on a database back. */
    public void giveRights(String user, String database) {
        admin(new Document("grantRolesToUser", user).append("roles", roles(database)));
    }

    private static List<Document> roles(String database) {
        return List.of(new Document("role", "readWrite").append("db", database));
    }

    private void admin(Document command) {
        try (MongoClient client = server.directClient()) {
            client.getDatabase("admin").runCommand(command);
        }
    }

    private void signal(String name) {
        try {
            Commands.run(List.of("kill", "-" + name, Long.toString(server.pid())), SIGNAL_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
