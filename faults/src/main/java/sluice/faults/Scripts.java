package sluice.faults;

import java.util.HashSet;
import java.util.Set;

/** What many scenarios have in common. */
final class Scripts {
    private static final double FIRST = 0.02;
    private static final double LAST = 0.9;
    /** A fault may also hit between two messages; more, and a small load would be over. */
    private static final int MOST_LATE_MILLIS = 30;

    private Scripts() {}

    /** A fault somewhere in the load, which then goes on by itself or is resumed. */
    static Scenario.Script struckBy(Strike strike) {
        return stage -> {
            strikeOnce(stage, stage.loadUntil(part(stage, FIRST, LAST)), strike, strike.exitCodes());
            stage.finish();
            return stage.judge();
        };
    }

    /** Faults one after the other; each hits the load that the one before has ended, once that is resumed. */
    static Scenario.Script struckBy(Strike strike, int times) {
        return stage -> {
            stage.holdAfter(part(stage, 0, 0.25));
            Loader.Running running = stage.load();
            for (int i = 1; i <= times; i++) {
                int exitCode = strikeOnce(stage, running, strike, strike.exitCodes());
                stage.backend().heal();
                if (Stage.LOADED.contains(exitCode)) {
                    break;
                }
                if (i < times) {
                    stage.holdAfter(part(stage, 0, 0.25));
                    running = stage.goOn();
                }
            }
            stage.finish();
            return stage.judge();
        };
    }

    /** Strikes while requests are held, or a moment later, and waits for the end of the process. */
    static int strikeOnce(Stage stage, Loader.Running running, Strike strike, Set<Integer> exitCodes) {
        if (stage.reached(running)) {
            if (stage.gen().chance(30)) {
                stage.flow();
                Stage.pause(stage.gen().between(0, MOST_LATE_MILLIS));
            }
            strike.action().strike(stage, running);
        }
        stage.flow();
        Set<Integer> all = new HashSet<>(Stage.LOADED);
        all.addAll(exitCodes);
        return stage.awaitEnd(running, all).exitCode();
    }

    /** A random part of the load. */
    static double part(Stage stage, double from, double to) {
        return from + (to - from) * stage.gen().between(0, 1000) / 1000.0;
    }
}
