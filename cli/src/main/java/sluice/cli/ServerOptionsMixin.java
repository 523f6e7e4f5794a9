package sluice.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server: the options shared by all commands that need one. */
final class ServerOptionsMixin {
    /** Where the connection string stands when the command line has none. */
    static final String URI_VARIABLE = "SLUICE_URI";

    /** The connection string of this process's command, for redacting: a process runs one command. */
    private static volatile String lastUri = "";

    private @Nullable String uri;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) to trust instead of the platform's; the same as tlsCAFile in the URI.")
    @Nullable
    Path tlsCa;

    @Option(
            names = "--server-timeout",
            paramLabel = "SECONDS",
            description = "How long to look for the server. Default: the URI's serverSelectionTimeoutMS, or 5.")
    @Nullable
    Double serverTimeout;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "sluice-data",
            description = "Where the embedded server keeps its data. Default: ${DEFAULT-VALUE}.")
    Path dataDirectory = Path.of("sluice-data");

    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "The MongoDB to use, mongodb://... or mongodb+srv://... Default: the environment variable "
                    + URI_VARIABLE + ", or else the embedded server.")
    void setUri(String value) {
        uri = value;
        lastUri = value;
    }

    /** The connection string, or null for the embedded server. */
    @Nullable
    String uri() {
        if (uri != null) {
            return uri;
        }
        String fromEnvironment = System.getenv(URI_VARIABLE);
        if (fromEnvironment == null || fromEnvironment.isBlank()) {
            return null;
        }
        lastUri = fromEnvironment;
        return fromEnvironment;
    }

    /** How long to look for the server, or null where nobody said. */
    @Nullable
    Duration timeout() {
        return serverTimeout == null ? null : Duration.ofMillis(Math.max(1, Math.round(serverTimeout * 1000)));
    }

    static String lastUri() {
        return lastUri;
    }
}
