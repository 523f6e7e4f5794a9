package sluice.scan;

import java.util.Arrays;

/** A text as UTF-8 bytes somewhere in an array. Changes with the row. */
final class Slice {
    byte[] bytes = new byte[0];
    int from;
    int to;

    static Slice of(byte[] bytes) {
        Slice slice = new Slice();
        slice.set(bytes, 0, bytes.length);
        return slice;
    }

    void set(byte[] array, int start, int end) {
        bytes = array;
        from = start;
        to = end;
    }

    boolean sameAs(Slice other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** By code points: the order of UTF-8's bytes. */
    int compareTo(Slice other) {
        return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
    }

    boolean startsWith(Slice other) {
        int length = other.to - other.from;
        return to - from >= length && Arrays.equals(bytes, from, from + length, other.bytes, other.from, other.to);
    }

    boolean endsWith(Slice other) {
        int length = other.to - other.from;
        return to - from >= length && Arrays.equals(bytes, to - length, to, other.bytes, other.from, other.to);
    }

    /** Whether the other one stands in it. Hot path: looks for the first byte, then for the rest. */
    boolean contains(Slice other) {
        int length = other.to - other.from;
        if (length == 0) {
            return true;
        }
        byte[] source = bytes;
        byte[] wanted = other.bytes;
        byte first = wanted[other.from];
        int last = to - length;
        for (int i = from; i <= last; i++) {
            if (source[i] == first) {
                int same = 1;
                while (same < length && source[i + same] == wanted[other.from + same]) {
                    same++;
                }
                if (same == length) {
                    return true;
                }
            }
        }
        return false;
    }
}
