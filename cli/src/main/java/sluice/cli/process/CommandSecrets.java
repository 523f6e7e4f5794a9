package sluice.cli.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.server.Secrets;

/**
 * The secrets of this process's command, to be taken out of all it shows: those of the connection string, wherever it comes from,
 * and of whatever on the command line looks like one, as after a misspelt option. A process runs one command. Thread-safe.
 */
public final class CommandSecrets {
    private static final Object LOCK = new Object();
    private static final List<String> TEXTS = new ArrayList<>();
    private static volatile Secrets secrets = Secrets.of("");

    private CommandSecrets() {}

    /** Forgets all secrets but those on a command line. */
    public static void begin(String... arguments) {
        synchronized (LOCK) {
            TEXTS.clear();
            Arrays.stream(arguments)
                    .filter(text -> text.contains("://"))
                    .map(text -> text.replaceFirst("^-[^=]*=", ""))
                    .forEach(TEXTS::add);
            secrets = Secrets.ofAll(TEXTS);
        }
    }

    /** Adds those of a connection string. */
    public static void add(String uri) {
        synchronized (LOCK) {
            TEXTS.add(uri);
            secrets = Secrets.ofAll(TEXTS);
        }
    }

    /** The text without any of them. */
    public static String redact(@Nullable String text) {
        return secrets.redact(String.valueOf(text));
    }
}
