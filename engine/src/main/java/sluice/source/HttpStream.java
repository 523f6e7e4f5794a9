package sluice.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file on a server. When the connection breaks, the rest is asked for, if it is still the same version. Not
 * thread-safe.
 */
final class HttpStream extends InputStream {
    private final WebAddress address;
    private final HttpState found;
    private final Patience patience = new Patience();
    private long position;
    private boolean broken;
    private @Nullable HttpURLConnection connection;
    private @Nullable InputStream body;

    /** Bytes from an offset on; the connection is made by the first read. */
    HttpStream(WebAddress address, HttpState found, long offset) {
        this.address = address;
        this.found = found;
        position = offset;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            try {
                int read = body().read(bytes, from, length);
                if (read < 0 && position < found.length()) {
                    throw new EOFException(String.format(
                            Locale.ROOT, "the connection ended at byte %,d of %,d", position, found.length()));
                }
                patience.read(Math.max(0, read));
                position += Math.max(0, read);
                return read;
            } catch (IOException e) {
                close();
                patience.failed(e);
                broken = position > 0;
            }
        }
    }

    private InputStream body() throws IOException {
        InputStream in = body;
        if (in == null) {
            in = connect();
            body = in;
        }
        return in;
    }

    private InputStream connect() throws IOException {
        if (position > 0 && position == found.length()) {
            return InputStream.nullInputStream();
        }
        HttpURLConnection made = HttpRequest.get(address, position, found);
        connection = made;
        String change = found.changeTo(HttpState.of(made));
        if (change != null) {
            close();
            throw new SourceException(
                    address.shown() + ": " + change + ". Load it again when it doesn't change any more.");
        }
        InputStream in = made.getInputStream();
        if (position > 0 && made.getResponseCode() == HttpURLConnection.HTTP_OK) {
            skip(in);
        }
        return in;
    }

    /** A server that gives no parts gives everything once more. After a broken connection that could go on for ever. */
    private void skip(InputStream in) throws IOException {
        if (broken) {
            close();
            throw new SourceException(String.format(
                    Locale.ROOT,
                    "%s: the connection broke at byte %,d, and the server doesn't send the rest of a file. Download it first.",
                    address.shown(),
                    position));
        }
        in.skipNBytes(position);
    }

    @Override
    public void close() {
        body = null;
        if (connection != null) {
            connection.disconnect();
            connection = null;
        }
    }
}
