package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.csv.ChunkSize;
import sluice.network.DelayProxy;
import sluice.plan.LoadSettings;
import sluice.plan.Pace;
import sluice.plan.Plan;
import sluice.report.CollectionSummary;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.testkit.RealMongod;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Whatever a server does on the way, each record is in the database once, and the rejects are what they would have been. */
class RetryTest {
    private static final int ROWS = 3_000;
    private static final RealMongod STANDALONE =
            RealMongod.builder().testCommands(true).start();
    private static final RealMongod REPLICA_SET =
            RealMongod.builder().testCommands(true).replicaSet(true).start();

    @TempDir
    Path folder;

    /** Which server. */
    enum Kind {
        STANDALONE,
        REPLICA_SET;

        RealMongod server() {
            return this == STANDALONE ? RetryTest.STANDALONE : RetryTest.REPLICA_SET;
        }
    }

    /** Ways to write, each with what the collection holds before and after. */
    enum Way {
        INSERT("types: { a: int, b: int }", "insert"),
        INSERT_BY_ID("types: { a: int, b: int }, id: a", "insert"),
        INSERT_BY_KEY("types: { a: int, b: int }, key: a", "insert"),
        UPSERT("types: { a: int, b: int }, key: a, mode: upsert", "update"),
        MERGE("types: { a: int, b: int }, id: a, mode: merge", "update"),
        DELETE("types: { a: int, b: int }, key: a, mode: delete", "delete");

        private final String plan;
        private final String command;

        Way(String plan, String command) {
            this.plan = plan.replace("types: { a: int, b: int }", "columns: { a: { type: int }, b: { type: int } }");
            this.command = command;
        }
    }

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
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Way.values())
                        .flatMap(way -> Arrays.stream(Fault.values()).map(fault -> arguments(kind, way, fault))));
    }

    static Stream<Arguments> ways() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Way.values()).map(way -> arguments(kind, way)));
    }

    @AfterEach
    void healServers() {
        for (RealMongod server : List.of(STANDALONE, REPLICA_SET)) {
            server.command(new Document("configureFailPoint", "failCommand").append("mode", "off"));
        }
    }

    @AfterAll
    static void stopServers() {
        STANDALONE.close();
        REPLICA_SET.close();
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
    void whatPassesByChangesNothing(Kind kind, Way way, Fault fault) {
        try (LoadFixture load = new LoadFixture(uri(kind.server()), folder)) {
            prepare(load, way);
            fail(kind.server(), way.command, 4, Document.parse(fault.data));
            LoadSummary summary = load.load("c: { files: f.csv, " + way.plan + " }", RetryTest::small);
            assertThat(summary.problems()).isEmpty();
            assertAllDone(load, way, summary);
            assertThat(summary.notes()).anyMatch(note -> note.contains("sent again"));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void cutConnectionsChangeNothing(Kind kind, Way way) {
        try (DelayProxy proxy = new DelayProxy(kind.server().port(), Duration.ofMillis(2));
                LoadFixture load = new LoadFixture(through(proxy), folder)) {
            prepare(load, way);
            CompletableFuture<LoadSummary> loading = CompletableFuture.supplyAsync(
                    () -> load.load("c: { files: f.csv, " + way.plan + " }", RetryTest::small));
            for (int i = 0; i < 5; i++) {
                Awaitility.await().until(() -> proxy.connections() > 2 || loading.isDone());
                Awaitility.await()
                        .pollDelay(Duration.ofMillis(40))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> true);
                proxy.cut();
            }
            LoadSummary summary = loading.join();
            assertThat(summary.problems()).isEmpty();
            assertAllDone(load, way, summary);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aServerThatIsKilledAndComesBackIsWaitedFor(Kind kind, Way way) {
        try (LoadFixture load = new LoadFixture(uri(kind.server()), folder)) {
            prepare(load, way);
            Plan plan = load.plan("c: { files: f.csv, " + way.plan + " }");
            plan = plan.withSettings(
                    small(plan.settings()).withPace(plan.settings().pace().withDocsPerSecond(1000)));
            List<LoadProgress> watched = new ArrayList<>();
            Plan slow = plan;
            CompletableFuture<LoadSummary> loading = CompletableFuture.supplyAsync(() -> load.load(
                    slow,
                    new LoadListener() {
                        @Override
                        public void loading(LoadProgress progress) {
                            synchronized (watched) {
                                watched.add(progress);
                            }
                        }
                    },
                    new StopSignal()));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                synchronized (watched) {
                    return loading.isDone()
                            || (!watched.isEmpty()
                                    && watched.get(0).meters().get(0).records() > 200);
                }
            });
            kind.server().restart();
            LoadSummary summary = loading.join();
            assertThat(summary.problems()).isEmpty();
            assertAllDone(load, way, summary);
            assertThat(summary.notes()).anyMatch(note -> note.contains("was restarted"));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anElectionIsRiddenOut(Way way) {
        try (LoadFixture load = new LoadFixture(uri(REPLICA_SET), folder)) {
            prepare(load, way);
            Plan plan = load.plan("c: { files: f.csv, " + way.plan + " }");
            Plan slow = plan.withSettings(small(plan.settings()).withPace(Pace.DEFAULT.withDocsPerSecond(1500)));
            CompletableFuture<LoadSummary> loading =
                    CompletableFuture.supplyAsync(() -> load.load(slow, LoadListener.NONE, new StopSignal()));
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> true);
            REPLICA_SET.command(new Document("replSetStepDown", 2).append("force", true));
            LoadSummary summary = loading.join();
            assertThat(summary.problems()).isEmpty();
            assertAllDone(load, way, summary);
        }
    }

    @Test
    void withoutRetriesTheFirstFailureEndsTheLoad() {
        try (LoadFixture load = new LoadFixture(uri(STANDALONE), folder)) {
            prepare(load, Way.INSERT);
            fail(STANDALONE, "insert", 1, new Document("closeConnection", true));
            LoadSummary summary = load.load(
                    "c: { files: f.csv }", settings -> settings.withPace(Pace.DEFAULT.withRetryFor(Duration.ZERO)));
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems()).singleElement().asString().contains("connection");
        }
    }

    @Test
    void whenTimeIsUpTheMessageNamesTheOption() {
        try (LoadFixture load = new LoadFixture(uri(STANDALONE), folder)) {
            prepare(load, Way.INSERT);
            fail(STANDALONE, "insert", 100_000, new Document("errorCode", 91));
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
        try (LoadFixture load = new LoadFixture(uri(STANDALONE), folder)) {
            prepare(load, Way.INSERT);
            fail(STANDALONE, "insert", 100_000, new Document("errorCode", 13));
            LoadSummary summary = load.load("c: { files: f.csv }");
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.rejectsByCode()).isEmpty();
            assertThat(summary.notes()).noneMatch(note -> note.contains("sent again"));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anUnknownErrorForEveryBatchIsTheServers(Way way) {
        try (LoadFixture load = new LoadFixture(uri(STANDALONE), folder)) {
            prepare(load, way);
            fail(STANDALONE, way.command, 100_000, new Document("errorCode", 54321));
            LoadSummary summary = load.load("c: { files: f.csv, " + way.plan + " }");
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.rejectsByCode()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBatchRefusedWholeIsPartedUntilTheRecordIsFound(Way way) {
        try (LoadFixture load = new LoadFixture(uri(STANDALONE), folder)) {
            prepare(load, way);
            // 8 refusals: the batch of 100, then its halves of 50, 25, 12, 6, 3, 1 and so to the first record alone.
            fail(STANDALONE, way.command, 7, new Document("errorCode", 10334));
            LoadSummary summary = load.load(
                    "c: { files: f.csv, " + way.plan + " }",
                    settings -> small(settings).withLinear(true));
            assertThat(summary.problems()).isEmpty();
            assertThat(summary.rejectsByCode()).containsOnlyKeys("server");
            CollectionSummary collection = summary.collections().get(0);
            assertThat(collection.rejected()).isEqualTo(1);
            assertThat(load.read(summary, "rejects/f.csv")).isEqualTo("a,b\n0,0\n");
        }
    }

    @Test
    void aRetryOnAReplicaSetWaitsForTheTryThatIsStillUnderWay() {
        String uri = uri(REPLICA_SET) + "&socketTimeoutMS=400";
        try (LoadFixture load = new LoadFixture(uri, folder)) {
            prepare(load, Way.UPSERT);
            fail(REPLICA_SET, "update", 2, new Document("blockConnection", true).append("blockTimeMS", 1500));
            LoadSummary summary = load.load("c: { files: f.csv, " + Way.UPSERT.plan + " }", RetryTest::small);
            assertThat(summary.problems()).isEmpty();
            assertAllDone(load, Way.UPSERT, summary);
        }
    }

    /** Longer than the driver's own watch on the server has patience, and shorter than ours. */
    @ParameterizedTest
    @MethodSource("stalls")
    void aPauseOfTwelveSecondsChangesNothing(Kind kind, Way way) {
        try (DelayProxy proxy = new DelayProxy(kind.server().port(), Duration.ofMillis(1));
                LoadFixture load = new LoadFixture(through(proxy), folder)) {
            prepare(load, way);
            Plan plan = load.plan("c: { files: f.csv, " + way.plan + " }");
            Plan slow = plan.withSettings(small(plan.settings()).withPace(Pace.DEFAULT.withDocsPerSecond(1500)));
            CompletableFuture<LoadSummary> loading =
                    CompletableFuture.supplyAsync(() -> load.load(slow, LoadListener.NONE, new StopSignal()));
            pause(Duration.ofMillis(700));
            proxy.stall(true);
            pause(Duration.ofSeconds(12));
            proxy.stall(false);
            LoadSummary summary = loading.join();
            assertThat(summary.problems()).isEmpty();
            assertAllDone(load, way, summary);
        }
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                arguments(Kind.STANDALONE, Way.INSERT),
                arguments(Kind.STANDALONE, Way.UPSERT),
                arguments(Kind.REPLICA_SET, Way.DELETE));
    }

    @Test
    void aBlackHoleEndsTheLoadByItself() {
        try (DelayProxy proxy = new DelayProxy(STANDALONE.port(), Duration.ofMillis(1));
                LoadFixture load = new LoadFixture(through(proxy), folder)) {
            prepare(load, Way.INSERT);
            Plan plan = load.plan("c: { files: f.csv }");
            Plan slow = plan.withSettings(small(plan.settings()).withPace(Pace.DEFAULT.withDocsPerSecond(1500)));
            CompletableFuture<LoadSummary> loading =
                    CompletableFuture.supplyAsync(() -> load.load(slow, LoadListener.NONE, new StopSignal()));
            pause(Duration.ofMillis(700));
            proxy.stall(true);
            LoadSummary summary = loading.orTimeout(90, TimeUnit.SECONDS).join();
            proxy.stall(false);
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems()).singleElement().asString().contains("--retry-for");
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }

    private static LoadSettings small(LoadSettings settings) {
        return settings.withBatchSize(100).withChunkSize(ChunkSize.records(250)).withWorkers(3);
    }

    /**
     * A server that only pretends to be no primary doesn't tell its watcher anything new: who asks often finds out that it is one
     * after all.
     */
    private static String uri(RealMongod server) {
        String uri = server.connectionString();
        return uri + (uri.contains("?") ? "&" : uri.endsWith("/") ? "?" : "/?")
                + "serverMonitoringMode=poll&heartbeatFrequencyMS=500";
    }

    private static String through(DelayProxy proxy) {
        return "mongodb://127.0.0.1:" + proxy.port() + "/?directConnection=true&serverSelectionTimeoutMS=2000";
    }

    /** Each key twice with another value, but for inserts; a delete meets documents for all of its keys. */
    private static void prepare(LoadFixture load, Way way) {
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(key(way, i)).append(',').append(i).append('\n');
        }
        load.file("f.csv", rows.toString());
        if (way == Way.DELETE) {
            List<Document> there = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                there.add(new Document("a", i).append("b", i));
            }
            load.database().getCollection("c").insertMany(there);
        }
    }

    private static int key(Way way, int row) {
        return way == Way.UPSERT || way == Way.MERGE ? row % (ROWS / 2) : row;
    }

    private static void assertAllDone(LoadFixture load, Way way, LoadSummary summary) {
        assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED);
        Map<Integer, Integer> expected = new TreeMap<>();
        if (way != Way.DELETE) {
            for (int i = 0; i < ROWS; i++) {
                expected.put(key(way, i), i);
            }
        }
        Map<Integer, Integer> found = new TreeMap<>();
        String field = way == Way.INSERT_BY_ID || way == Way.MERGE ? "_id" : "a";
        List<Document> documents = load.documents("c");
        documents.forEach(document -> found.put(document.getInteger(field), document.getInteger("b")));
        assertThat(found).isEqualTo(expected);
        assertThat(documents).hasSize(expected.size());
    }
}
