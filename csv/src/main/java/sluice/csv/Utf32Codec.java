package sluice.csv;

/**
 * UTF-32 in one byte order. What is beyond Unicode, half of a surrogate pair, and surplus last bytes are invalid.
 *
 * @param littleEndian whether the lowest byte comes first
 */
record Utf32Codec(boolean littleEndian) implements Codec, Codec.Transcoder {

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
        int at = from;
        for (; at <= to - Integer.BYTES; at += Integer.BYTES) {
            int read = (int) Utf8Output.INTS.get(in, at);
            int value = littleEndian ? read : Integer.reverseBytes(read);
            if (isCharacter(value)) {
                out.codePoint(value);
            } else {
                out.invalid(in, at, at + Integer.BYTES);
            }
        }
        if (last) {
            out.invalid(in, at, to);
            return to;
        }
        return at;
    }

    private static boolean isCharacter(int value) {
        return Character.isValidCodePoint(value)
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
    }

    @Override
    public long sourceLength(byte[] utf8, int from, int to) {
        long invalid = 0;
        for (int i = from; i < to; i++) {
            invalid += (utf8[i] & 0xff) >= Utf8Output.INVALID ? 1 : 0;
        }
        return Integer.BYTES * Characters.count(utf8, from, to) - (Integer.BYTES - 1) * invalid;
    }
}
