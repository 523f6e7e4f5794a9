package sluice.cli.hpnorton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import sluice.cli.connection.ChosenDatabase;
import sluice.cli.process.CommandException;
import sluice.plan.Names;
import sluice.plan.Suggestions;

/**
 * What HPNorton's settings hold.
 *
 * @param named the database, or null for the default
 * @param host the server, HOST:PORT, or null for what other commands would use
 */
record HpnortonSettings(@Nullable String named, @Nullable String host) {
    /** The database if nobody names one. */
    static final String DATABASE = "HPNorton_PyMongo_L07";

    private static final List<String> KEYS = List.of("database", "host");

    /** Without a file. */
    static final HpnortonSettings DEFAULT = new HpnortonSettings(null, null);

    /** The database to work on, with who named it: the settings, or else the connection string, or else nobody. */
    ChosenDatabase database(@Nullable String ofUri) {
        if (named != null) {
            return new ChosenDatabase(named, "as the settings say");
        }
        return ChosenDatabase.ofUri(ofUri)
                .orElse(new ChosenDatabase(DATABASE, "the default; --settings names another"));
    }

    private static String database(Path file, String name) {
        try {
            return Names.database(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException(file + ": " + e.getMessage());
        }
    }

    /**
     * Reads a YAML file of {@code database} and {@code host}.
     *
     * @throws CommandException where it can't be read
     */
    static HpnortonSettings read(Path file) {
        Object loaded;
        try {
            loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new CommandException(file + ": can't be read: " + e.getMessage());
        } catch (YamlEngineException e) {
            throw new CommandException(file + ": is no YAML: " + e.getMessage());
        }
        if (!(loaded instanceof Map<?, ?> map)) {
            throw new CommandException(file + ": must be lines such as `database: NAME` and `host: HOST:PORT`.");
        }
        map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new CommandException(
                            file + ": `" + key + "` is no setting." + Suggestions.forUnknown(key, KEYS));
                });
        Object database = map.get("database");
        Object host = map.get("host");
        return new HpnortonSettings(
                database == null ? null : database(file, database.toString()), host == null ? null : host.toString());
    }
}
