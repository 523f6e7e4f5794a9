package sluice.embedded.pages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;

/**
 * The file of a store's pages. A page is never served unless all of its bytes are those that were written.
 *
 * <p>H2's own checks cover a page's place and length, not what is in it.
 */
public final class PageFile extends SingleFileStore {
    /** A store has at least its header and a block of pages; a file of fewer bytes would be taken for a new one. */
    public static final long SMALLEST = (BlockFile.HEADERS + 1) * (long) BlockFile.STORED;

    /** Pages read are cached up to this many megabytes. A smaller cache slows random unique keys down. */
    private static final int CACHE_MEGABYTES = 48;

    private final Path file;

    private PageFile(Path file, Map<String, Object> settings) {
        super(settings);
        this.file = file;
    }

    /**
     * Opens that file, which is made if it isn't there and isn't only read.
     *
     * @throws MVStoreException if it can't be opened
     */
    public static PageFile open(Path file, boolean readOnly) {
        Map<String, Object> settings = new HashMap<>(Map.of("cacheSize", CACHE_MEGABYTES));
        PageFile pages = new PageFile(file, settings);
        pages.open(BlockPath.of(file.toString()), readOnly, null);
        return pages;
    }

    /**
     * Returns the store in it, which closes the file with itself. Nothing is committed but by {@link MVStore#commit}.
     *
     * @throws MVStoreException if no whole version of a store is in the file
     */
    public MVStore openStore() {
        try {
            MVStore store = new MVStore.Builder()
                    .adoptFileStore(this)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
            store.setVersionsToKeep(0);
            store.setRetentionTime(0);
            return store;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the byte of the file at which the first damaged block begins, of those that the store's version is made of. */
    public OptionalLong damage() throws IOException {
        return firstChanged(
                file,
                block -> block >= BlockFile.HEADERS && freeSpace.isUsed(block * BlockFile.BLOCK, BlockFile.BLOCK),
                getAfterLastBlock_());
    }

    /** The same for a file of which no version can be read, or an older one only: any block that is not as it was written. */
    public static OptionalLong firstChanged(Path file) throws IOException {
        return firstChanged(file, block -> true, Files.size(file) / BlockFile.STORED);
    }

    private static OptionalLong firstChanged(Path file, LongPredicate wanted, long end) throws IOException {
        try (BlockFile blocks = new BlockFile(FileChannel.open(file, StandardOpenOption.READ), file.toString())) {
            for (long block = 0; block < end; block++) {
                if (wanted.test(block) && !blocks.isSound(block)) {
                    return OptionalLong.of(block * BlockFile.STORED);
                }
            }
            return OptionalLong.empty();
        }
    }
}
