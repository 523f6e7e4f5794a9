package sluice.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happens to the server. */
final class ServerScenarios {
    private static final int TIMES = 3;

    private ServerScenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.of(
                "kill-server",
                "kill -9 of mongod, which is back after 2 s",
                Scripts.struckBy(Strike.restartServer(Duration.ofSeconds(2)))));
        all.add(Scenario.of(
                "pause-server",
                "SIGSTOP of mongod for 12 s",
                Scripts.struckBy(Strike.pauseServer(Duration.ofSeconds(12)))));
        all.add(Scenario.of(
                        "step-down",
                        "the primary steps down for 3 s",
                        Scripts.struckBy(Strike.stepDown(Duration.ofSeconds(3))))
                .only(Backend.Kind.REPLICA_SET));
        for (int code : List.of(91, 10107, 189, 112, 11600)) {
            all.add(Scenario.of(
                    "fail-" + code,
                    "three writes end with error " + code,
                    Scripts.struckBy(Strike.failCode(code, TIMES))));
        }
        all.add(Scenario.of(
                "fail-connection",
                "three writes end with a closed connection",
                Scripts.struckBy(Strike.failConnection(TIMES))));
        all.add(Scenario.of(
                "fail-write-concern",
                "three writes are done, but end with a write concern error",
                Scripts.struckBy(Strike.failWriteConcern(64, TIMES))));
        all.add(Scenario.of("fail-resume", "three writes of a resume end with error 91", ServerScenarios::failResume));
        all.add(Scenario.of("wrong-password", "the password is wrong", ServerScenarios::wrongPassword)
                .on(Scenario.Server.WITH_USERS));
        all.add(Scenario.of("rights-withdrawn", "the user loses all rights", ServerScenarios::rightsWithdrawn)
                .on(Scenario.Server.WITH_USERS));
        all.add(Scenario.of("server-disk-full", "the server's disk is full for 5 s", DiskScenarios::serverDiskFull)
                .on(Scenario.Server.ON_SMALL_DISK));
        return all;
    }

    /** A resume rides out what a load rides out. */
    private static Verdict failResume(Stage stage) throws IOException {
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.5));
        Scripts.strikeOnce(stage, running, Strike.killLoader(), Set.of(137));
        stage.holdAfter(Scripts.part(stage, 0.1, 0.3));
        Scripts.strikeOnce(stage, stage.goOn(), Strike.failCode(91, TIMES), Strike.NONE);
        return stage.judge();
    }

    private static Verdict wrongPassword(Stage stage) throws IOException {
        stage.as("ann:wrong-word");
        Loader.End end = stage.awaitEnd(stage.load(), Set.of(3));
        if (end.output().contains("wrong-word")) {
            stage.problem("shows the password:\n" + end.tail());
        }
        if (stage.operation().isPresent()) {
            stage.problem("there is an operation though nothing could start");
        }
        stage.as(Stage.USER);
        stage.finish();
        return stage.judge();
    }

    private static Verdict rightsWithdrawn(Stage stage) throws IOException {
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.9));
        if (stage.reached(running)) {
            stage.backend().faults().withdrawRights("ann", Stage.databaseName());
            stage.flow();
        }
        Loader.End end = stage.awaitEnd(running, Stage.LOADED_OR_STOPPED);
        if (end.output().contains("secret-word")) {
            stage.problem("shows the password:\n" + end.tail());
        }
        stage.backend().faults().giveRights("ann", Stage.databaseName());
        stage.finish();
        return stage.judge();
    }
}
