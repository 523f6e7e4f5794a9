package sluice.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words that stand for true and for false in place of the usual ones, in any case. Immutable.
 *
 * @param trues at least one
 * @param falses at least one, none of them among the others
 */
public record BoolWords(List<String> trues, List<String> falses) {

    /** The words that are taken if nothing is declared. */
    public static final BoolWords DEFAULT = new BoolWords(List.of("true", "1"), List.of("false", "0"));

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a list or a word is empty, or a word stands for both
     */
    public BoolWords {
        trues = List.copyOf(trues);
        falses = List.copyOf(falses);
        if (trues.isEmpty() || falses.isEmpty()) {
            throw new IllegalArgumentException("trueWords and falseWords go together: name at least one word in each.");
        }
        Set<String> seen = new HashSet<>();
        trues.forEach(word -> seen.add(lower(word)));
        Stream.concat(trues.stream(), falses.stream())
                .filter(String::isEmpty)
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException(
                            "a word for true or false can't be empty; a cell without a value is none of both.");
                });
        falses.stream().filter(word -> seen.contains(lower(word))).findFirst().ifPresent(word -> {
            throw new IllegalArgumentException("`" + word + "` stands for true and for false; name it once.");
        });
    }

    /** What a text stands for: 1 for true, 0 for false, -1 for neither. */
    public int read(String text) {
        if (has(trues, text)) {
            return 1;
        }
        return has(falses, text) ? 0 : -1;
    }

    private static boolean has(List<String> words, String text) {
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
