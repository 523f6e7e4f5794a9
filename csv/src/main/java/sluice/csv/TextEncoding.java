package sluice.csv;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a source encode text: UTF-8, UTF-16 or UTF-32 in either byte order, any encoding of one byte a character that
 * holds ASCII as it is (ISO-8859-1, windows-1252, KOI8-R, ...), or one of several bytes a character (Shift_JIS, GB18030, ...).
 * Immutable and thread-safe.
 *
 * <p>Sources are read as UTF-8, made from their bytes as they are read. Nothing is lost on the way: a byte {@code b} that is not
 * valid in its encoding becomes the two bytes {@code 0xFC | b >> 6} and {@code 0x80 | b & 0x3F}. The first of them never occurs in
 * UTF-8, so the record is not valid UTF-8 at just this place. From any slice of the text, {@link #toSource} tells the source's
 * bytes, and {@link #sourceLength} how many they are. UTF-8 is taken as it is, invalid bytes included.
 */
public final class TextEncoding {
    /** UTF-8, the default. */
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, null);
    /** UTF-16, low byte first. */
    public static final TextEncoding UTF_16LE = new TextEncoding(StandardCharsets.UTF_16LE, new Utf16Codec(true));
    /** UTF-16, high byte first. */
    public static final TextEncoding UTF_16BE = new TextEncoding(StandardCharsets.UTF_16BE, new Utf16Codec(false));
    /** UTF-32, lowest byte first. */
    public static final TextEncoding UTF_32LE = new TextEncoding(Charset.forName("UTF-32LE"), new Utf32Codec(true));
    /** UTF-32, highest byte first. */
    public static final TextEncoding UTF_32BE = new TextEncoding(Charset.forName("UTF-32BE"), new Utf32Codec(false));

    private final Charset charset;
    /** Null for UTF-8, which is not changed. */
    private final @Nullable Codec codec;

    TextEncoding(Charset charset, @Nullable Codec codec) {
        this.charset = charset;
        this.codec = codec;
    }

    /**
     * The encoding of a name, in any case and with any of its usual aliases: {@code utf-8}, {@code latin1}, {@code cp1252}.
     * {@code utf-16} and {@code utf-32} without a byte order have the high byte first, as RFC 2781 says; ask
     * {@link #byteOrderMark} first, a mark tells the order.
     *
     * @throws IllegalArgumentException if there is no such encoding, or text in it can't be read: the message says why, and
     *     names the nearest known one
     */
    public static TextEncoding of(String name) {
        return EncodingNames.find(name);
    }

    /**
     * The byte order mark that a source begins with, or null if it has none. UTF-32LE is told from UTF-16LE.
     *
     * @param head the source's first four bytes or more, or all that there are
     */
    public static @Nullable ByteOrderMark byteOrderMark(byte[] head) {
        return ByteOrderMark.of(head);
    }

    /**
     * The encodings that a source may have, the likeliest first; never empty. There is one if the bytes leave no real doubt:
     * they have a byte order mark, or are valid UTF-8, or are UTF-16 or UTF-32 by their zero bytes, or the letters that they
     * make in windows-1252 stand in words. Otherwise it is a guess, and the source should be asked for.
     *
     * @param sample the source's first bytes; some hundred that are not ASCII are enough
     * @param whole whether they are all; if not, they may end within a character
     */
    public static List<TextEncoding> candidates(byte[] sample, boolean whole) {
        return EncodingGuess.candidates(sample, whole);
    }

    /** The name for plans and journals, in lower case: {@code utf-8}, {@code utf-16le}, {@code windows-1252}. */
    public String name() {
        return charset.name().toLowerCase(Locale.ROOT);
    }

    /** The bytes that a character has a multiple of: 2 in UTF-16, 4 in UTF-32, 1 elsewhere. */
    public int unit() {
        return name().startsWith("utf-16") ? 2 : name().startsWith("utf-32") ? 4 : 1;
    }

    /** The platform's charset of the same bytes. */
    Charset charset() {
        return charset;
    }

    /**
     * A source's bytes as UTF-8, made as they are read, in constant memory; a byte order mark becomes U+FEFF. For UTF-8 it is
     * {@code in} itself. Closing it closes {@code in}.
     *
     * <p>A read fails with {@link InexactTextException} at bytes that {@link #toSource} could not tell back; what stands before
     * them is given first.
     */
    public InputStream toUtf8(InputStream in) {
        return codec == null ? in : new TranscodedStream(in, charset.name(), codec);
    }

    /**
     * How many source bytes a slice of transcoded text came from. Takes no time for UTF-8, and reads the slice otherwise.
     *
     * @param from where a character or an invalid byte begins
     * @param to where one ends
     */
    public long sourceLength(byte[] utf8, int from, int to) {
        return codec == null ? to - from : codec.sourceLength(utf8, from, to);
    }

    /**
     * The source's bytes that a slice of transcoded text came from, exactly.
     *
     * @param from where a character or an invalid byte begins
     * @param to where one ends
     */
    public byte[] toSource(byte[] utf8, int from, int to) {
        return codec == null ? Arrays.copyOfRange(utf8, from, to) : Characters.toSource(charset, utf8, from, to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextEncoding encoding && charset.equals(encoding.charset);
    }

    @Override
    public int hashCode() {
        return charset.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
