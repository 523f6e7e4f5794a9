package sluice.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.bson.Document;

/**
 * The durable list of what an operation has done: one line of JSON for each step, with a checksum and a number before it.
 * A line is written after what it says is acknowledged by the server and in the reject files; so what a dead process
 * leaves is always true, at most too little.
 *
 * <p>A line is in the operating system's hands once {@link #append} returns, so it outlives the process. It is forced to
 * the disk, the reject files before it, once a second: after a power failure some chunks may be done again, which is as
 * safe as any resume.
 *
 * <p>While a journal is open the operation is locked, so that one process at a time works on an operation. Not
 * thread-safe: workers share it through {@code sluice.run}.
 */
public final class Journal implements AutoCloseable {
    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many sources may have open files of rejects: many fewer than the files that a process may have open, often 1,024. */
    private static final int MOST_OPEN = 16;

    private final Path file;
    private final FileChannel channel;
    private final OperationLock lock;
    private final Set<RejectFiles> unforced = new HashSet<>();
    private final JournalState state;
    private long lines;
    private long forcedAt = System.nanoTime();
    private boolean broken;

    private Journal(Path file, FileChannel channel, OperationLock lock, JournalState state, long lines) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.state = state;
        this.lines = lines;
    }

    /**
     * Begins the journal of an operation.
     *
     * @throws UncheckedIOException where it can't be written
     */
    public static Journal create(OperationDirectory directory, JournalHeader header) {
        Path file = directory.journal();
        try {
            OperationLock lock = OperationLock.take(directory);
            OperationDirectory.createFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, channel, lock, new JournalState(header), 0);
            journal.write(JournalLines.of(header));
            journal.force();
            return journal;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Opens the journal of an operation to go on with it. A line that was not written to its end is cut off.
     *
     * @throws JournalException where there is none, another process works on the operation, or it is damaged
     */
    public static Journal open(OperationDirectory directory) {
        Path file = directory.journal();
        requireThere(directory);
        try {
            OperationLock lock = OperationLock.take(directory);
            try {
                JournalLines read = JournalLines.read(file);
                requireOwn(directory, read.state());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                channel.truncate(read.length());
                channel.position(read.length());
                return new Journal(file, channel, lock, read.state(), read.count());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException(file + ": can't be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the journal of an operation that may be running.
     *
     * @throws JournalException where there is none, or it is damaged
     */
    public static JournalState read(OperationDirectory directory) {
        requireThere(directory);
        try {
            JournalState state = JournalLines.read(directory.journal()).state();
            requireOwn(directory, state);
            return state;
        } catch (IOException e) {
            throw new JournalException(directory.journal() + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static void requireOwn(OperationDirectory directory, JournalState state) {
        if (!state.header().operation().equals(directory.id())) {
            throw new JournalException(directory.id() + ": its journal is that of "
                    + state.header().operation() + ". Put the folders back as they were.");
        }
    }

    private static void requireThere(OperationDirectory directory) {
        if (!Files.isRegularFile(directory.journal())) {
            throw new JournalException(directory.id() + ": has no journal, so nobody knows what it has done."
                    + " It ended before it changed anything, or its folder is not whole. Load again.");
        }
    }

    /** What is known so far. */
    public JournalState state() {
        return state;
    }

    /**
     * Takes note that a source is done up to a point, after its rejects were handed to {@code files}.
     *
     * @throws UncheckedIOException where it can't be written: then nothing more may be loaded
     */
    public void append(SourceId source, Progress progress, RejectFiles files) {
        write(JournalLines.of(source, progress));
        state.add(source, progress.withoutPassedOver());
        if (files.isOpen()) {
            unforced.add(files);
        }
        if (unforced.size() >= MOST_OPEN || System.nanoTime() - forcedAt > SYNC_NANOS) {
            force();
        }
    }

    /**
     * Takes note that the collections are ready.
     *
     * @param counts how many documents each holds
     * @param identities what tells each from others of its name; empty where the server doesn't say
     */
    public void prepared(List<Long> counts, List<String> identities) {
        note(
                new Document("event", "prepared").append("counts", counts).append("identities", identities),
                () -> state.prepared(counts, identities));
    }

    /** Takes note that from now on collections that are loaded beside dropped ones take their places. */
    public void replacing() {
        note(new Document("event", "replacing"), () -> state.replacing());
    }

    /** Takes note that a collection's records are all done and its indexes are built. */
    public void done(int collection) {
        note(new Document("event", "done").append("c", collection), () -> state.done(collection));
    }

    /** Takes back what is known of a source from a point on, and of all sources after it in its collection. */
    public void cut(SourceId source, long end) {
        note(
                new Document("event", "cut")
                        .append("c", source.collection())
                        .append("s", source.source())
                        .append("end", end),
                () -> state.cut(source, end));
    }

    /** Takes note that nothing is left to do. */
    public void finished(String status) {
        note(new Document("event", "finished").append("status", status), () -> state.finished(status));
    }

    /** Takes note of the operation that loads this one's rejects. */
    public void rejectsLoaded(String by) {
        note(new Document("event", "rejectsLoaded").append("by", by), () -> state.rejectsLoaded(by));
    }

    /** Takes note that from now on the operation can only be undone. */
    public void undoing() {
        note(new Document("event", "undoing"), () -> state.undoing());
    }

    /** Takes note that all the operation had inserted is gone. */
    public void undone(long removed) {
        note(new Document("event", "undone").append("removed", removed), () -> state.undone(removed));
    }

    private void note(Document event, Runnable change) {
        write(event);
        change.run();
        force();
    }

    private void write(Document line) {
        if (broken) {
            throw unwritable(file, new IOException("an earlier line could not be"));
        }
        Document numbered = new Document("n", lines);
        numbered.putAll(line);
        byte[] json = numbered.toJson(JournalLines.JSON).getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(json);
        byte[] head = (JournalLines.crc(crc.getValue()) + " ").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(head.length + json.length + 1);
        bytes.put(head).put(json).put((byte) '\n').flip();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            lines++;
        } catch (IOException e) {
            // Half a line may be there now: one after it would make it look like damage.
            broken = true;
            throw unwritable(file, e);
        }
    }

    private void force() {
        try {
            for (RejectFiles files : unforced) {
                files.release();
            }
            unforced.clear();
            channel.force(false);
            forcedAt = System.nanoTime();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static UncheckedIOException unwritable(Path file, IOException e) {
        return new UncheckedIOException(file + ": the journal can't be written: " + e.getMessage(), e);
    }

    /** Forces what is there to the disk, and lets others at the operation. */
    @Override
    public void close() {
        try (lock;
                channel) {
            if (channel.isOpen() && !broken) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
