package sluice.csv;

import java.io.ByteArrayOutputStream;

/** Puts U+FFFD in place of bytes that are not valid in a source's encoding. */
final class Replacement {
    private static final byte[] CHARACTER = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private Replacement() {}

    /** Where the first byte stands that is not valid UTF-8, or {@code to}. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at <= to - Long.BYTES && (Words.at(bytes, at) & Words.HIGH_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            int length = sequence(bytes, at, to);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return to;
    }

    /**
     * A text with a replacement for each invalid byte.
     *
     * @param transcoded whether two bytes stand for an invalid one, as {@link TextEncoding} writes them
     */
    static byte[] of(byte[] bytes, int from, int to, boolean transcoded) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(to - from + CHARACTER.length);
        int at = from;
        while (at < to) {
            int invalid = firstInvalid(bytes, at, to);
            text.write(bytes, at, invalid - at);
            at = invalid;
            if (at < to) {
                text.writeBytes(CHARACTER);
                at += transcoded && (bytes[at] & 0xff) >= Utf8Output.INVALID ? 2 : 1;
            }
        }
        return text.toByteArray();
    }

    /** The length of the character at an index; 0 if it is not valid (Unicode 15, table 3-7). */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
