package sluice.cli.plan;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sluice.plan.Suggestions;

/** The words that options take. */
final class Words {
    private Words() {}

    /**
     * The value that a word means.
     *
     * @param given the word, or null for the default
     * @throws IllegalArgumentException if the option takes no such word
     */
    static <T> T of(String option, @Nullable String given, T[] values, Function<T, String> word, T otherwise) {
        if (given == null) {
            return otherwise;
        }
        List<String> words = Arrays.stream(values).map(word).toList();
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + given + "` is nothing that " + option + " takes."
                        + Suggestions.forUnknown(given, words)));
    }
}
