package sluice.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a connection string that can be read in one way only. Immutable.
 *
 * <p>The driver takes some strings for something else than their author: in {@code mongodb://ann:12/34@host/} the host is
 * {@code ann:12} for it, and its messages quote what it stumbles over. Such strings are refused here first, and no message
 * holds any of their text, because each part of them may be a part of a password.
 */
public final class ServerUri {
    private static final Pattern PARTS = Pattern.compile(
            "(?i:mongodb(?<srv>\\+srv)?)://(?<authority>[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<options>.*))?");
    private static final Pattern ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");
    private static final Pattern HOST =
            Pattern.compile("(?:[^:\\[\\]\\s]+|\\[[0-9A-Fa-f:.%]+])(?::(?<port>[0-9]{1,5}))?");
    private static final int MAX_PORT = 65_535;
    private static final String FORM = " It looks like mongodb://user:password@host:27017/database?option=value,"
            + " with : / ? # [ ] @ % of user and password percent-encoded.";

    private final String text;
    private final @Nullable String database;
    private final Map<String, String> options;

    private ServerUri(String text, @Nullable String database, Map<String, String> options) {
        this.text = text;
        this.database = database;
        this.options = options;
    }

    /**
     * Reads a connection string. Nothing is looked up.
     *
     * @throws ServerException that says what is wrong, in words of its own
     */
    public static ServerUri of(String uri) {
        Matcher parts = PARTS.matcher(uri);
        require(parts.matches(), "it doesn't start with mongodb:// or mongodb+srv://, or holds a line end.");
        String authority = parts.group("authority");
        int at = authority.lastIndexOf('@');
        String rest = uri.substring(parts.end("authority"));
        require(
                rest.indexOf('@') < 0,
                "an @ stands behind the first / or ?. If these belong to user or password, they are written %2F and %3F;"
                        + " an @ of database or options is written %40.");
        requireEscapes(rest, "database or options");
        if (at >= 0) {
            checkUser(authority.substring(0, at));
        }
        boolean srv = parts.group("srv") != null;
        for (String host : authority.substring(at + 1).split(",", -1)) {
            checkHost(host, srv);
        }
        String database = parts.group("database");
        return new ServerUri(
                uri,
                database == null || database.isEmpty() ? null : decoded(database),
                options(parts.group("options")));
    }

    private static void checkUser(String user) {
        require(
                user.indexOf('@') < 0 && user.indexOf(':') == user.lastIndexOf(':'),
                "user or password holds a : or @, which is written %3A or %40.");
        requireEscapes(user, "user or password");
    }

    private static void checkHost(String host, boolean srv) {
        if (host.contains("%2F") || host.contains("%2f")) {
            return; // The path of a socket.
        }
        Matcher matcher = HOST.matcher(host);
        require(matcher.matches(), "a host is not NAME or NAME:PORT.");
        String port = matcher.group("port");
        require(port == null || !srv, "with mongodb+srv the host has no port.");
        require(
                port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= MAX_PORT),
                "a port is not between 1 and 65535.");
    }

    private static void requireEscapes(String text, String where) {
        require(
                !ESCAPE.matcher(text).find(),
                where + " holds a % without two hexadecimal digits behind it; the sign itself is written %25.");
    }

    private static Map<String, String> options(@Nullable String text) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (text == null || text.isEmpty()) {
            return options;
        }
        for (String option : text.split("[&;]", -1)) {
            int equals = option.indexOf('=');
            if (!option.isEmpty()) {
                require(equals > 0, "an option is not NAME=VALUE.");
                options.put(option.substring(0, equals), decoded(option.substring(equals + 1)));
            }
        }
        return options;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ServerException("The connection string can't be read: " + otherwise + FORM);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The database that it names, or null. */
    public @Nullable String database() {
        return database;
    }

    /** The value of an option, the last of several, or null; upper and lower case of the name don't matter. */
    @Nullable
    String option(String name) {
        return options.get(name);
    }

    /** The names of all options, as they are written. */
    Set<String> optionNames() {
        return options.keySet();
    }

    /** Whether an option is there and true, in the words that the driver knows. */
    boolean isOn(String name) {
        String value = option(name);
        return value != null && Pattern.matches("(?i)true|yes|1|t|y", value);
    }

    /** What the driver makes of it. Looks up options of {@code mongodb+srv} in the DNS. */
    ConnectionString forDriver() {
        try {
            // Other drivers and mongoimport know this option; the Java driver warns of it on every start.
            return new ConnectionString(
                    text.replaceAll("(?i)tlsCAFile=[^&;]*[&;]?", "").replaceAll("[?&;]$", ""));
        } catch (IllegalArgumentException e) {
            throw new ServerException(
                    "The connection string can't be read: an option has a value that it can't have, or goes"
                            + " with others that it can't go with." + FORM);
        } catch (MongoException e) {
            throw new ServerException(
                    "The connection string's host can't be looked up: for mongodb+srv:// the DNS must have"
                            + " an SRV record of _mongodb._tcp.HOST, and must answer. With mongodb:// nothing is looked up but"
                            + " the address.");
        }
    }
}
