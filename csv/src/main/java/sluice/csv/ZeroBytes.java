package sluice.csv;

/** Tells UTF-16 and UTF-32 by their zero bytes: delimiters, line ends and digits have one or three each. */
final class ZeroBytes {
    /** Chinese text of long cells has few delimiters. UTF-8 text with a zero byte here and there has not so many. */
    private static final int UNITS_A_ZERO = 24;

    private static final int FEW_UNITS = 4;
    private static final double MOSTLY = 0.8;

    private ZeroBytes() {}

    /** Whether zero bytes stand where they do in the encoding, are many, and stand nowhere else. */
    static boolean tell(byte[] sample, TextEncoding encoding) {
        boolean little = encoding.name().endsWith("le");
        int unit = encoding.name().startsWith("utf-16") ? 2 : 4;
        // The place of the byte that is zero in ASCII, and of the one that isn't.
        int high = little ? unit - 1 : 0;
        int low = little ? 0 : unit - 1;
        int zeros = 0;
        int full = 0;
        int ascii = 0;
        for (int i = 0; i <= sample.length - unit; i += unit) {
            zeros += sample[i + high] == 0 ? 1 : 0;
            full += sample[i + high] == 0 ? 0 : 1;
            ascii += isAscii(sample[i + high]) && isAscii(sample[i + low]) ? 1 : 0;
            if (sample[i + low] == 0 && sample[i + high] == 0) {
                return false;
            }
        }
        // Pairs of ASCII make Chinese characters, but Chinese text is not made of such pairs alone.
        if (full >= FEW_UNITS && ascii >= MOSTLY * full) {
            return false;
        }
        int units = sample.length / unit;
        return zeros > 0 && (unit == 4 ? zeros == units : zeros * UNITS_A_ZERO >= units);
    }

    private static boolean isAscii(byte b) {
        return (b >= ' ' && b < 0x7f) || b == '\n' || b == '\r' || b == '\t';
    }
}
