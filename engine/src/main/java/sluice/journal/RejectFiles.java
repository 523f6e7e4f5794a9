package sluice.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.reject.Reject;

/**
 * The rejects of one source: the records' own bytes under the source's own header, so that they can be corrected and
 * loaded again, and next to them one line of JSON for each, in the same order. Not thread-safe.
 */
public final class RejectFiles implements AutoCloseable {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private final Path folder;
    private final String label;
    private final byte[] header;
    private @Nullable OutputStream records;
    private @Nullable OutputStream reasons;

    RejectFiles(Path folder, String label, byte[] header) {
        this.folder = folder;
        this.label = label;
        this.header = header;
    }

    /** The file of records; exists once there was a reject. */
    public Path recordsFile() {
        return folder.resolve(label + ".csv");
    }

    /** The file of reasons; exists once there was a reject. */
    public Path reasonsFile() {
        return folder.resolve(label + ".reasons.jsonl");
    }

    /**
     * Adds rejects, which must come in file order, and hands them to the operating system.
     *
     * @throws UncheckedIOException where they can't be written: the load must stop, or they would be lost
     */
    public void add(String source, List<Reject> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        try {
            OutputStream toRecords = records;
            OutputStream toReasons = reasons;
            if (toRecords == null || toReasons == null) {
                toRecords = openRecords();
                records = toRecords;
                toReasons = open(reasonsFile());
                reasons = toReasons;
            }
            for (Reject reject : rejects) {
                toRecords.write(reject.original());
                toRecords.write('\n');
                toReasons.write(reason(source, reject).toJson(JSON).getBytes(StandardCharsets.UTF_8));
                toReasons.write('\n');
            }
            toRecords.flush();
            toReasons.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(recordsFile() + ": rejects can't be written: " + e.getMessage(), e);
        }
    }

    private OutputStream openRecords() throws IOException {
        Files.createDirectories(folder, OperationDirectory.ownerOnly("rwx------"));
        OutputStream out = open(recordsFile());
        out.write(header);
        boolean ended = header.length == 0 || header[header.length - 1] == '\n' || header[header.length - 1] == '\r';
        if (!ended) {
            out.write('\n');
        }
        return out;
    }

    private static OutputStream open(Path file) throws IOException {
        OperationDirectory.createFile(file);
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    private static BsonDocument reason(String source, Reject reject) {
        BsonDocument reason = new BsonDocument("source", new BsonString(source))
                .append("line", new BsonInt64(reject.line()))
                .append("offset", new BsonInt64(reject.offset()))
                .append("code", new BsonString(reject.code().word()))
                .append("message", new BsonString(reject.message()));
        if (reject.column() != null) {
            reason.append("column", new BsonString(reject.column()));
        }
        if (reject.value() != null) {
            reason.append("value", new BsonString(reject.value()));
        }
        if (reject.serverCode() != 0) {
            reason.append("serverCode", new BsonInt32(reject.serverCode()));
        }
        if (reject.errInfo() != null) {
            reason.append("errInfo", BsonDocument.parse(reject.errInfo()));
        }
        return reason;
    }

    @Override
    public void close() {
        try {
            if (records != null) {
                records.close();
            }
            if (reasons != null) {
                reasons.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(recordsFile() + ": rejects can't be written: " + e.getMessage(), e);
        }
    }
}
