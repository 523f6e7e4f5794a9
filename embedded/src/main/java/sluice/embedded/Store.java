package sluice.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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
    /** Changed pages and redo log up to this many bytes wait for the next checkpoint: memory against writing pages more often. */
    static final int CHECKPOINT_BYTES = 64 << 20;

    private static final int LONG_COMMAND_BYTES = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final DataFiles files;
    private final int checkpointBytes;
    private final MVStore pages;
    private final RedoBuffer redo = new RedoBuffer();
    private final ReentrantLock lock = new ReentrantLock();

    private RedoLog log;
    private long generation;
    private volatile @Nullable DataDirectoryException failure;

    private Store(DataFiles files, MVStore pages, int checkpointBytes) throws IOException {
        this.files = files;
        this.checkpointBytes = checkpointBytes;
        this.pages = pages;
        this.generation = StoreMaps.generation(pages);
        // Also after a replay, so that frames are never appended behind a torn one.
        this.log = nextGeneration();
    }

    /**
     * Opens the store in that directory, with all that was acknowledged.
     *
     * @throws DamagedDirectoryException if a file is damaged; nothing is changed then
     * @throws DataDirectoryException if it can't be read or written
     */
    static Store open(Path directory, int checkpointBytes) {
        DataFiles files = new DataFiles(directory);
        MVStore pages = null;
        try {
            pages = new StoreOpening(files).open();
            return new Store(files, pages, checkpointBytes);
        } catch (IOException | MVStoreException | IllegalStateException | IllegalArgumentException e) {
            closeAfter(pages);
            throw new DataDirectoryException(
                    "The data directory " + directory + " can't be opened: it is not readable or not writable ("
                            + e.getMessage()
                            + "). Check its rights and the disk, or choose another one with --data-dir.",
                    e);
        } catch (DataDirectoryException e) {
            closeAfter(pages);
            throw e;
        }
    }

    private static void closeAfter(@Nullable MVStore pages) {
        if (pages != null) {
            pages.closeImmediately();
        }
    }

    StoredMap map(String name) {
        return new StoredMap(StoreMaps.open(pages, name), redo);
    }

    void drop(String name) {
        redo.drop(name);
        pages.removeMap(StoreMaps.open(pages, name));
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
            } catch (MVStoreException e) {
                throw failed(e);
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

    private void checkpoint() {
        try {
            long start = System.nanoTime();
            RedoLog old = log;
            log = nextGeneration();
            old.close();
            LOG.debug("checkpoint {} took {} ms", generation, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException | MVStoreException e) {
            throw failed(e);
        }
    }

    /**
     * The new generation and the pages become visible in one atomic page write; a log of an older generation counts no more. Only then
     * does the manifest ask for them.
     */
    private RedoLog nextGeneration() throws IOException {
        long next = generation + 1;
        StoreMaps.setGeneration(pages, next);
        pages.commit();
        pages.sync();
        Files.deleteIfExists(files.log(next));
        RedoLog created = RedoLog.create(files.log(next), next);
        new Manifest(next, Files.size(files.pages()), StoreMaps.sizes(pages)).write(files);
        generation = next;
        files.deleteOtherLogs(next);
        return created;
    }

    private DataDirectoryException failed(Exception cause) {
        DataDirectoryException exception = new DataDirectoryException(
                "The data directory " + files.directory() + " can't be written (" + cause.getMessage()
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
