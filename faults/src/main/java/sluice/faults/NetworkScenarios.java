package sluice.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sluice.testkit.FaultProxy.Direction;

/** What happens between the loader and the server. */
final class NetworkScenarios {
    private static final Duration RIDDEN_OUT = Duration.ofSeconds(12);
    private static final Duration BLACK_HOLE = Duration.ofSeconds(90);

    private NetworkScenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.of("cut", "all connections are reset", Scripts.struckBy(ridden(Strike.cut()))));
        all.add(Scenario.of("hang-up", "all connections are closed", Scripts.struckBy(ridden(Strike.hangUp()))));
        all.add(Scenario.of(
                "half-close-requests",
                "the server is told that nothing more comes",
                Scripts.struckBy(Strike.halfClose(Direction.REQUESTS))));
        all.add(Scenario.of(
                "half-close-replies",
                "the loader is told that nothing more comes",
                Scripts.struckBy(Strike.halfClose(Direction.REPLIES))));
        all.add(Scenario.of(
                "swallow", "replies that are on their way vanish", Scripts.struckBy(Strike.swallowReplies())));
        all.add(Scenario.of(
                "refuse", "nobody listens for 5 s", Scripts.struckBy(Strike.refuse(Duration.ofSeconds(5)))));
        all.add(Scenario.of("stall", "nothing gets through for 12 s", Scripts.struckBy(Strike.stall(RIDDEN_OUT))));
        all.add(Scenario.of("black-hole", "nothing gets through, for ever", NetworkScenarios::blackHole));
        all.add(Scenario.of(
                "delay", "everything arrives 150 ms late", Scripts.struckBy(Strike.delay(Duration.ofMillis(150)))));
        all.add(Scenario.of("throttle", "200 kB/s get through", Scripts.struckBy(Strike.throttle(200_000))));
        return all;
    }

    /** A connection that breaks is no reason to end. */
    private static Strike ridden(Strike strike) {
        return new Strike(strike.name(), Strike.NONE, strike.action());
    }

    private static Verdict blackHole(Stage stage) throws IOException {
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.9));
        if (stage.reached(running)) {
            stage.backend().proxy().stall(Direction.REQUESTS, Direction.REPLIES);
            stage.awaitEnd(running, BLACK_HOLE, Set.of(3));
        } else {
            stage.awaitEnd(running, Stage.LOADED);
        }
        stage.finish();
        return stage.judge();
    }
}
