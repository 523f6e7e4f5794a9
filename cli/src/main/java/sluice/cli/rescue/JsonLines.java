package sluice.cli.rescue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** A file of documents, a line of canonical extended JSON for each, from which every type can be read back. */
final class JsonLines implements AutoCloseable {
    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final Path file;
    private final BufferedWriter out;

    private JsonLines(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** Creates the file of a collection; what a file name can't hold of the collection's name stands there as {@code %2F}. */
    static JsonLines create(Path directory, String collection) throws IOException {
        Path file = directory.resolve(URLEncoder.encode(collection, StandardCharsets.UTF_8) + ".ndjson");
        return new JsonLines(
                file, Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    Path file() {
        return file;
    }

    /** Appends a document, given as BSON. */
    void add(byte[] document) {
        try {
            out.write(new RawBsonDocument(document).toJson(CANONICAL));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
