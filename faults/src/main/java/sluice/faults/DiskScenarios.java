package sluice.faults;

import java.io.IOException;
import java.util.List;
import sluice.testkit.SmallDisk;

/** Disks that are full. */
final class DiskScenarios {
    private static final long OPERATIONS_BYTES = 4 << 20;
    /** In blocks of 512 bytes; less than what Java writes about itself when it starts would end it at once. */
    private static final int LARGEST_FILE = 80;

    private DiskScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "operations-disk-full", "the disk of the operations is full", DiskScenarios::operationsFull),
                Scenario.of(
                                "file-size-limit",
                                "no file of the loader can be larger than 40 kB (ulimit -f)",
                                DiskScenarios::fileSizeLimit)
                        .in(Mode.KEY, Mode.ID));
    }

    private static Verdict operationsFull(Stage stage) throws IOException {
        try (SmallDisk disk = SmallDisk.of(OPERATIONS_BYTES)) {
            stage.keepOperationsIn(disk.folder().resolve("operations"));
            Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.9));
            if (stage.reached(running)) {
                disk.fill(0);
                stage.flow();
            }
            stage.awaitEnd(running, Stage.LOADED_OR_STOPPED);
            disk.clear();
            stage.finish();
            return stage.judge();
        }
    }

    private static Verdict fileSizeLimit(Stage stage) throws IOException {
        stage.startWith("sh", "-c", "ulimit -f " + LARGEST_FILE + " && exec \"$@\"", "sh");
        stage.awaitEnd(stage.load(), Stage.LOADED_OR_STOPPED);
        stage.startWith();
        stage.finish();
        return stage.judge();
    }

    static Verdict serverDiskFull(Stage stage) throws IOException {
        SmallDisk disk = stage.backend().disk();
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.6));
        if (stage.reached(running)) {
            disk.fill(0);
            stage.flow();
            Stage.pause(5000);
        }
        disk.clear();
        stage.flow();
        if (!stage.backend().server().isAlive()) {
            stage.backend().server().restart();
        }
        stage.awaitEnd(running, Stage.LOADED_OR_STOPPED);
        stage.finish();
        return stage.judge();
    }
}
