package sluice.scan.value;

import java.util.Arrays;

/** A text as UTF-8 bytes somewhere in an array. Changes with the row. */
public final class Slice implements Comparable<Slice> {
    /** The array. A field, as the others are: every text of a file passes here. */
    public byte[] bytes = new byte[0];
    /** Where the text starts. */
    public int from;
    /** Where it ends, not included. */
    public int to;

    /** An empty text. */
    public Slice() {}

    /** A whole array. */
    public static Slice of(byte[] bytes) {
        Slice slice = new Slice();
        slice.set(bytes, 0, bytes.length);
        return slice;
    }

    /** Takes another part of an array, without copying it. */
    public void set(byte[] array, int start, int end) {
        bytes = array;
        from = start;
        to = end;
    }

    /** Whether both have the same bytes. */
    public boolean sameAs(Slice other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** By code points: the order of UTF-8's bytes. */
    @Override
    public int compareTo(Slice other) {
        return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** Whether the other one stands at its beginning. */
    public boolean startsWith(Slice other) {
        int length = other.to - other.from;
        return to - from >= length && Arrays.equals(bytes, from, from + length, other.bytes, other.from, other.to);
    }

    /** Whether the other one stands at its end. */
    public boolean endsWith(Slice other) {
        int length = other.to - other.from;
        return to - from >= length && Arrays.equals(bytes, to - length, to, other.bytes, other.from, other.to);
    }

    /** Whether the other one stands in it. Hot path: looks for the first byte, then for the rest. */
    public boolean contains(Slice other) {
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
