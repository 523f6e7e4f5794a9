package sluice.testkit;

import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;

/** What has to be said to a new server before it can be used. Its localhost exception lets us in without a user. */
final class FirstSteps {
    /** A lone member waits this long before it elects itself after a crash. */
    private static final int ELECTION_MILLIS = 500;

    private final MongoClient client;

    FirstSteps(MongoClient client) {
        this.client = client;
    }

    void initiate(String setName, String address) {
        Document member = new Document("_id", 0).append("host", address);
        Document config = new Document("_id", setName)
                .append("members", List.of(member))
                .append("settings", new Document("electionTimeoutMillis", ELECTION_MILLIS));
        admin(new Document("replSetInitiate", config));
    }

    void awaitPrimary(Duration limit) {
        Awaitility.await("a primary")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> admin(new Document("hello", 1)).getBoolean("isWritablePrimary"));
    }

    /** Journaled, so that the user outlives a kill that follows at once. */
    void createRoot(String user, String password) {
        admin(new Document("createUser", user)
                .append("pwd", password)
                .append("roles", List.of("root"))
                .append("writeConcern", new Document("w", "majority").append("j", true)));
    }

    private Document admin(Document command) {
        return client.getDatabase("admin").runCommand(command);
    }
}
