package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * What an archive's entry holds, checked: its size, its checksum, and that it doesn't become far more than it was packed. Closing it
 * closes the archive. Not thread-safe.
 */
final class ZipEntryStream extends InputStream {
    private final ZipFile zip;
    private final InputStream content;
    private final long size;
    private final long crc;
    private final Expansion expansion;
    private final CRC32 sum = new CRC32();
    private long count;

    ZipEntryStream(ZipFile zip, InputStream content, long size, long packed, long crc) {
        this.zip = zip;
        this.content = content;
        this.size = size;
        this.crc = crc;
        expansion = new Expansion("ZIP", () -> packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read;
        try {
            read = content.read(bytes, from, length);
        } catch (IOException e) {
            throw new IOException(damaged() + ": " + e.getMessage(), e);
        }
        if (read < 0) {
            requireWhole();
            return -1;
        }
        sum.update(bytes, from, read);
        count += read;
        expansion.add(read);
        return read;
    }

    private void requireWhole() throws IOException {
        if (count != size || sum.getValue() != crc) {
            throw new IOException(
                    count == size ? "its ZIP data is damaged: its checksum is not the archive's" : damaged());
        }
    }

    private String damaged() {
        return String.format(
                Locale.ROOT,
                "its ZIP data is damaged at or shortly after byte %,d of %,d of what it holds",
                count,
                size);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
