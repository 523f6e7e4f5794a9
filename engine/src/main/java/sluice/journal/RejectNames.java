package sluice.journal;

import java.util.HashSet;
import java.util.Set;

/** Names the reject files of an operation's sources: each source gets a name of its own. Not thread-safe. */
public final class RejectNames {
    /** With endings and a number, and four bytes a character, still a file name that every system takes. */
    private static final int MAX_LENGTH = 50;

    private final Set<String> given = new HashSet<>();

    /** A file name without ending for the next source. */
    public String of(String sourceLabel) {
        String base = sourceLabel.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("\\.csv$", "");
        base = base.substring(0, Math.min(base.length(), MAX_LENGTH));
        String name = base;
        for (int number = 2; !given.add(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }
}
