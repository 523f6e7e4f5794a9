package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.plan.Pace;
import sluice.report.CollectionSummary;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.testkit.RealMongod;

/** Whatever a server answers, each record is in the database once, and the rejects are what they would have been. */
class RetryTest {
    @TempDir
    Path folder;

    /** What the server does instead of answering. */
    enum Fault {
        SHUTDOWN_IN_PROGRESS("{errorCode: 91}"),
        NOT_WRITABLE_PRIMARY("{errorCode: 10107}"),
        PRIMARY_STEPPED_DOWN("{errorCode: 189}"),
        WRITE_CONFLICT("{errorCode: 112}"),
        INTERRUPTED_AT_SHUTDOWN("{errorCode: 11600}"),
        CLOSE_CONNECTION("{closeConnection: true}"),
        WRITE_CONCERN("{writeConcernError: {code: 64, errmsg: 'waiting for replication'}}"),
        SHUTDOWN_AFTER_WRITE("{writeConcernError: {code: 91, errmsg: 'shutting down'}}");

        private final String data;

        Fault(String data) {
            this.data = data;
        }
    }

    static Stream<Arguments> everything() {
        return Arrays.stream(FragileServer.values())
                .flatMap(server -> Arrays.stream(Way.values())
                        .flatMap(way -> Arrays.stream(Fault.values()).map(fault -> arguments(server, way, fault))));
    }

    @AfterEach
    void healServers() {
        for (FragileServer server : FragileServer.values()) {
            server.mongod().command(new Document("configureFailPoint", "failCommand").append("mode", "off"));
        }
    }

    private static void fail(RealMongod server, String command, int times, Document data) {
        server.command(new Document("configureFailPoint", "failCommand")
                .append("mode", new Document("times", times))
                .append("data", merged(data, command)));
    }

    private static Document merged(Document data, String command) {
        Document all = new Document(data);
        return all.append("failCommands", List.of(command)).append("appName", "sluice");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatPassesByChangesNothing(FragileServer server, Way way, Fault fault) {
        try (LoadFixture load = new LoadFixture(server.uri(), folder)) {
            way.prepare(load);
            fail(server.mongod(), way.command(), 4, Document.parse(fault.data));
            LoadSummary summary = load.load(way.plan(), Way::small);
            way.assertAllDone(load, summary);
            assertThat(summary.notes()).anyMatch(note -> note.contains("sent again"));
        }
    }

    @Test
    void withoutRetriesTheFirstFailureEndsTheLoad() {
        try (LoadFixture load = new LoadFixture(FragileServer.STANDALONE.uri(), folder)) {
            Way.INSERT.prepare(load);
            fail(FragileServer.STANDALONE.mongod(), "insert", 1, new Document("closeConnection", true));
            LoadSummary summary = load.load(
                    "c: { files: f.csv }", settings -> settings.withPace(Pace.DEFAULT.withRetryFor(Duration.ZERO)));
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems()).singleElement().asString().contains("connection");
        }
    }

    @Test
    void whenTimeIsUpTheMessageNamesTheOption() {
        try (LoadFixture load = new LoadFixture(FragileServer.STANDALONE.uri(), folder)) {
            Way.INSERT.prepare(load);
            fail(FragileServer.STANDALONE.mongod(), "insert", 100_000, new Document("errorCode", 91));
            LoadSummary summary = load.load(
                    "c: { files: f.csv }",
                    settings -> settings.withPace(Pace.DEFAULT.withRetryFor(Duration.ofMillis(700))));
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems())
                    .singleElement()
                    .asString()
                    .contains("--retry-for")
                    .contains("700ms");
        }
    }

    @Test
    void rightsWithdrawnEndTheLoadAtOnceAndNoRecordIsARejectForIt() {
        try (LoadFixture load = new LoadFixture(FragileServer.STANDALONE.uri(), folder)) {
            Way.INSERT.prepare(load);
            fail(FragileServer.STANDALONE.mongod(), "insert", 100_000, new Document("errorCode", 13));
            LoadSummary summary = load.load("c: { files: f.csv }");
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.rejectsByCode()).isEmpty();
            assertThat(summary.notes()).noneMatch(note -> note.contains("sent again"));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anUnknownErrorForEveryBatchIsTheServers(Way way) {
        try (LoadFixture load = new LoadFixture(FragileServer.STANDALONE.uri(), folder)) {
            way.prepare(load);
            fail(FragileServer.STANDALONE.mongod(), way.command(), 100_000, new Document("errorCode", 54321));
            LoadSummary summary = load.load(way.plan());
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.rejectsByCode()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBatchRefusedWholeIsPartedUntilTheRecordIsFound(Way way) {
        try (LoadFixture load = new LoadFixture(FragileServer.STANDALONE.uri(), folder)) {
            way.prepare(load);
            // 8 refusals: the batch of 100, then its halves of 50, 25, 12, 6, 3, 1 and so to the first record alone.
            fail(FragileServer.STANDALONE.mongod(), way.command(), 7, new Document("errorCode", 10334));
            LoadSummary summary =
                    load.load(way.plan(), settings -> Way.small(settings).withLinear(true));
            assertThat(summary.problems()).isEmpty();
            assertThat(summary.rejectsByCode()).containsOnlyKeys("server");
            CollectionSummary collection = summary.collections().get(0);
            assertThat(collection.rejected()).isEqualTo(1);
            assertThat(load.read(summary, "rejects/f.csv")).isEqualTo("a,b\n0,0\n");
        }
    }

    @Test
    void aRetryOnAReplicaSetWaitsForTheTryThatIsStillUnderWay() {
        String uri = FragileServer.REPLICA_SET.uri() + "&socketTimeoutMS=400";
        try (LoadFixture load = new LoadFixture(uri, folder)) {
            Way.UPSERT.prepare(load);
            fail(
                    FragileServer.REPLICA_SET.mongod(),
                    "update",
                    2,
                    new Document("blockConnection", true).append("blockTimeMS", 1500));
            LoadSummary summary = load.load(Way.UPSERT.plan(), Way::small);
            Way.UPSERT.assertAllDone(load, summary);
        }
    }
}
