package sluice.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import sluice.cli.terminal.Columns;

/** Text broken between words, so that no line is wider than a screen unless a word is. */
final class Paragraph {
    private Paragraph() {}

    /**
     * The lines of a text.
     *
     * @param first what the first line begins with; the others are indented as far
     */
    static List<String> lines(String first, String text, int width) {
        String indent = " ".repeat(Columns.width(first));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : Columns.printable(text).split(" ", -1)) {
            if (begun && Columns.width(line.toString()) + 1 + Columns.width(word) > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
