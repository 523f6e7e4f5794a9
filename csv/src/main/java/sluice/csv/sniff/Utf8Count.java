package sluice.csv.sniff;

/**
 * How much of some bytes is valid UTF-8.
 *
 * @param valid characters of several bytes
 * @param invalid bytes that are part of no character
 * @param zeros zero bytes
 * @param controls other control characters that text doesn't have; those that may separate cells are not counted
 */
record Utf8Count(int valid, int invalid, int zeros, int controls) {

    static Utf8Count of(byte[] bytes) {
        int valid = 0;
        int invalid = 0;
        int zeros = 0;
        int controls = 0;
        int at = 0;
        while (at < bytes.length) {
            int b = bytes[at];
            int length = 1;
            if (b < 0) {
                length = length(bytes, at);
                valid += length > 0 ? 1 : 0;
                invalid += length == 0 ? 1 : 0;
            } else if (b == 0) {
                zeros++;
            } else if (b < ' ' && !isUsual(b)) {
                controls++;
            }
            at += Math.max(1, length);
        }
        return new Utf8Count(valid, invalid, zeros, controls);
    }

    /** Blanks and line ends, and what may separate cells: 0x01 to 0x03, 0x1C to 0x1F. */
    private static boolean isUsual(int b) {
        return (b >= '\t' && b <= '\r') || b <= 3 || b >= 0x1C;
    }

    /** How many bytes the character at an index has, or 0 if it isn't valid. A character that is cut off is valid. */
    private static int length(byte[] bytes, int at) {
        int b = bytes[at] & 0xff;
        int length = b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
        for (int i = 1; i < length && at + i < bytes.length; i++) {
            int next = bytes[at + i] & 0xff;
            boolean tooLow = i == 1 && ((b == 0xE0 && next < 0xA0) || (b == 0xF0 && next < 0x90));
            boolean tooHigh = i == 1 && ((b == 0xED && next > 0x9F) || (b == 0xF4 && next > 0x8F));
            if ((next & 0xC0) != 0x80 || tooLow || tooHigh) {
                return 0;
            }
        }
        return Math.min(length, bytes.length - at);
    }

    /**
     * Whether the bytes are UTF-8, some of them damaged. Text in an encoding of one byte a character holds hardly any characters
     * that are valid UTF-8 by chance.
     */
    boolean isDamagedUtf8() {
        return invalid > 0 && valid >= invalid;
    }

    /** Whether more characters are valid UTF-8 than chance makes, but most of the other bytes are not. */
    boolean isMixed() {
        return invalid > valid && 5 * valid >= invalid;
    }
}
