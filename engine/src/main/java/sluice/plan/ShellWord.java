package sluice.plan;

import java.util.regex.Pattern;

/** Words of a command line, ready to be pasted into a POSIX shell. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.:/@%+=,-]+");

    private ShellWord() {}

    /** The word, in quotes if the shell would take it for something else. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
