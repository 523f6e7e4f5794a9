package sluice.cli.tune;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import sluice.server.Server;
import sluice.server.ServerException;

/** A database of a command's own, which nobody else has and which is dropped at the end. */
final class ScratchDatabase implements AutoCloseable {
    private static final int MAX_NAME_BYTES = 63;

    private final Server server;
    private final String name;
    private final PrintWriter err;

    private ScratchDatabase(Server server, String name, PrintWriter err) {
        this.server = server;
        this.name = name;
        this.err = err;
    }

    /**
     * A database that isn't there yet.
     *
     * @param of the database whose name it resembles
     * @param err where it is said when the database can't be dropped at the end
     * @throws ServerException where the user may not drop databases, before anything was written
     */
    static ScratchDatabase on(Server server, String of, PrintWriter err) {
        String name = name(of, ThreadLocalRandom.current().nextInt(1 << 16));
        while (!server.databases().isEmpty(name)) {
            name = name(of, ThreadLocalRandom.current().nextInt(1 << 16));
        }
        server.databases().drop(name);
        return new ScratchDatabase(server, name, err);
    }

    /** The name, cut where it would be longer than the server takes. */
    static String name(String of, int number) {
        String suffix = String.format(Locale.ROOT, "_tune_%04x", number);
        String start = of;
        while (start.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES - suffix.length()) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + suffix;
    }

    String name() {
        return name;
    }

    /** Drops it with all that is in it; it can be loaded into again. */
    void drop() {
        server.databases().drop(name);
    }

    @Override
    public void close() {
        try {
            drop();
        } catch (ServerException e) {
            err.println("sluice: the database " + name + " could not be dropped, drop it by hand: " + e.getMessage());
        }
    }
}
