package sluice.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maps of one data directory and their durability.
 *
 * <p>One command changes the maps at a time. Its changes are appended to a redo log before it is answered, which outlives the process;
 * now and then a checkpoint writes the changed pages and starts the log anew. Writing the pages after every command instead costs as
 * much as everything else together, because keys in random order touch a thousand pages per batch.
 *
 * <p>Readers take no lock.
 */
final class Store implements AutoCloseable {
    /** Pages read are cached up to this many megabytes. A smaller cache slows random unique keys down. */
    private static final int CACHE_MEGABYTES = 48;

    /** Changed pages and redo log up to this many bytes wait for the next checkpoint: memory against writing pages more often. */
    static final int CHECKPOINT_BYTES = 64 << 20;

    private static final int LONG_COMMAND_BYTES = 8 << 20;

    private static final String PAGES = "sluice.mv";
    private static final String SETTINGS = "settings";
    private static final byte[] GENERATION = {'g'};

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Path directory;
    private final int checkpointBytes;
    private final MVStore pages;
    private final MVMap<byte[], byte[]> settings;
    private final RedoBuffer redo = new RedoBuffer();
    private final ReentrantLock lock = new ReentrantLock();

    private RedoLog log;
    private long generation;
    private volatile @Nullable DataDirectoryException failure;

    private Store(Path directory, MVStore pages, int checkpointBytes) throws IOException {
        this.directory = directory;
        this.checkpointBytes = checkpointBytes;
        this.pages = pages;
        this.settings = open(SETTINGS);
        byte[] stored = settings.get(GENERATION);
        this.generation = stored == null ? 0 : Numbers.sortable(stored, 0);
        Path current = logFile(generation);
        if (Files.exists(current)) {
            RedoLog.replay(current, target());
        }
        this.log = startLog();
    }

    static Store open(Path directory, int checkpointBytes) {
        Path file = directory.resolve(PAGES);
        MVStore pages = null;
        try {
            pages = new MVStore.Builder()
                    .fileName(file.toString())
                    .cacheSize(CACHE_MEGABYTES)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
            pages.setVersionsToKeep(0);
            pages.setRetentionTime(0);
            return new Store(directory, pages, checkpointBytes);
        } catch (IOException | MVStoreException | IllegalStateException | IllegalArgumentException e) {
            if (pages != null) {
                pages.closeImmediately();
            }
            throw new DataDirectoryException(
                    "The data directory " + directory
                            + " can't be opened: it is damaged, not readable or not writable ("
                            + e.getMessage()
                            + "). Check its rights and the disk, restore it from a copy, or choose another one with"
                            + " --data-dir.",
                    e);
        } catch (DataDirectoryException e) {
            if (pages != null) {
                pages.closeImmediately();
            }
            throw e;
        }
    }

    StoredMap map(String name) {
        return new StoredMap(open(name), redo);
    }

    void drop(String name) {
        redo.drop(name);
        pages.removeMap(open(name));
    }

    Set<String> mapNames() {
        return pages.getMapNames();
    }

    long fileSize() {
        return pages.getFileStore().size();
    }

    /**
     * Runs a command that changes maps; what it changed outlives this process when this returns, also where it failed half way.
     *
     * @param durable whether it must outlive the machine too, which costs a disk flush
     */
    <T> T write(boolean durable, Supplier<T> command) {
        RedoLog written;
        T result;
        lock.lock();
        try {
            refuseAfterFailure();
            try {
                result = command.get();
            } finally {
                log();
            }
            written = log;
            if (tooMuchWaits()) {
                checkpoint();
            }
        } finally {
            lock.unlock();
        }
        if (durable) {
            force(written);
        }
        return result;
    }

    /** Called by long commands where what they have done so far is consistent: keeps their memory bounded. */
    void breathe() {
        if (redo.length() > LONG_COMMAND_BYTES) {
            log();
            if (tooMuchWaits()) {
                checkpoint();
            }
        }
    }

    /** Runs a read on pages that are kept from being reused until it returns. */
    <T> T read(Supplier<T> read) {
        MVStore.TxCounter version = pages.registerVersionUsage();
        try {
            return read.get();
        } finally {
            pages.deregisterVersionUsage(version);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (pages.isClosed()) {
                return;
            }
            if (failure == null) {
                checkpoint();
                pages.close();
            } else {
                pages.closeImmediately();
            }
            log.close();
        } finally {
            lock.unlock();
        }
    }

    private MVMap<byte[], byte[]> open(String name) {
        return pages.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>().keyType(BytesType.INSTANCE).valueType(BytesType.INSTANCE));
    }

    private boolean tooMuchWaits() {
        try {
            return pages.getUnsavedMemory() > checkpointBytes || log.size() > 2L * checkpointBytes;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void log() {
        if (redo.length() == 0) {
            return;
        }
        try {
            log.append(redo.contents());
        } catch (IOException e) {
            throw failed(e);
        } finally {
            redo.clear();
        }
    }

    private void force(RedoLog written) {
        lock.lock();
        try {
            // A checkpoint in between has flushed it already.
            if (written == log) {
                written.force();
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    /** The new generation and the pages become visible in one atomic page write; a log of an older generation counts no more. */
    private void checkpoint() {
        try {
            long start = System.nanoTime();
            settings.put(GENERATION, Numbers.sortable(generation + 1));
            pages.commit();
            pages.sync();
            log.close();
            generation++;
            log = startLog();
            LOG.debug("checkpoint {} took {} ms", generation, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException | MVStoreException e) {
            throw failed(e);
        }
    }

    private RedoLog startLog() throws IOException {
        // After a replay the log is written anew by a checkpoint, so that frames are never appended behind a torn one.
        Path file = logFile(generation);
        if (Files.exists(file)) {
            settings.put(GENERATION, Numbers.sortable(generation + 1));
            pages.commit();
            pages.sync();
            generation++;
            file = logFile(generation);
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "redo-*.log")) {
            for (Path each : old) {
                Files.delete(each);
            }
        }
        return RedoLog.create(file);
    }

    private Path logFile(long number) {
        return directory.resolve("redo-" + number + ".log");
    }

    private RedoBuffer.Target target() {
        return new RedoBuffer.Target() {
            @Override
            public void put(String map, byte[] key, byte[] value) {
                open(map).put(key, value);
            }

            @Override
            public void remove(String map, byte[] key) {
                open(map).remove(key);
            }

            @Override
            public void drop(String map) {
                pages.removeMap(open(map));
            }
        };
    }

    private DataDirectoryException failed(Exception cause) {
        DataDirectoryException exception = new DataDirectoryException(
                "The data directory " + directory + " can't be written (" + cause.getMessage()
                        + "). What was acknowledged is safe; free space or repair the disk and start again.",
                cause);
        failure = exception;
        return exception;
    }

    private void refuseAfterFailure() {
        DataDirectoryException earlier = failure;
        if (earlier != null) {
            throw new DataDirectoryException(String.valueOf(earlier.getMessage()), earlier);
        }
    }
}
