package sluice.cli.connection;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.CommandException;
import sluice.network.DelayProxy;

/** How far away the server is made to seem: a proxy that holds back every byte, or nothing. Closed after the session. */
public final class Distance implements AutoCloseable {
    /** The server as near as it is. */
    public static final Distance NONE = new Distance(Duration.ZERO);

    private static final int DEFAULT_PORT = 27017;
    private static final Pattern URI = Pattern.compile("(mongodb://(?:[^@/]*@)?)([^/?@]+)(.*)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(ms|s)?");

    private final Duration roundTrip;
    private @Nullable DelayProxy proxy;

    private Distance(Duration roundTrip) {
        this.roundTrip = roundTrip;
    }

    /**
     * Reads {@code 5ms}, {@code 0.1s} or a number of milliseconds: what is added to each round trip.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Distance of(String text) {
        Matcher matcher = TIME.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("`" + text + "` is no latency; write 5ms or 0.1s");
        }
        double millis = Double.parseDouble(matcher.group(1)) * ("s".equals(matcher.group(2)) ? 1000 : 1);
        if (millis > 10_000) {
            throw new IllegalArgumentException("`" + text + "` is too long a latency; up to 10s are possible");
        }
        return new Distance(Duration.ofNanos(Math.round(millis * 1e6)));
    }

    /** Whether nothing is held back. */
    public boolean isNone() {
        return roundTrip.isZero();
    }

    /** What is added to each round trip, as a person writes it. */
    public String text() {
        return String.format(Locale.ROOT, "%.1f ms", roundTrip.toNanos() / 1e6);
    }

    /**
     * The connection string of the proxy for that of a server; starts the proxy.
     *
     * @throws CommandException where the string names several hosts, or none yet
     */
    String reroute(String uri) {
        if (isNone()) {
            return uri;
        }
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches() || matcher.group(2).contains(",")) {
            throw new CommandException(
                    "--latency needs a connection string with exactly one host, mongodb://HOST:PORT/.");
        }
        String host = matcher.group(2);
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        String port = hasPort ? host.substring(colon + 1) : String.valueOf(DEFAULT_PORT);
        if (!port.matches("\\d{1,5}")) {
            // Not shown: a password with a slash in it looks like a host and its port.
            throw new CommandException(
                    "--latency can't make out host and port in the connection string; in user and password"
                            + " : / ? # [ ] @ are percent-encoded.");
        }
        DelayProxy started = new DelayProxy(
                hasPort ? host.substring(0, colon) : host, Integer.parseInt(port), roundTrip.dividedBy(2));
        proxy = started;
        return matcher.group(1) + "127.0.0.1:" + started.port() + direct(matcher.group(3));
    }

    /** A driver that is told of other members would go past the proxy. */
    private static String direct(String rest) {
        if (rest.contains("directConnection=")) {
            return rest;
        }
        if (rest.isEmpty() || rest.equals("/")) {
            return "/?directConnection=true";
        }
        return rest.contains("?") ? rest + "&directConnection=true" : rest + "?directConnection=true";
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
