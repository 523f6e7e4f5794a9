package sluice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sluice.operation.Operations;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.server.ServerOptions;

/** Says which server to connect to and how; made by {@link Sluice#builder()}. Not thread-safe. */
public final class SluiceBuilder {
    /** As many as the most workers that anybody has had use for. */
    private static final int DEFAULT_CONNECTIONS = 64;

    private static final Pattern USER = Pattern.compile("(mongodb(?:\\+srv)?://)([^:/?@]+)(?::[^/?@]*)?@(.*)");

    private String uri = "";
    private @Nullable Supplier<char[]> password;
    private @Nullable Path caFile;
    private @Nullable Duration timeout;
    private Path operations = Path.of(Operations.DEFAULT_FOLDER);
    private @Nullable Integer workers;
    private int connections = DEFAULT_CONNECTIONS;

    SluiceBuilder() {}

    /** Sets the MongoDB connection string. Required. */
    public SluiceBuilder uri(String connectionString) {
        uri = connectionString;
        return this;
    }

    /** Sets the password of the user whom the connection string names. Default: the one in the connection string. */
    public SluiceBuilder password(char[] secret) {
        char[] copy = secret.clone();
        return passwordFrom(copy::clone);
    }

    /**
     * Sets who knows the password of the user whom the connection string names. It is asked once, by {@link #connect()}, and
     * the array that it returns is overwritten then.
     */
    public SluiceBuilder passwordFrom(Supplier<char[]> source) {
        password = source;
        return this;
    }

    /** Sets a file of PEM certificates to trust in place of the platform's, and turns TLS on. */
    public SluiceBuilder caFile(Path pem) {
        caFile = pem;
        return this;
    }

    /**
     * Sets how long to look for a server before giving up. Default: what the connection string says, or 5 seconds. For how
     * long a load goes on when the server goes away in its middle is {@code retryFor} of the plan's settings.
     */
    public SluiceBuilder timeout(Duration most) {
        timeout = most;
        return this;
    }

    /**
     * Sets the folder in which operations keep journal, rejects and report. Default: {@value Operations#DEFAULT_FOLDER} in the
     * working directory. It is made when it is needed.
     */
    public SluiceBuilder operations(Path folder) {
        operations = folder;
        return this;
    }

    /** Sets the threads of a load whose plan does not say, at least 1. Default: what fits the machine. */
    public SluiceBuilder workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("workers is " + threads + ", must be at least 1");
        }
        workers = threads;
        return this;
    }

    /** Sets how many connections all work together may have open, at least 1. Default: 64. */
    public SluiceBuilder connections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("connections is " + most + ", must be at least 1");
        }
        connections = most;
        return this;
    }

    /**
     * Connects, and asks the server who it is.
     *
     * @throws ServerException if the connection string is wrong, no server answers in time, or it refuses the user
     */
    public Sluice connect() {
        Server server = Server.connect(new ServerOptions(complete(), null, timeout, caFile, connections));
        return new Sluice(server, new Operations(operations), workers);
    }

    /** The connection string with the password in it. */
    private String complete() {
        Supplier<char[]> source = password;
        if (source == null) {
            return uri;
        }
        Matcher matcher = USER.matcher(uri);
        if (!matcher.matches()) {
            throw new ServerException("A password needs a user in the connection string:"
                    + " mongodb://USER@HOST:PORT/, with : / ? # [ ] @ of the user percent-encoded.");
        }
        char[] secret = source.get();
        String encoded =
                URLEncoder.encode(new String(secret), StandardCharsets.UTF_8).replace("+", "%20");
        Arrays.fill(secret, '\0');
        return matcher.group(1) + matcher.group(2) + ":" + encoded + "@" + matcher.group(3);
    }
}
