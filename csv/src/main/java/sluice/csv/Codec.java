package sluice.csv;

/** The rules of an encoding that is not UTF-8. Immutable and thread-safe. */
sealed interface Codec permits SingleByteCodec, Utf16Codec, Utf32Codec, CharsetCodec {

    /** Turns one stream's bytes into UTF-8. Not thread-safe. */
    interface Transcoder {
        /**
         * Turns source bytes into UTF-8, except those of a character that goes on after them.
         *
         * @param last whether the source ends with these bytes; then all are taken
         * @return where the first byte is that was not taken
         * @throws InexactTextException if bytes could not be told back; its offset counts from {@code from}
         */
        int transcode(byte[] in, int from, int to, boolean last, Utf8Output out) throws InexactTextException;
    }

    /** A transcoder for one stream. */
    Transcoder transcoder();

    /** At most how many bytes of UTF-8 one source byte becomes. */
    int growth();

    /** How many source bytes a slice of transcoded text came from. */
    long sourceLength(byte[] utf8, int from, int to);
}
