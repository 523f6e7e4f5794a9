package sluice.csv;

/**
 * UTF-16 in one byte order. Half of a surrogate pair without the other, and an odd last byte, are invalid.
 *
 * @param littleEndian whether the low byte comes first
 */
record Utf16Codec(boolean littleEndian) implements Codec, Codec.Transcoder {
    private static final int UNIT = 2;
    /** What four units have none of if they are ASCII, in the order of the bytes. */
    private static final long NOT_ASCII_LITTLE = 0xFF80FF80FF80FF80L;

    private static final long NOT_ASCII_BIG = 0x80FF80FF80FF80FFL;

    @Override
    public Transcoder transcoder() {
        return this;
    }

    @Override
    public int growth() {
        return 2;
    }

    @Override
    public int transcode(byte[] in, int from, int to, boolean last, Utf8Output out) {
        int at = ascii(in, from, to, out);
        while (at <= to - UNIT) {
            int unit = unit(in, at);
            if (!Character.isSurrogate((char) unit)) {
                out.codePoint(unit);
                at += UNIT;
            } else if (!Character.isHighSurrogate((char) unit)) {
                out.invalid(in, at, at + UNIT);
                at += UNIT;
            } else if (at > to - 2 * UNIT && !last) {
                return at;
            } else {
                at = pair(in, at, to, out);
            }
            at = ascii(in, at, to, out);
        }
        if (last) {
            out.invalid(in, at, to);
            return to;
        }
        return at;
    }

    private int pair(byte[] in, int at, int to, Utf8Output out) {
        char high = (char) unit(in, at);
        char low = at <= to - 2 * UNIT ? (char) unit(in, at + UNIT) : 0;
        if (!Character.isLowSurrogate(low)) {
            out.invalid(in, at, at + UNIT);
            return at + UNIT;
        }
        out.codePoint(Character.toCodePoint(high, low));
        return at + 2 * UNIT;
    }

    private int ascii(byte[] in, int from, int to, Utf8Output out) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = Words.at(in, at);
            if ((word & (littleEndian ? NOT_ASCII_LITTLE : NOT_ASCII_BIG)) != 0) {
                break;
            }
            long units = littleEndian ? word : word >>> 8;
            long pairs = (units | (units >>> 8)) & 0x0000FFFF0000FFFFL;
            out.packed((int) (pairs | (pairs >>> 16)), Integer.BYTES);
        }
        return at;
    }

    private int unit(byte[] in, int at) {
        int first = in[at] & 0xff;
        int second = in[at + 1] & 0xff;
        return littleEndian ? (second << 8) | first : (first << 8) | second;
    }

    @Override
    public long sourceLength(byte[] utf8, int from, int to) {
        return UNIT * Characters.count(utf8, from, to) + surplus(utf8, from, to);
    }

    /** What characters of two units have more than one unit, less what invalid bytes have less. */
    private static long surplus(byte[] utf8, int from, int to) {
        long surplus = 0;
        int i = from;
        while (i < to) {
            if (i <= to - Long.BYTES && (Words.at(utf8, i) & Words.HIGH_BITS) == 0) {
                i += Long.BYTES;
                continue;
            }
            int value = utf8[i++] & 0xff;
            if (value >= 0xF0) {
                surplus += value >= Utf8Output.INVALID ? -1 : UNIT;
            }
        }
        return surplus;
    }
}
