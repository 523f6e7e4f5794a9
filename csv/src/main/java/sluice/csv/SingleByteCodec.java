package sluice.csv;

import java.nio.charset.Charset;

/** An encoding in which every byte is a character or none, and those up to 0x7F are ASCII. */
final class SingleByteCodec implements Codec, Codec.Transcoder {
    private static final int BYTES = 256;

    private final String name;
    private final int[] packed = new int[BYTES];
    private final byte[] lengths = new byte[BYTES];
    private final boolean[] inexact = new boolean[BYTES];

    SingleByteCodec(Charset charset) {
        name = charset.name();
        Utf8Output out = new Utf8Output(Integer.BYTES);
        for (int value = 0; value < BYTES; value++) {
            byte[] source = {(byte) value};
            String text = Characters.decode(charset, source);
            out.end = 0;
            if (text == null) {
                out.invalid(source, 0, 1);
            } else {
                inexact[value] = text.length() != 1 || !Characters.encodesTo(charset, text, source);
                out.codePoint(text.charAt(0));
            }
            packed[value] = (int) Utf8Output.INTS.get(out.bytes, 0);
            lengths[value] = (byte) out.end;
        }
    }

    @Override
    public Transcoder transcoder() {
        return this;
    }

    @Override
    public int growth() {
        return 3;
    }

    @Override
    public int transcode(byte[] in, int from, int to, boolean last, Utf8Output out) throws InexactTextException {
        int at = out.ascii(in, from, to);
        while (at < to) {
            int value = in[at] & 0xff;
            if (inexact[value]) {
                throw new InexactTextException(name, (long) at - from);
            }
            out.packed(packed[value], lengths[value]);
            at = out.ascii(in, at + 1, to);
        }
        return at;
    }

    @Override
    public long sourceLength(byte[] utf8, int from, int to) {
        return Characters.count(utf8, from, to);
    }
}
