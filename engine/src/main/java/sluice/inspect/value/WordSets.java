package sluice.inspect.value;

import java.nio.charset.StandardCharsets;
import java.util.List;
import sluice.plan.BoolWords;

/** Pairs of words that files have in place of true and false. */
final class WordSets {
    /** At most as many as there are bits for in {@link Traits}. */
    static final List<BoolWords> ALL = List.of(pair("t", "f"), pair("yes", "no"), pair("y", "n"), pair("ja", "nein"));

    private static final byte[][] TRUES = bytes(true);
    private static final byte[][] FALSES = bytes(false);
    private static final int MAX_LENGTH = 4;

    private WordSets() {}

    private static BoolWords pair(String yes, String no) {
        return new BoolWords(List.of(yes), List.of(no));
    }

    private static byte[][] bytes(boolean trues) {
        return ALL.stream()
                .map(words -> (trues ? words.trues() : words.falses()).get(0).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** The sets that a text is in, as bits of {@link Traits}. */
    static long traits(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return 0;
        }
        long traits = 0;
        for (int i = 0; i < TRUES.length; i++) {
            if (is(TRUES[i], bytes, from, to)) {
                traits |= Traits.TRUE_WORD | 1L << (Traits.WORDS_SHIFT + i);
            } else if (is(FALSES[i], bytes, from, to)) {
                traits |= 1L << (Traits.WORDS_SHIFT + i);
            }
        }
        return traits;
    }

    private static boolean is(byte[] word, byte[] bytes, int from, int to) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((bytes[from + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
