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
        System.arraycopy(name, 0, bytes, position + 1, name.length);
        position += 1 + name.length;
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
