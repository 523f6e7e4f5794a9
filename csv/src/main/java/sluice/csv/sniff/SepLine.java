package sluice.csv.sniff;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line {@code sep=;}, by which a file tells Excel its delimiter. */
final class SepLine {
    private static final Pattern LINE =
            Pattern.compile("(?i)\"?sep=(\\\\t|\"[^\"\r\n]{1,4}\"|[^\"\r\n]{1,4}?)\"?[,;\t]*");

    private SepLine() {}

    /** The delimiter that a text's first line names, if it names one. */
    static Optional<String> delimiter(byte[] text) {
        int end = Math.min(Lines.after(text, 0), 40);
        String line = new String(text, 0, end, StandardCharsets.UTF_8).replaceAll("[\r\n]+$", "");
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String named = matcher.group(1).replace("\"", "");
        return Optional.of(named.equals("\\t") ? "\t" : named);
    }
}
