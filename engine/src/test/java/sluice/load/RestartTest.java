package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.plan.Pace;
import sluice.plan.Plan;
import sluice.report.LoadSummary;

/** A server that dies or is no longer the primary, and comes back, is waited for: each record is in the database once. */
class RestartTest {
    @TempDir
    Path folder;

    static Stream<Arguments> ways() {
        return Arrays.stream(FragileServer.values())
                .flatMap(server -> Arrays.stream(Way.values()).map(way -> arguments(server, way)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aServerThatIsKilledAndComesBackIsWaitedFor(FragileServer server, Way way) {
        try (LoadFixture load = new LoadFixture(server.uri(), folder)) {
            way.prepare(load);
            Plan plan = load.plan(way.plan());
            plan = plan.withSettings(
                    Way.small(plan.settings()).withPace(plan.settings().pace().withDocsPerSecond(1000)));
            CompletableFuture<LoadSummary> loading = load.underWay(plan);
            server.mongod().restart();
            LoadSummary summary = loading.join();
            way.assertAllDone(load, summary);
            assertThat(summary.notes()).anyMatch(note -> note.contains("was restarted"));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anElectionIsRiddenOut(Way way) {
        try (LoadFixture load = new LoadFixture(FragileServer.REPLICA_SET.uri(), folder)) {
            way.prepare(load);
            Plan plan = load.plan(way.plan());
            Plan slow = plan.withSettings(Way.small(plan.settings()).withPace(Pace.DEFAULT.withDocsPerSecond(1500)));
            CompletableFuture<LoadSummary> loading = load.underWay(slow);
            FragileServer.REPLICA_SET.mongod().command(new Document("replSetStepDown", 2).append("force", true));
            LoadSummary summary = loading.join();
            way.assertAllDone(load, summary);
        }
    }
}
