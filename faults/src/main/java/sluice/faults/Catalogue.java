package sluice.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All scenarios. */
final class Catalogue {
    private Catalogue() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(LoaderScenarios.all());
        all.addAll(ServerScenarios.all());
        all.addAll(NetworkScenarios.all());
        all.addAll(FileScenarios.all());
        all.addAll(DiskScenarios.all());
        return all;
    }

    static Scenario named(String name) {
        if (name.equals(RandomSchedule.NAME)) {
            return RandomSchedule.scenario();
        }
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario `" + name + "`; --list names them"));
    }

    /** The mode that a seed stands for: seeds in a row go through all of a scenario's modes. */
    static Mode modeOf(Scenario scenario, long seed) {
        List<Mode> modes =
                Arrays.stream(Mode.values()).filter(scenario.modes()::contains).toList();
        return modes.get((int) Math.floorMod(seed, (long) modes.size()));
    }
}
