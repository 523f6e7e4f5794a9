package sluice.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import sluice.outcome.Reason;
import sluice.outcome.RejectCode;
import sluice.source.LimitedStream;

/**
 * The reasons of a source's rejects, read along with the source. Not thread-safe.
 *
 * <p>Takes as much memory as the reasons of one chunk, and has the file open until the last of them was read.
 */
public final class KnownRejects implements AutoCloseable {
    private final Path file;
    private final @Nullable BufferedReader lines;
    private @Nullable KnownReject next;
    private boolean ended;

    /**
     * A reject as it was said.
     *
     * @param line the line on which the record starts
     * @param offset the source's byte at which it starts
     * @param reason why
     */
    public record KnownReject(long line, long offset, Reason reason) {}

    /**
     * Opens a file of reasons up to where the journal knows of it; what a dead process may have left after that is no reject.
     *
     * @throws JournalException where the file is not what the journal says
     * @throws UncheckedIOException where it can't be read
     */
    public KnownRejects(Path reasons, FileMark end) {
        file = reasons;
        try {
            MarkedFile.requireUnchanged(reasons, end);
            lines = end.length() == 0
                    ? null
                    : new BufferedReader(new InputStreamReader(
                            new LimitedStream(Files.newInputStream(reasons), end.length()), StandardCharsets.UTF_8));
            next = read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The next reject, or null at the end. */
    public @Nullable KnownReject next() {
        try {
            KnownReject taken = next;
            if (taken != null) {
                next = read();
            }
            return taken;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The rejects that start before a byte of the source, by their offset, without those that were returned before. */
    public Map<Long, KnownReject> before(long end) {
        Map<Long, KnownReject> found = new HashMap<>();
        KnownReject first = next;
        while (first != null && first.offset() < end) {
            found.put(first.offset(), first);
            next();
            first = next;
        }
        return found;
    }

    private @Nullable KnownReject read() throws IOException {
        String line = lines == null || ended ? null : lines.readLine();
        if (line == null) {
            ended = true;
            close();
            return null;
        }
        Document reason = Document.parse(line);
        return new KnownReject(
                reason.get("line", Number.class).longValue(),
                reason.get("offset", Number.class).longValue(),
                new Reason(
                        RejectCode.of(reason.getString("code")),
                        reason.getString("column"),
                        reason.getString("value"),
                        reason.getString("message"),
                        reason.get("serverCode", 0),
                        null,
                        reason.getList("constraint", String.class, List.of())));
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(file + ": can't be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
