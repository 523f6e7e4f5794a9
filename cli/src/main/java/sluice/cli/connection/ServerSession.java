package sluice.cli.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.CommandException;
import sluice.embedded.EmbeddedServer;
import sluice.server.Server;
import sluice.server.ServerOptions;

/** The server a command works with: the one named, or the embedded one, which lives as long as the session. */
public final class ServerSession implements AutoCloseable {
    private final Server server;
    private final @Nullable EmbeddedServer embedded;

    /** Deleted at the end. */
    private final @Nullable Path temporary;

    private ServerSession(Server server, @Nullable EmbeddedServer embedded) {
        this(server, embedded, null);
    }

    private ServerSession(Server server, @Nullable EmbeddedServer embedded, @Nullable Path temporary) {
        this.server = server;
        this.embedded = embedded;
        this.temporary = temporary;
    }

    /** As {@link #open(ServerOptionsMixin, int)}, for a server that answers later than it would. */
    public static ServerSession open(ServerOptionsMixin options, int connections, Distance distance) {
        String uri = options.uri();
        if (uri != null) {
            return new ServerSession(
                    Server.connect(new ServerOptions(
                            distance.reroute(uri), null, options.timeout(), options.tlsCa, connections)),
                    null);
        }
        EmbeddedServer embedded = EmbeddedServer.open(options.dataDirectory);
        try {
            return new ServerSession(
                    Server.connect(new ServerOptions(
                            distance.reroute(embedded.connectionString()),
                            label(options),
                            options.timeout(),
                            null,
                            connections)),
                    embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /** Connects to the server that was named, or starts the embedded one, for so many connections at once. */
    public static ServerSession open(ServerOptionsMixin options, int connections) {
        return open(options, connections, Distance.NONE);
    }

    /**
     * As {@link #open(ServerOptionsMixin, int)}, for a command that writes nothing: an embedded server without data yet is
     * started beside the place where its data would be, and leaves nothing behind.
     */
    public static ServerSession openForReading(ServerOptionsMixin options, int connections) {
        if (options.uri() != null || Files.exists(options.dataDirectory)) {
            return open(options, connections);
        }
        try {
            Path folder = Files.createTempDirectory("sluice-dry-run");
            options.dataDirectory = folder;
            ServerSession session = open(options, connections);
            return new ServerSession(session.server, session.embedded, folder);
        } catch (IOException e) {
            throw new CommandException("no folder can be made for the embedded server: " + e.getMessage());
        }
    }

    private static String label(ServerOptionsMixin options) {
        return "embedded server, data in " + show(options.dataDirectory);
    }

    private static String show(Path path) {
        return path.isAbsolute() || path.startsWith("..") ? path.toString() : "./" + path;
    }

    /** The server, for as long as the session is open. */
    public Server server() {
        return server;
    }

    /** The first two lines of a command's output: which server, and which database. */
    public String greeting(ChosenDatabase database) {
        return greeting() + System.lineSeparator() + database.line();
    }

    /** The first line of a command's output. */
    public String greeting() {
        return embedded == null
                ? "Server: " + server.description()
                : "Server: " + server.description() + " (for trying out; --uri names a MongoDB)";
    }

    @Override
    public void close() {
        server.close();
        if (embedded != null) {
            embedded.close();
        }
        if (temporary != null) {
            delete(temporary);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandException(folder + ": can't be deleted: " + e.getMessage());
        }
    }
}
