package sluice.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens to the loader's process. */
final class LoaderScenarios {
    private static final Duration DAY = Duration.ofDays(1);
    /** Longer than any time-out of the loader, the driver or the server's sockets. */
    private static final Duration LONG = Duration.ofSeconds(75);

    private LoaderScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("undisturbed", "nothing", LoaderScenarios::undisturbed),
                Scenario.of("kill-loader", "kill -9 of the loader", Scripts.struckBy(Strike.killLoader())),
                Scenario.of(
                        "kill-loader-5",
                        "kill -9 of the loader, and of each resume, five times",
                        Scripts.struckBy(Strike.killLoader(), 5)),
                Scenario.of(
                        "kill-at-any-time", "kill -9 up to 3 s after the start, five times", LoaderScenarios::kills),
                Scenario.of("interrupt", "SIGINT", Scripts.struckBy(Strike.signal("INT"))),
                Scenario.of("interrupt-twice", "SIGINT, and again at once", Scripts.struckBy(Strike.interruptTwice())),
                Scenario.of("terminate", "SIGTERM", Scripts.struckBy(Strike.signal("TERM"))),
                Scenario.of("terminate-3", "SIGTERM, three times in a row", Scripts.struckBy(Strike.signal("TERM"), 3)),
                Scenario.of(
                        "pause-loader", "SIGSTOP of the loader for 75 s", Scripts.struckBy(Strike.pauseLoader(LONG))),
                Scenario.of("two-at-once", "a second resume while the first runs", LoaderScenarios::twoAtOnce),
                Scenario.of("resume-again", "a resume of what is done", LoaderScenarios::resumeAgain),
                Scenario.of(
                        "clock-set-back", "a clock that is a day back after a kill -9", LoaderScenarios::clockSetBack));
    }

    private static Verdict undisturbed(Stage stage) throws IOException {
        stage.awaitEnd(stage.load(), Stage.LOADED);
        return stage.judge();
    }

    private static Verdict kills(Stage stage) throws IOException {
        Loader.Running running = stage.load();
        for (int i = 0; i < 5; i++) {
            if (!running.endsWithin(Duration.ofMillis(stage.gen().between(0, 3000)))) {
                running.signal("KILL");
            }
            int exitCode = stage.awaitEnd(running, Set.of(0, 1, 137)).exitCode();
            if (exitCode != 137) {
                break;
            }
            running = stage.goOn();
        }
        if (running.isAlive()) {
            stage.awaitEnd(running, Stage.LOADED);
        }
        stage.finish();
        return stage.judge();
    }

    private static Verdict twoAtOnce(Stage stage) throws IOException {
        Scripts.strikeOnce(stage, stage.loadUntil(0.3), Strike.killLoader(), Set.of(137));
        // Slow, so that the first is still at it when the second comes.
        stage.backend().proxy().throttle(Math.max(10_000, stage.data().bytes() / 20));
        stage.holdAfter(0.05);
        Loader.Running first = stage.goOn();
        if (stage.reached(first)) {
            stage.flow();
            Loader.Running second = stage.goOn();
            stage.awaitEnd(second, Set.of(3));
        }
        if (!first.isAlive()) {
            stage.problem("the first resume had ended before the second was refused");
        }
        stage.backend().proxy().heal();
        stage.awaitEnd(first, Stage.LOADED);
        return stage.judge();
    }

    private static Verdict resumeAgain(Stage stage) throws IOException {
        stage.awaitEnd(stage.load(), Stage.LOADED);
        stage.requireSaid(stage.awaitEnd(stage.goOn(), Stage.LOADED), "nothing");
        return stage.judge();
    }

    private static Verdict clockSetBack(Stage stage) throws IOException {
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.3));
        Scripts.strikeOnce(stage, running, Strike.killLoader(), Set.of(137));
        stage.javaOptions(ClockSetBack.javaOption(DAY));
        stage.holdAfter(Scripts.part(stage, 0.1, 0.3));
        Scripts.strikeOnce(stage, stage.goOn(), Strike.killLoader(), Set.of(137));
        stage.finish();
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        Optional<Path> operation = stage.operation();
        if (operation.isPresent()
                && !Files.readString(operation.get().resolve("operation.log")).contains(yesterday)) {
            stage.problem("the clock was not set back");
        }
        return stage.judge();
    }
}
