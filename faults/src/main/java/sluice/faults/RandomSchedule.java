package sluice.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import sluice.testkit.FaultProxy.Direction;
import sluice.testkit.Gen;

/** Up to five faults of any kind at random moments, in a load of any shape. */
final class RandomSchedule {
    static final String NAME = "random";
    private static final int MOST_STRIKES = 5;
    /** Java's own answer to a signal that comes before the loader listens. */
    private static final Set<Integer> TOO_EARLY = Set.of(130, 143);

    private RandomSchedule() {}

    static Scenario scenario() {
        return Scenario.of(NAME, "up to five faults at random moments", RandomSchedule::play);
    }

    private static Verdict play(Stage stage) throws IOException {
        int strikes = stage.gen().between(1, MOST_STRIKES);
        for (int i = 0; i < strikes; i++) {
            Strike strike = any(stage.gen(), stage.backend().kind());
            double part = Scripts.part(stage, 0, stage.gen().oneOf(0.1, 0.5, 1.1));
            stage.says(String.format("%s at %.2f", strike.name(), part));
            stage.holdAfter(part);
            Loader.Running running = i == 0 ? stage.load() : stage.goOn();
            Set<Integer> exitCodes = new HashSet<>(strike.exitCodes());
            exitCodes.addAll(Strike.FAILED);
            if (strike.exitCodes().equals(Strike.INTERRUPTED)) {
                exitCodes.addAll(TOO_EARLY);
            }
            int exitCode = Scripts.strikeOnce(stage, running, strike, exitCodes);
            stage.backend().heal();
            if (Stage.LOADED.contains(exitCode)) {
                break;
            }
        }
        stage.finish();
        return stage.judge();
    }

    /** Those that end the process come more often, and those that take long less. */
    private static Strike any(Gen gen, Backend.Kind kind) {
        int times = gen.between(1, 4);
        return switch (gen.between(1, 24)) {
            case 1, 2, 3, 4, 5 -> Strike.killLoader();
            case 6 -> Strike.signal("INT");
            case 7 -> Strike.signal("TERM");
            case 8 -> Strike.interruptTwice();
            case 9, 10, 11 -> Strike.cut();
            case 12 -> Strike.hangUp();
            case 13 -> Strike.halfClose(gen.oneOf(Direction.values()));
            case 14 -> Strike.stall(Duration.ofSeconds(gen.between(1, 4)));
            case 15 -> Strike.refuse(Duration.ofSeconds(gen.between(1, 4)));
            case 16, 17, 18 -> Strike.restartServer(Duration.ofMillis(gen.between(0, 3000)));
            case 19 -> Strike.pauseServer(Duration.ofSeconds(gen.between(1, 4)));
            case 20 -> Strike.failConnection(times);
            case 21 -> Strike.failWriteConcern(gen.oneOf(64, 91, 11600), times);
            case 22 -> Strike.delay(Duration.ofMillis(gen.between(1, 50)));
            case 23 ->
                kind == Backend.Kind.REPLICA_SET
                        ? Strike.stepDown(Duration.ofSeconds(gen.between(1, 3)))
                        : Strike.killLoader();
            default -> Strike.failCode(gen.oneOf(91, 10107, 189, 112, 11600), times);
        };
    }
}
