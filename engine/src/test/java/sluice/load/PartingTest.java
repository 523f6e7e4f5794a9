package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.network.DelayProxy;
import sluice.plan.Pace;
import sluice.plan.Plan;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/** A load that gives up leaves no command behind that goes on writing. */
class PartingTest {
    /** Several chunks, so that most are still to come when the first was committed. */
    private static final int ROWS = 24_000;

    @TempDir
    Path folder;

    /** Without the key's index every statement looks at all documents, so that a command takes its time. */
    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "REPLICA_SET"})
    void whatALoadHasSentEndsWithIt(ServerKind server) {
        try (DelayProxy proxy = new DelayProxy(server.port(), Duration.ofMillis(1));
                LoadFixture load =
                        new LoadFixture("mongodb://127.0.0.1:" + proxy.port() + "/?directConnection=true", folder);
                MongoClient direct = MongoClients.create(server.connectionString())) {
            load.file("f.csv", rows());
            load.database()
                    .getCollection("c")
                    .insertMany(IntStream.range(0, ROWS)
                            .mapToObj(i -> new Document("k", "old" + i))
                            .toList());
            Plan plan = load.plan("c: { files: f.csv, key: k, types: string, mode: upsert }");
            Plan impatient = plan.withSettings(plan.settings()
                    .withWorkers(2)
                    .withBatchSize(3000)
                    .withPace(Pace.DEFAULT.withRetryFor(Duration.ZERO).withDocsPerSecond(6000)));
            CompletableFuture<LoadSummary> loading = load.underWay(impatient);
            direct.getDatabase(load.database().getName()).getCollection("c").dropIndexes();
            Awaitility.await().until(() -> !underWay(direct).isEmpty());

            proxy.cut();
            LoadSummary summary = loading.join();

            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(underWay(direct)).isEmpty();
            assertThat(summary.collections().get(0).countAfter())
                    .isEqualTo(direct.getDatabase(load.database().getName())
                            .getCollection("c")
                            .countDocuments());
        }
    }

    private static String rows() {
        return IntStream.range(0, ROWS).mapToObj(i -> "new" + i + ",x\n").collect(Collectors.joining("", "k,v\n", ""));
    }

    private static List<Document> underWay(MongoClient client) {
        return client.getDatabase("admin")
                .runCommand(
                        new Document("currentOp", 1).append("command.comment", new Document("$regex", "^sluice-LOAD_")))
                .getList("inprog", Document.class);
    }
}
