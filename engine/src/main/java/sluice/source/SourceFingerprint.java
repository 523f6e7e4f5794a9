package sluice.source;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from what it may have become: whoever reads it a second time compares. A change in the middle that
 * keeps size and time is not seen. Immutable.
 *
 * @param size the file's own bytes, compressed or not
 * @param modified when it was last written to, as precisely as the file system knows; of a file on a server always 1970
 * @param hash XXH3 (128 bits, 32 hexadecimal digits) of its first and its last 64 KiB; of a file on a server, of the
 *     tag of its version
 */
public record SourceFingerprint(long size, Instant modified, String hash) {
    private static final int PART_BYTES = 64 << 10;

    /**
     * Looks at a file; reads at most 128 KiB.
     *
     * @throws IOException where it can't be read
     */
    public static SourceFingerprint of(Path file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            HashStream128 hash = Hashing.xxh3_128().hashStream();
            long head = Math.min(size, PART_BYTES);
            add(channel, 0, (int) head, hash);
            long tail = Math.max(head, size - PART_BYTES);
            add(channel, tail, (int) (size - tail), hash);
            return new SourceFingerprint(size, modified, text(hash.get()));
        }
    }

    /** That of a file on a server, which tells versions apart by a tag. */
    static SourceFingerprint ofTag(long size, String tag) {
        return new SourceFingerprint(
                size, Instant.EPOCH, text(Hashing.xxh3_128().hashBytesTo128Bits(tag.getBytes(StandardCharsets.UTF_8))));
    }

    private static String text(HashValue128 value) {
        return String.format(
                Locale.ROOT, "%016x%016x", value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    private static void add(SeekableByteChannel channel, long from, int length, HashStream128 hash) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(from);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("it became shorter while it was looked at");
            }
        }
        hash.putBytes(bytes.array());
    }

    /** How the file differs that this was taken of, now that {@code now} was taken of it; null where it doesn't. */
    public @Nullable String differenceTo(SourceFingerprint now) {
        if (size != now.size) {
            return String.format(Locale.ROOT, "it had %,d bytes and has %,d now", size, now.size);
        }
        if (!hash.equals(now.hash)) {
            return "it has as many bytes as before, but others";
        }
        if (!modified.equals(now.modified)) {
            return "it was written to: last at " + now.modified + ", before that at " + modified;
        }
        return null;
    }
}
