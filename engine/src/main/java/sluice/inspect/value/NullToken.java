package sluice.inspect.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A text that may stand for no value.
 *
 * @param text the text
 * @param cells the cells that hold nothing else, blanks aside
 */
public record NullToken(String text, Tally cells) {
    /** The texts that are looked for. */
    static final List<String> TEXTS = List.of("\\N", "NULL", "null", "NA", "N/A", "n/a", "nil", "-", "None", "#N/A");

    private static final byte[][] BYTES =
            TEXTS.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

    private static final int MAX_LENGTH = 4;

    /** The place of a text among {@link #TEXTS}, or -1. Hot path. */
    static int find(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH || Traits.isDigit(bytes[from])) {
            return -1;
        }
        for (int i = 0; i < BYTES.length; i++) {
            if (Arrays.equals(bytes, from, to, BYTES[i], 0, BYTES[i].length)) {
                return i;
            }
        }
        return -1;
    }
}
