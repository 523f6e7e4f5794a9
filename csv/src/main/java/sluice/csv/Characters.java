package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Counts, decodes and encodes characters. */
final class Characters {
    private Characters() {}

    /**
     * Counts characters of UTF-8, and invalid bytes as one each: the bytes that continue none. Eight bytes at a time; one
     * continues a character if its highest bit is set and the next one is not.
     */
    static long count(byte[] utf8, int from, int to) {
        long continuing = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = Words.at(utf8, i);
            continuing += Long.bitCount(word & ~(word << 1) & Words.HIGH_BITS);
        }
        for (; i < to; i++) {
            continuing += utf8[i] < (byte) 0xC0 ? 1 : 0;
        }
        return to - from - continuing;
    }

    /** The character of so many bytes of UTF-8, 2 to 4. */
    static int codePoint(byte[] utf8, int at, int size) {
        int value = utf8[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            value = (value << 6) | (utf8[at + i] & 0x3f);
        }
        return value;
    }

    /** The text of a character's bytes, or null if they are not valid. */
    static @Nullable String decode(Charset charset, byte[] bytes) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether a text's bytes are these. */
    static boolean encodesTo(Charset charset, String text, byte[] bytes) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            return encoded.equals(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The source's bytes of a slice of transcoded text. */
    static byte[] toSource(Charset charset, byte[] utf8, int from, int to) {
        ByteArrayOutputStream source = new ByteArrayOutputStream(to - from);
        int at = from;
        while (at < to) {
            int clean = at;
            while (clean < to && (utf8[clean] & 0xff) < Utf8Output.INVALID) {
                clean++;
            }
            source.writeBytes(new String(utf8, at, clean - at, UTF_8).getBytes(charset));
            at = clean;
            if (at < to) {
                source.write(((utf8[at] & 3) << 6) | (utf8[at + 1] & 0x3f));
                at += 2;
            }
        }
        return source.toByteArray();
    }
}
