package sluice.embedded.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file of blocks of 4,096 bytes, each stored behind the CRC-32C of its number and its contents.
 *
 * <p>A block that doesn't match its checksum is an {@link MVStoreException}, never data. The first two blocks are exempt: they are
 * MVStore's header, twice, with checksums of its own, and are the only ones that it writes over.
 *
 * <p>Positions and sizes are those of the contents. Thread-safe for reads.
 */
@SuppressWarnings(
        "UnsynchronizedOverridesSynchronized") // Reads at a place share nothing; H2 itself writes under a lock.
final class BlockFile extends FileBaseDefault {
    static final int BLOCK = 4096;
    static final int CHECKSUM = Integer.BYTES;
    static final int STORED = CHECKSUM + BLOCK;
    static final int HEADERS = 2;

    private static final int AT_ONCE = 256;

    private final FileChannel file;
    private final String name;

    BlockFile(FileChannel file, String name) {
        this.file = file;
        this.name = name;
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        long end = Math.min(size(), position + to.remaining());
        if (position >= end) {
            return -1;
        }
        long at = position;
        while (at < end) {
            long block = at / BLOCK;
            int blocks = (int) Math.min(AT_ONCE, (end - 1) / BLOCK - block + 1);
            ByteBuffer stored = readStored(block, blocks);
            for (long each = block; each < block + blocks; each++) {
                ByteBuffer contents = contents(stored, each);
                int skipped = (int) (at - each * BLOCK);
                int wanted = (int) Math.min(BLOCK - skipped, end - at);
                to.put(contents.slice(contents.position() + skipped, wanted));
                at += wanted;
            }
        }
        return (int) (end - position);
    }

    /** Writes whole blocks, which is all that MVStore does. */
    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        int length = from.remaining();
        if (position % BLOCK != 0 || length % BLOCK != 0) {
            throw new IllegalArgumentException(length + " bytes at " + position + " are not whole blocks");
        }
        long block = position / BLOCK;
        while (from.hasRemaining()) {
            int blocks = Math.min(AT_ONCE, from.remaining() / BLOCK);
            ByteBuffer stored = ByteBuffer.allocate(blocks * STORED);
            for (int i = 0; i < blocks; i++) {
                ByteBuffer contents = from.slice(from.position(), BLOCK);
                from.position(from.position() + BLOCK);
                stored.putInt(checksum(block + i, contents)).put(contents);
            }
            DataUtils.writeFully(file, block * STORED, stored.flip());
            block += blocks;
        }
        return length;
    }

    /** Returns whether the block is there and matches its checksum. */
    boolean isSound(long block) throws IOException {
        if (block >= blocks()) {
            return false;
        }
        ByteBuffer stored = readStored(block, 1);
        return stored.getInt() == checksum(block, stored);
    }

    long blocks() throws IOException {
        return file.size() / STORED;
    }

    private ByteBuffer readStored(long block, int blocks) {
        ByteBuffer stored = ByteBuffer.allocate(blocks * STORED);
        DataUtils.readFully(file, block * STORED, stored);
        return stored.rewind();
    }

    /** Takes the next block out of what is stored. */
    private ByteBuffer contents(ByteBuffer stored, long block) {
        int checksum = stored.getInt();
        ByteBuffer contents = stored.slice(stored.position(), BLOCK);
        stored.position(stored.position() + BLOCK);
        if (block >= HEADERS && checksum != checksum(block, contents)) {
            throw new MVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT,
                    name + " has changed since it was written, at byte " + block * STORED);
        }
        return contents;
    }

    private static int checksum(long block, ByteBuffer contents) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, block));
        crc.update(contents.duplicate());
        return (int) crc.getValue();
    }

    @Override
    public long size() throws IOException {
        return blocks() * BLOCK;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        file.truncate(size / BLOCK * STORED);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
