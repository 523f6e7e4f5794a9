package sluice.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes at the start of a source that tell its encoding. They are not part of the text.
 *
 * @param encoding the encoding they tell
 * @param length how many bytes they are: 2 to 4
 */
public record ByteOrderMark(TextEncoding encoding, int length) {
    private static final int CHARACTER = 0xFEFF;
    /** UTF-32LE comes before UTF-16LE, whose mark is the first half of its own. */
    private static final List<TextEncoding> MARKED = List.of(
            TextEncoding.UTF_8,
            TextEncoding.UTF_32LE,
            TextEncoding.UTF_32BE,
            TextEncoding.UTF_16LE,
            TextEncoding.UTF_16BE);

    /** The mark that a source begins with, or null. */
    static @Nullable ByteOrderMark of(byte[] head) {
        for (TextEncoding encoding : MARKED) {
            byte[] mark = Character.toString(CHARACTER).getBytes(encoding.charset());
            if (startsWith(head, mark)) {
                return new ByteOrderMark(encoding, mark.length);
            }
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i == bytes.length || bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
