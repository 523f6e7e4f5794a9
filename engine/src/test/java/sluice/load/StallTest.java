package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.network.DelayProxy;
import sluice.plan.Pace;
import sluice.plan.Plan;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/**
 * A network that cuts, pauses or swallows what is sent: each record is in the database once, or the load ends by itself.
 *
 * <p>Its tests wait most of the time, each for a network of its own, and so do it together.
 */
@Execution(ExecutionMode.CONCURRENT)
class StallTest {
    @TempDir
    Path folder;

    static Stream<Arguments> ways() {
        return Stream.of(ServerKind.STANDALONE, ServerKind.REPLICA_SET)
                .flatMap(server -> Arrays.stream(Way.values()).map(way -> arguments(server, way)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void cutConnectionsChangeNothing(ServerKind server, Way way) {
        try (DelayProxy proxy = new DelayProxy(server.port(), Duration.ofMillis(2));
                LoadFixture load = new LoadFixture(through(proxy), folder)) {
            way.prepare(load);
            CompletableFuture<LoadSummary> loading = load.start(load.plan(way.plan(), Way::small), LoadListener.NONE);
            for (int i = 0; i < 5; i++) {
                Awaitility.await().until(() -> proxy.connections() > 2 || loading.isDone());
                pause(Duration.ofMillis(40));
                proxy.cut();
            }
            LoadSummary summary = loading.join();
            way.assertAllDone(load, summary);
        }
    }

    /** Longer than the driver's own watch on the server has patience, and shorter than ours. */
    @ParameterizedTest
    @MethodSource("stalls")
    void aPauseOfTwelveSecondsChangesNothing(ServerKind server, Way way) {
        try (DelayProxy proxy = new DelayProxy(server.port(), Duration.ofMillis(1));
                LoadFixture load = new LoadFixture(through(proxy), folder)) {
            way.prepare(load);
            Plan plan = load.plan(way.plan());
            Plan slow = plan.withSettings(Way.small(plan.settings()).withPace(Pace.DEFAULT.withDocsPerSecond(1500)));
            CompletableFuture<LoadSummary> loading = load.underWay(slow);
            proxy.stall(true);
            pause(Duration.ofSeconds(12));
            proxy.stall(false);
            LoadSummary summary = loading.join();
            way.assertAllDone(load, summary);
        }
    }

    @Test
    void aBlackHoleEndsTheLoadByItself() {
        try (DelayProxy proxy = new DelayProxy(ServerKind.STANDALONE.port(), Duration.ofMillis(1));
                LoadFixture load = new LoadFixture(through(proxy), folder)) {
            Way.INSERT.prepare(load);
            Plan plan = load.plan("c: { files: f.csv }");
            Plan slow = plan.withSettings(Way.small(plan.settings()).withPace(Pace.DEFAULT.withDocsPerSecond(1500)));
            CompletableFuture<LoadSummary> loading = load.underWay(slow);
            proxy.stall(true);
            LoadSummary summary = loading.orTimeout(90, TimeUnit.SECONDS).join();
            proxy.stall(false);
            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems()).singleElement().asString().contains("--retry-for");
        }
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                arguments(ServerKind.STANDALONE, Way.INSERT),
                arguments(ServerKind.STANDALONE, Way.UPSERT),
                arguments(ServerKind.REPLICA_SET, Way.DELETE));
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }

    private static String through(DelayProxy proxy) {
        return "mongodb://127.0.0.1:" + proxy.port() + "/?directConnection=true&serverSelectionTimeoutMS=2000";
    }
}
