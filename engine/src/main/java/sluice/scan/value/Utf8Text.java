package sluice.scan.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Characters in UTF-8 bytes: a character is a code point. Bytes that are no UTF-8 count as their lead bytes say. */
public final class Utf8Text {
    private Utf8Text() {}

    /** The number of characters. */
    public static int length(Slice text) {
        int count = 0;
        for (int i = text.from; i < text.to; i++) {
            count += isStart(text.bytes[i]) ? 1 : 0;
        }
        return count;
    }

    /** Narrows a text to the characters from the first, counted from 1. */
    public static void narrow(Slice text, int first, int length) {
        int from = skip(text, text.from, first - 1);
        text.set(text.bytes, from, skip(text, from, length));
    }

    /** Where so many characters later are. */
    private static int skip(Slice text, int from, int characters) {
        int at = from;
        for (int left = characters; left > 0 && at < text.to; left--) {
            at++;
            while (at < text.to && !isStart(text.bytes[at])) {
                at++;
            }
        }
        return at;
    }

    private static boolean isStart(byte b) {
        return (b & 0xc0) != 0x80;
    }

    /** Replaces a text by one with other letters, in an array that is used again; returns that array. */
    public static byte[] map(Slice text, IntUnaryOperator letters, byte[] array) {
        int length = text.to - text.from;
        byte[] target = array.length < length ? new byte[length * 2] : array;
        for (int i = 0; i < length; i++) {
            byte b = text.bytes[text.from + i];
            if (b < 0) {
                return mapAll(text, letters, target);
            }
            target[i] = (byte) letters.applyAsInt(b);
        }
        text.set(target, 0, length);
        return target;
    }

    private static byte[] mapAll(Slice text, IntUnaryOperator letters, byte[] array) {
        StringBuilder mapped = new StringBuilder();
        new String(text.bytes, text.from, text.to - text.from, StandardCharsets.UTF_8)
                .codePoints()
                .map(letters)
                .forEach(mapped::appendCodePoint);
        byte[] bytes = mapped.toString().getBytes(StandardCharsets.UTF_8);
        byte[] target = array.length < bytes.length ? Arrays.copyOf(bytes, bytes.length * 2) : array;
        System.arraycopy(bytes, 0, target, 0, bytes.length);
        text.set(target, 0, bytes.length);
        return target;
    }
}
