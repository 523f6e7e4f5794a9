package sluice.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: finds bytes of one value in a word. Zero-byte tests: H. S. Warren, Hacker's Delight, 6-1. */
final class Words {
    static final long ONES = 0x0101010101010101L;
    static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes from an index on; the first is the lowest. */
    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** The eight bytes from an index on; behind {@code end} they are 0xff, which is nothing's token. */
    static long orFewer(byte[] bytes, int index, int end) {
        if (index + Long.BYTES <= end) {
            return at(bytes, index);
        }
        long word = -1;
        for (int i = end - 1; i >= index; i--) {
            word = (word << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return word;
    }

    /** Writes eight bytes from an index on; the first is the lowest. */
    static void put(byte[] bytes, int index, long word) {
        LONGS.set(bytes, index, word);
    }

    /** A word of eight bytes of one value. */
    static long repeat(int value) {
        return ONES * (value & 0xff);
    }

    /** The high bit of each byte of {@code word} that is zero. */
    static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    /**
     * The high bit of each byte of {@code word} that is zero, and perhaps, above one that is, of bytes that are 1. Less
     * work than {@link #zeros}. The caller masks it with {@link #HIGH_BITS}.
     */
    static long maybeZeros(long word) {
        return (word - ONES) & ~word;
    }

    /** The index in the word of the highest byte whose high bit is set in a mask that is not 0. */
    static int highest(long mask) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(mask)) >>> 3;
    }

    /** The index in the word of the lowest byte whose high bit is set in a mask that is not 0. */
    static int lowest(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }
}
