package sluice.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/**
 * An encoding of one to four bytes a character, by the tables of the platform; ASCII is as it is, if it doesn't follow the first
 * byte of a character.
 */
final class CharsetCodec implements Codec {
    /** How many bytes are looked at by the decoder before ASCII is tried again. */
    private static final int PIECE_BYTES = 512;
    /** The length of what the encoding can't write, so large that no sum is right by chance. */
    private static final int UNKNOWN = 64;

    private final Charset charset;
    /** By character of the basic plane, how many source bytes it is. */
    private final byte[] lengths = new byte[1 << Character.SIZE];

    CharsetCodec(Charset charset) {
        this.charset = charset;
        CharsetEncoder encoder = charset.newEncoder();
        ByteBuffer bytes = ByteBuffer.allocate(16);
        for (int unit = 0; unit < lengths.length; unit++) {
            char c = (char) unit;
            bytes.clear();
            boolean known = !Character.isSurrogate(c)
                    && encoder.reset()
                            .encode(CharBuffer.wrap(new char[] {c}), bytes, true)
                            .isUnderflow();
            lengths[unit] = (byte) (known ? bytes.position() : UNKNOWN);
        }
    }

    @Override
    public Transcoder transcoder() {
        return new Decoding(charset.newDecoder(), charset.newEncoder());
    }

    @Override
    public int growth() {
        return 3;
    }

    @Override
    public long sourceLength(byte[] utf8, int from, int to) {
        long length = 0;
        int i = from;
        while (i < to) {
            if (i <= to - Long.BYTES && (Words.at(utf8, i) & Words.HIGH_BITS) == 0) {
                length += Long.BYTES;
                i += Long.BYTES;
                continue;
            }
            int first = utf8[i];
            if (first >= 0) {
                length++;
                i++;
            } else if ((first & 0xff) >= Utf8Output.INVALID) {
                length++;
                i += 2;
            } else {
                int size = size(first & 0xff);
                length += encodedLength(Characters.codePoint(utf8, i, size));
                i += size;
            }
        }
        return length;
    }

    private static int size(int first) {
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private int encodedLength(int codePoint) {
        return Character.isBmpCodePoint(codePoint)
                ? lengths[codePoint]
                : Character.toString(codePoint).getBytes(charset).length;
    }

    /** One stream's way through the platform's decoder, and back through its encoder to see that nothing is lost. */
    private final class Decoding implements Transcoder {
        private final CharsetDecoder decoder;
        private final CharsetEncoder encoder;
        private final char[] chars = new char[2 * PIECE_BYTES];
        private final ByteBuffer encoded = ByteBuffer.allocate(4 * PIECE_BYTES);

        Decoding(CharsetDecoder decoder, CharsetEncoder encoder) {
            this.decoder = decoder;
            this.encoder = encoder;
        }

        @Override
        public int transcode(byte[] in, int from, int to, boolean last, Utf8Output out) throws InexactTextException {
            int at = out.ascii(in, from, to);
            while (at < to) {
                int end = Math.min(to, at + PIECE_BYTES);
                boolean whole = last && end == to;
                ByteBuffer bytes = ByteBuffer.wrap(in, at, end - at);
                CharBuffer decoded = CharBuffer.wrap(chars);
                CoderResult result = decoder.reset().decode(bytes, decoded, whole);
                int valid = bytes.position();
                write(in, at, valid, decoded.flip(), from, out);
                if (result.isError()) {
                    out.invalid(in, valid, valid + result.length());
                    valid += result.length();
                } else if (valid == at) {
                    return at;
                }
                at = out.ascii(in, valid, to);
            }
            return at;
        }

        private void write(byte[] in, int at, int end, CharBuffer decoded, int from, Utf8Output out)
                throws InexactTextException {
            encoded.clear();
            encoder.reset().encode(decoded.duplicate(), encoded, true);
            int other = ByteBuffer.wrap(in, at, end - at).mismatch(encoded.flip());
            int sound = other < 0 ? end - at : other;
            int next = 0;
            int written = 0;
            while (next < decoded.length()) {
                int codePoint = Character.codePointAt(decoded, next);
                int length = encodedLength(codePoint);
                if (written + length > sound) {
                    throw new InexactTextException(charset.name(), (long) at - from + written);
                }
                out.codePoint(codePoint);
                written += length;
                next += Character.charCount(codePoint);
            }
            if (written != end - at) {
                throw new InexactTextException(charset.name(), (long) at - from + written);
            }
        }
    }
}
