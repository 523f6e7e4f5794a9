package sluice.csv;

/**
 * Tells whether bytes are UTF-8, as the Unicode Standard's table 3-7 has it: no overlong forms, no surrogates, nothing
 * past U+10FFFF. The server stores anything unchecked, so this is the only check there is.
 */
public final class Utf8 {
    private Utf8() {}

    /** Whether {@code [from, to)} is well-formed. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        return firstInvalid(bytes, from, to) == to;
    }

    /** Where the first byte of {@code [from, to)} stands that begins no well-formed character, or {@code to}. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        // Hot path: most text is ASCII and passes eight bytes at a time.
        while (i <= to - Long.BYTES && (Words.at(bytes, i) & Words.HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to) {
            if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequence(bytes, i, to);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return to;
    }

    /** The length of the well-formed sequence that starts at {@code i}, or 0. */
    private static int sequence(byte[] bytes, int i, int to) {
        int lead = bytes[i] & 0xff;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || i + length > to) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
