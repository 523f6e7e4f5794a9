package sluice.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code https} URL. User, password and the values of its query are secrets: they are sent, and never shown.
 *
 * @param uri the URL, secrets included
 */
record WebAddress(URI uri) {
    private static final Pattern START = Pattern.compile("(?i)https?://.*");
    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^?#]*@");
    private static final String MASK = "***";

    /** Whether it is meant to be a URL. */
    static boolean isOne(String text) {
        return START.matcher(text).matches();
    }

    /**
     * Reads a URL.
     *
     * @throws SourceException if it is not valid
     */
    static WebAddress of(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null) {
                return new WebAddress(uri);
            }
        } catch (URISyntaxException e) {
            // What it says quotes the text, secrets included.
        }
        throw new SourceException(redacted(text)
                + ": is not a valid URL. Write blanks and signs with a meaning of their own as %20 and the like.");
    }

    /** The text of a URL, valid or not, without its secrets. */
    static String redacted(String text) {
        String url = USER_INFO.matcher(text).replaceFirst("$1" + MASK + "@").replaceFirst("#.*", "");
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query + 1) + redactedQuery(url.substring(query + 1));
    }

    private static String redactedQuery(String query) {
        return Stream.of(query.split("&", -1))
                .map(part -> part.contains("=") ? part.substring(0, part.indexOf('=') + 1) + MASK : MASK)
                .collect(Collectors.joining("&"));
    }

    /** The URL without its secrets. */
    String shown() {
        return redacted(uri.toString());
    }

    /** Whether {@link #shown} leaves out what is needed to open it. */
    boolean hasSecret() {
        return uri.getRawUserInfo() != null || uri.getRawQuery() != null;
    }

    /** The last part of its path, or the host if there is none. */
    String file() {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? uri.getHost() : last;
    }

    /** What tells the server who asks, or null. */
    @Nullable
    String authorization() {
        String user = uri.getUserInfo();
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where a redirection leads. User and password go along to the same server only.
     *
     * @throws SourceException if it is not HTTP, or would no longer be encrypted
     */
    WebAddress redirected(String location) {
        URI target;
        try {
            target = uri.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new SourceException(shown() + ": redirects to what is not a valid URL.");
        }
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https") || (scheme.equals("http") && "http".equalsIgnoreCase(uri.getScheme()));
        if (!secure || target.getHost() == null) {
            throw new SourceException(shown() + ": redirects to " + redacted(location)
                    + ", which is not followed. Name that address itself, if you trust it.");
        }
        return new WebAddress(target).withUser(sameServer(target) ? uri.getRawUserInfo() : null);
    }

    private boolean sameServer(URI target) {
        return target.getHost().equalsIgnoreCase(uri.getHost())
                && target.getPort() == uri.getPort()
                && target.getScheme().equalsIgnoreCase(uri.getScheme());
    }

    private WebAddress withUser(@Nullable String rawUser) {
        return rawUser == null || uri.getRawUserInfo() != null
                ? this
                : new WebAddress(URI.create(
                        uri.toString().replaceFirst("://", "://" + Matcher.quoteReplacement(rawUser) + "@")));
    }

    @Override
    public String toString() {
        return shown();
    }
}
