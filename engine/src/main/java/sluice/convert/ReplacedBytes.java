package sluice.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Replaces what is not valid in its encoding by U+FFFD. */
final class ReplacedBytes {
    private static final int FIRST_LEAD = 0xFC;
    private static final byte NEVER_VALID = (byte) 0xFF;

    private ReplacedBytes() {}

    /** The text of a cell with U+FFFD for each byte of its source that is not valid, as UTF-8. */
    static byte[] of(byte[] bytes, int from, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            // Two bytes stand for one that another encoding does not have.
            boolean pair = (bytes[i] & 0xff) >= FIRST_LEAD && i + 1 < to && (bytes[i + 1] & 0xC0) == 0x80;
            text[length++] = pair ? NEVER_VALID : bytes[i];
            i += pair ? 1 : 0;
        }
        return new String(text, 0, length, UTF_8).getBytes(UTF_8);
    }
}
