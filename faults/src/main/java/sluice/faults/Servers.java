package sluice.faults;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import sluice.testkit.RealMongod;
import sluice.testkit.SmallDisk;

/** The servers of a run of the program: one of each kind for all scenarios that need nothing special. */
final class Servers implements AutoCloseable {
    private static final long DISK_BYTES = 600L << 20;
    private final Map<Backend.Kind, Backend> shared = new EnumMap<>(Backend.Kind.class);

    /** A server for a scenario, to be given back by {@link #release}. */
    Backend get(Scenario.Server what, Backend.Kind kind) throws IOException {
        return switch (what) {
            case SHARED -> shared.computeIfAbsent(kind, missing -> new Backend(missing, RealMongod.builder()));
            case WITH_USERS -> withUsers(kind);
            case ON_SMALL_DISK -> Backend.on(SmallDisk.of(DISK_BYTES), kind);
        };
    }

    private static Backend withUsers(Backend.Kind kind) {
        Backend backend = new Backend(kind, RealMongod.builder().auth("root", "root-word"));
        backend.faults().addUser("ann", "secret-word", Stage.databaseName());
        backend.faults().giveRights("ann", Stage.undisturbedName());
        return backend;
    }

    void release(Backend backend) {
        if (!shared.containsValue(backend)) {
            backend.close();
        }
    }

    @Override
    public void close() {
        shared.values().forEach(Backend::close);
    }
}
