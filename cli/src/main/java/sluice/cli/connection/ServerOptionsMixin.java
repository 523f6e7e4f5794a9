package sluice.cli.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sluice.cli.process.CommandException;
import sluice.cli.process.CommandSecrets;
import sluice.server.ServerUri;

/** Which server: the options shared by all commands that need one. */
public final class ServerOptionsMixin {
    /** Where the connection string stands when the command line has none. */
    static final String URI_VARIABLE = "SLUICE_URI";

    private static final double MIN_TIMEOUT_SECONDS = 0.001;
    private static final double MAX_TIMEOUT_SECONDS = 3600;

    private @Nullable String uri;
    private @Nullable String completed;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "A file, readable by its owner only, with the password of the URI's user. Without it: the URI's"
                            + " password, the environment variable " + Password.VARIABLE
                            + ", or a question on the terminal.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) to trust instead of the platform's; the same as tlsCAFile in the URI.")
    @Nullable
    Path tlsCa;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "sluice-data",
            description = "Where the embedded server keeps its data. Default: ${DEFAULT-VALUE}.")
    Path dataDirectory = Path.of("sluice-data");

    @Option(
            names = "--server-timeout",
            paramLabel = "SECONDS",
            description = "How long to look for the server. Default: the URI's serverSelectionTimeoutMS, or 5.")
    @Nullable
    Double serverTimeout;

    /** Keeps it out of all output. The only option that is a method: the order of several differs from Java to Java. */
    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "The MongoDB to use, mongodb://... or mongodb+srv://... Default: the environment variable "
                    + URI_VARIABLE + ", or else the embedded server.")
    public void setUri(String value) {
        uri = value;
        CommandSecrets.add(value);
    }

    /**
     * The connection string with its password, or null for the embedded server. The first call may ask for the password.
     *
     * @throws CommandException where the password is missing or its file can't be used
     */
    @Nullable
    String uri() {
        if (completed == null) {
            String named = named();
            if (named != null) {
                ServerUri.of(named);
                completed = Password.complete(named, passwordFile);
                CommandSecrets.add(completed);
            } else if (passwordFile != null) {
                throw new CommandException(
                        "--password-file is for a server that --uri or " + URI_VARIABLE + " names; there is none.");
            }
        }
        return completed;
    }

    /**
     * The database that the connection string names, or null. Asks for no password.
     *
     * @throws sluice.server.ServerException if the connection string can't be read
     */
    public @Nullable String database() {
        String named = named();
        return named == null ? null : ServerUri.of(named).database();
    }

    /** Whether a server is named, be it by the command line or the environment. */
    public boolean namesServer() {
        return named() != null;
    }

    private @Nullable String named() {
        if (uri != null) {
            return uri;
        }
        String fromEnvironment = System.getenv(URI_VARIABLE);
        if (fromEnvironment == null || fromEnvironment.isBlank()) {
            return null;
        }
        CommandSecrets.add(fromEnvironment);
        return fromEnvironment;
    }

    /**
     * How long to look for the server, or null where nobody said.
     *
     * @throws ParameterException where the number makes no sense
     */
    @Nullable
    Duration timeout() {
        Double seconds = serverTimeout;
        if (seconds == null) {
            return null;
        }
        if (!(seconds >= MIN_TIMEOUT_SECONDS && seconds <= MAX_TIMEOUT_SECONDS)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--server-timeout is from 0.001 to 3600 seconds");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
