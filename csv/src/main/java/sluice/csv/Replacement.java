package sluice.csv;

import java.io.ByteArrayOutputStream;

/** Puts U+FFFD in place of bytes that are not valid in a source's encoding. */
final class Replacement {
    private static final byte[] CHARACTER = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private Replacement() {}

    /**
     * A text with a replacement for each invalid byte.
     *
     * @param transcoded whether two bytes stand for an invalid one, as {@link TextEncoding} writes them
     */
    static byte[] of(byte[] bytes, int from, int to, boolean transcoded) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(to - from + CHARACTER.length);
        int at = from;
        while (at < to) {
            int invalid = Utf8.firstInvalid(bytes, at, to);
            text.write(bytes, at, invalid - at);
            at = invalid;
            if (at < to) {
                text.writeBytes(CHARACTER);
                at += transcoded && (bytes[at] & 0xff) >= Utf8Output.INVALID ? 2 : 1;
            }
        }
        return text.toByteArray();
    }
}
