package sluice.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.outcome.Reject;

/**
 * The rejects of one source: the records' own bytes under the source's own header, so that they can be corrected and
 * loaded again, and next to them one line of JSON for each, in the same order. Not thread-safe.
 */
public final class RejectFiles implements AutoCloseable {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private static final byte[] LINE_END = {'\n'};

    private final Path folder;
    private final String label;
    private final byte[] header;
    private final byte[] lineEnd;
    private @Nullable MarkedFile records;
    private @Nullable MarkedFile reasons;

    RejectFiles(Path folder, String label, byte[] header, byte[] lineEnd) {
        this.folder = folder;
        this.label = label;
        this.header = header;
        this.lineEnd = lineEnd;
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
            MarkedFile toRecords = records;
            MarkedFile toReasons = reasons;
            if (toRecords == null || toReasons == null) {
                Files.createDirectories(folder, OperationDirectory.ownerOnly("rwx------"));
                toRecords = MarkedFile.create(recordsFile());
                records = toRecords;
                writeHeader(toRecords);
                toReasons = MarkedFile.create(reasonsFile());
                reasons = toReasons;
            }
            for (Reject reject : rejects) {
                toRecords.write(reject.original());
                toRecords.write(lineEnd);
                toReasons.write(reason(source, reject).toJson(JSON).getBytes(StandardCharsets.UTF_8));
                toReasons.write(LINE_END);
            }
            toRecords.flush();
            toReasons.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(recordsFile() + ": rejects can't be written: " + e.getMessage(), e);
        }
    }

    private void writeHeader(MarkedFile out) throws IOException {
        out.write(header);
        if (header.length > 0 && !endsLine(header)) {
            out.write(lineEnd);
        }
    }

    private boolean endsLine(byte[] text) {
        int from = text.length - lineEnd.length;
        boolean own = from >= 0 && Arrays.equals(text, from, text.length, lineEnd, 0, lineEnd.length);
        return own || text[text.length - 1] == '\n' || text[text.length - 1] == '\r';
    }

    /** Where the file of records ends now. */
    public FileMark recordsMark() {
        return records == null ? FileMark.START : records.mark();
    }

    /** Where the file of reasons ends now. */
    public FileMark reasonsMark() {
        return reasons == null ? FileMark.START : reasons.mark();
    }

    /**
     * Goes on where the journal's last line on this source ends: what was added after that is cut off.
     *
     * @throws JournalException where the files are shorter, or other bytes stand before that
     */
    public void resume(FileMark recordsEnd, FileMark reasonsEnd) {
        try {
            if (reasonsEnd.length() == 0) {
                Files.deleteIfExists(recordsFile());
                Files.deleteIfExists(reasonsFile());
            } else {
                records = MarkedFile.resume(recordsFile(), recordsEnd);
                reasons = MarkedFile.resume(reasonsFile(), reasonsEnd);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(recordsFile() + ": can't be gone on with: " + e.getMessage(), e);
        }
    }

    /** Deletes what an earlier try left of which the journal says nothing. */
    public void discard() {
        resume(FileMark.START, FileMark.START);
    }

    /** Whether files are open: from an addition to the next {@link #release()}. */
    boolean isOpen() {
        return (records != null && records.isOpen()) || (reasons != null && reasons.isOpen());
    }

    /** Forces what was added to the disk, and closes the files until more is added. */
    void release() throws IOException {
        if (records != null) {
            records.release();
        }
        if (reasons != null) {
            reasons.release();
        }
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
        if (!reject.constraint().isEmpty()) {
            reason.append(
                    "constraint",
                    new BsonArray(
                            reject.constraint().stream().map(BsonString::new).toList()));
        }
        String errInfo = reject.reason().errInfo();
        if (errInfo != null) {
            reason.append("errInfo", BsonDocument.parse(errInfo));
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
