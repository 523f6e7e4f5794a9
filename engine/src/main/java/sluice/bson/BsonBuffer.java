package sluice.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array of BSON bytes. Not thread-safe.
 *
 * <p>Hot path: one array per worker is used again for every chunk, so that no byte of a document is copied between the
 * file and the driver but once. Format: bsonspec.org, version 1.1.
 */
final class BsonBuffer {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int LONGEST_BY_WORDS = 64;

    private byte[] bytes;
    private int position;

    BsonBuffer() {
        this(1 << 16);
    }

    BsonBuffer(int size) {
        bytes = new byte[size];
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void rewind(int to) {
        position = to;
    }

    void put(byte value) {
        ensure(1);
        bytes[position++] = value;
    }

    void putInt(int value) {
        ensure(Integer.BYTES);
        INTS.set(bytes, position, value);
        position += Integer.BYTES;
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, position, value);
        position += Long.BYTES;
    }

    void put(byte[] source, int from, int to) {
        int length = to - from;
        ensure(length);
        System.arraycopy(source, from, bytes, position, length);
        position += length;
    }

    /** A type byte, then the field's name with the NUL that ends it. */
    void putHead(byte type, byte[] name) {
        ensure(1 + name.length);
        bytes[position] = type;
        copy(name, 0, bytes, position + 1, name.length);
        position += 1 + name.length;
    }

    /**
     * A string element: type, name, length, text and NUL. Hot path: most fields of most files are written here, so room
     * is made once, and the bytes are looked at while they are copied.
     *
     * @return whether all of the text is ASCII; if not, the caller has to check that it is UTF-8
     */
    boolean putString(byte[] name, byte[] source, int from, int to) {
        int length = to - from;
        ensure(1 + name.length + Integer.BYTES + length + 1);
        byte[] target = bytes;
        int at = position;
        target[at++] = BsonElements.STRING;
        copy(name, 0, target, at, name.length);
        at += name.length;
        INTS.set(target, at, length + 1);
        at += Integer.BYTES;
        long seen = copy(source, from, target, at, length);
        at += length;
        target[at++] = 0;
        position = at;
        return (seen & HIGH_BITS) == 0;
    }

    /**
     * Copies bytes, short texts by words that overlap at the end: the call that copies any number takes longer than most
     * fields do ({@code EncodeBenchmark}).
     *
     * @return words whose high bits show whether a byte is not ASCII
     */
    private static long copy(byte[] source, int from, byte[] target, int to, int length) {
        if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            long seen = (long) LONGS.get(source, from + last);
            LONGS.set(target, to + last, seen);
            if (last > LONGEST_BY_WORDS) {
                System.arraycopy(source, from, target, to, last);
                for (int i = 0; i < last; i += Long.BYTES) {
                    seen |= (long) LONGS.get(source, from + i);
                }
                return seen;
            }
            for (int i = 0; i < last; i += Long.BYTES) {
                long word = (long) LONGS.get(source, from + i);
                LONGS.set(target, to + i, word);
                seen |= word;
            }
            return seen;
        }
        if (length >= Integer.BYTES) {
            int first = (int) INTS.get(source, from);
            int second = (int) INTS.get(source, from + length - Integer.BYTES);
            INTS.set(target, to, first);
            INTS.set(target, to + length - Integer.BYTES, second);
            return first | second;
        }
        long seen = 0;
        for (int i = 0; i < length; i++) {
            byte one = source[from + i];
            target[to + i] = one;
            seen |= one;
        }
        return seen;
    }

    /** Starts a document and returns where; {@link #endDocument(int)} gives it its length. */
    int startDocument() {
        int start = position;
        putInt(0);
        return start;
    }

    void endDocument(int start) {
        put((byte) 0);
        INTS.set(bytes, start, position - start);
    }

    private void ensure(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, (long) position + more), 1 << 30));
        }
    }
}
