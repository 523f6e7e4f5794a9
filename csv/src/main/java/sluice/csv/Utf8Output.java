package sluice.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Collects UTF-8, and bytes that stand for no character. Room is not checked: whoever writes knows how much there is. Not
 * thread-safe.
 *
 * <p>Hot path: every character of a source that is not UTF-8 goes through here.
 */
final class Utf8Output {
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** The lowest first byte of a pair that stands for an invalid byte; UTF-8 has no byte from here on. */
    static final int INVALID = 0xFC;
    /** Eight bytes are written at a time, although fewer may count. */
    private static final int SLACK = Long.BYTES;

    final byte[] bytes;
    int end;

    Utf8Output(int capacity) {
        bytes = new byte[capacity + SLACK];
    }

    /** Copies ASCII up to the first other byte; returns where that is. */
    int ascii(byte[] in, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES) {
            long word = Words.at(in, at);
            Words.put(bytes, end, word);
            long high = word & Words.HIGH_BITS;
            if (high != 0) {
                int few = Words.lowest(high);
                end += few;
                return at + few;
            }
            at += Long.BYTES;
            end += Long.BYTES;
        }
        while (at < to && in[at] >= 0) {
            bytes[end++] = in[at++];
        }
        return at;
    }

    /** Up to four bytes, the first in the lowest eight bits. */
    void packed(int value, int length) {
        INTS.set(bytes, end, value);
        end += length;
    }

    /** A character; not half of a surrogate pair. */
    void codePoint(int value) {
        if (value < 0x80) {
            bytes[end++] = (byte) value;
        } else if (value < 0x800) {
            bytes[end++] = (byte) (0xC0 | (value >> 6));
            continuation(value);
        } else if (value < 0x10000) {
            bytes[end++] = (byte) (0xE0 | (value >> 12));
            continuation(value >> 6);
            continuation(value);
        } else {
            bytes[end++] = (byte) (0xF0 | (value >> 18));
            continuation(value >> 12);
            continuation(value >> 6);
            continuation(value);
        }
    }

    /** Source bytes that stand for no character: two bytes for each, of which the first is not UTF-8. */
    void invalid(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[end++] = (byte) (INVALID | ((in[i] & 0xff) >> 6));
            continuation(in[i]);
        }
    }

    private void continuation(int value) {
        bytes[end++] = (byte) (0x80 | (value & 0x3f));
    }
}
