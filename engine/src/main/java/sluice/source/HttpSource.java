package sluice.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A file on an HTTP server. Every time it is opened it must be the version that was found.
 *
 * @param web its URL, secrets included
 * @param found the version that was found
 * @param compression how it is compressed, or null if it is not
 */
record HttpSource(WebAddress web, HttpState found, @Nullable Compression compression) implements Source {

    /**
     * Asks the server what there is.
     *
     * @throws SourceException if there is nothing, or it can't be had
     * @throws IOException if the server can't be reached
     */
    static HttpSource of(WebAddress web) throws IOException {
        Patience patience = new Patience();
        while (true) {
            try {
                return look(web);
            } catch (IOException e) {
                patience.failed(e);
            }
        }
    }

    private static HttpSource look(WebAddress web) throws IOException {
        HttpURLConnection connection = HttpRequest.get(web, 0, null);
        try (InputStream body = connection.getInputStream()) {
            byte[] head = body.readNBytes(Compression.HEAD_BYTES);
            return new HttpSource(web, HttpState.of(connection), Compression.of(head));
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public String name() {
        return web.shown();
    }

    @Override
    public String label() {
        return compression == null ? web.file() : compression.withoutEnding(web.file());
    }

    @Override
    public String address() {
        return web.shown();
    }

    @Override
    public long size() {
        return compression == null ? found.length() : -1;
    }

    @Override
    public boolean repeatable() {
        return found.tells();
    }

    @Override
    public InputStream open() throws IOException {
        return open(0);
    }

    @Override
    public InputStream open(long offset) throws IOException {
        if (compression == null) {
            if (found.length() >= 0 && offset > found.length()) {
                throw new EOFException("it has only " + found.length() + " bytes");
            }
            return new HttpStream(web, found, offset);
        }
        InputStream content = compression.decompress(new HttpStream(web, found, 0));
        try {
            content.skipNBytes(offset);
            return content;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /** Never known: every connection asks for the version that was found, so nothing else can have been read. */
    @Override
    public @Nullable String change() {
        return null;
    }

    /** Only a strong tag tells a later process that nothing has changed; and a secret is not written down. */
    @Override
    public @Nullable Origin origin() {
        String tag = found.strongTag();
        return tag == null || web.hasSecret()
                ? null
                : new Origin(address(), SourceFingerprint.ofTag(Math.max(0, found.length()), tag));
    }
}
