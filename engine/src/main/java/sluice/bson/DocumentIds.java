package sluice.bson;

import java.nio.ByteBuffer;
import org.bson.types.ObjectId;

/**
 * The generated {@code _id}s of one source in one operation: an ObjectId of the operation's start (4 bytes), the
 * operation's and source's fingerprint (3 bytes) and the record's byte offset (5 bytes, so sources up to 1 TiB). The
 * same record of the same operation always gets the same one.
 *
 * @param startSeconds the operation's start in seconds since 1970
 * @param fingerprint the lower 24 bits tell operation and source
 */
public record DocumentIds(int startSeconds, int fingerprint) {
    /** The first offset that no longer fits. */
    public static final long OFFSET_LIMIT = 1L << 40;

    /** The {@code _id} of the record that starts at a byte of the source, from 0 to {@link #OFFSET_LIMIT} inclusive. */
    public ObjectId at(long offset) {
        // One past the largest offset carries into the fingerprint: the first id after all of this source.
        long rest = ((long) fingerprint << 40) + offset;
        return new ObjectId(
                ByteBuffer.allocate(12).putInt(startSeconds).putLong(rest).array());
    }

    void write(long offset, BsonBuffer out) {
        out.putInt(Integer.reverseBytes(startSeconds));
        long rest = ((long) fingerprint << 40) | offset;
        out.putLong(Long.reverseBytes(rest));
    }
}
