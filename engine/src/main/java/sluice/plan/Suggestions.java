package sluice.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** "Did you mean": the known word nearest to one that is not known. */
public final class Suggestions {
    private Suggestions() {}

    /** A sentence that names the nearest of the known words, or lists them if none is near; starts with a blank. */
    public static String forUnknown(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> " Did you mean `" + candidate + "`?")
                .orElseGet(() -> known.isEmpty() ? "" : " Known: " + String.join(", ", known) + ".");
    }

    /** The nearest of the known words, if it is so near that the word may be a slip for it. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int near = word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
        Comparator<String> byDistance = Comparator.comparingInt(candidate -> distance(lower, candidate));
        return known.stream()
                .min(byDistance.thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(lower, candidate) <= near);
    }

    private static int distance(String lower, String candidate) {
        return LevenshteinDistance.getDefaultInstance().apply(lower, candidate.toLowerCase(Locale.ROOT));
    }
}
