package sluice.source;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLConnection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for a file or the rest of one, and follows redirections.
 *
 * <p>By the platform's older client: it has a time-out for a server that falls silent in the middle of a file, and needs no thread.
 */
final class HttpRequest {
    private static final int CONNECT_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int MAX_REDIRECTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private HttpRequest() {}

    /**
     * Opens a connection whose body is the file from a byte on, or the whole file if the server doesn't give parts.
     *
     * @param offset the first byte wanted
     * @param known the version wanted, or null for any
     * @return a connection with status 200, or 206 if its body begins at the offset
     * @throws SourceException if the server refuses, or trying again can't help
     * @throws IOException if it can't be reached, or is too busy; trying again may help
     */
    static HttpURLConnection get(WebAddress address, long offset, @Nullable HttpState known) throws IOException {
        WebAddress at = address;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpURLConnection connection = connect(at, offset, known);
            int status = connection.getResponseCode();
            if (!REDIRECTS.contains(status)) {
                requireUsable(address, connection, status, offset);
                return connection;
            }
            String location = connection.getHeaderField("Location");
            connection.disconnect();
            if (location == null) {
                throw new SourceException(
                        address.shown() + ": the server redirects (" + status + "), but not whereto.");
            }
            at = at.redirected(location);
        }
        throw new SourceException(address.shown() + ": redirects more than " + MAX_REDIRECTS + " times.");
    }

    private static HttpURLConnection connect(WebAddress address, long offset, @Nullable HttpState known)
            throws IOException {
        URLConnection connection = address.uri().toURL().openConnection();
        if (!(connection instanceof HttpURLConnection http)) {
            throw new SourceException(address.shown() + ": is not an HTTP address.");
        }
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout(CONNECT_MILLIS);
        http.setReadTimeout(SILENCE_MILLIS);
        http.setRequestProperty("User-Agent", "sluice");
        http.setRequestProperty("Accept", "*/*");
        // The file as it lies there: parts of what is compressed on the way could not be asked for.
        http.setRequestProperty("Accept-Encoding", "identity");
        String authorization = address.authorization();
        if (authorization != null) {
            http.setRequestProperty("Authorization", authorization);
        }
        if (offset > 0) {
            http.setRequestProperty("Range", "bytes=" + offset + "-");
            String validator = known == null ? null : known.validator();
            if (validator != null) {
                http.setRequestProperty("If-Range", validator);
            }
        }
        return http;
    }

    private static void requireUsable(WebAddress address, HttpURLConnection connection, int status, long offset)
            throws IOException {
        if (status == HttpURLConnection.HTTP_OK
                || (status == HttpURLConnection.HTTP_PARTIAL && starts(connection, offset))) {
            return;
        }
        connection.disconnect();
        if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR || status == TOO_MANY_REQUESTS) {
            throw new IOException("the server answers with status " + status);
        }
        throw new SourceException(address.shown()
                + switch (status) {
                    case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
                        ": no such file on the server (status " + status + ").";
                    case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                        ": the server gives no access (status " + status
                                + "). Name user and password in the URL, or download the file first.";
                    case RANGE_NOT_SATISFIABLE ->
                        ": has become shorter than it was: it has no byte " + offset + " any more.";
                    default -> ": the server doesn't give the file (status " + status + ").";
                });
    }

    private static boolean starts(HttpURLConnection connection, long offset) {
        String range = connection.getHeaderField("Content-Range");
        return range != null && range.startsWith("bytes " + offset + "-");
    }
}
