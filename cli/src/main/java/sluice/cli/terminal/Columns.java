package sluice.cli.terminal;

import java.util.Arrays;
import java.util.List;
import org.jline.utils.WCWidth;
import sluice.cli.process.TextOut;

/** Text by the columns it takes on a terminal: a CJK character takes two. */
public final class Columns {
    private Columns() {}

    /** How many columns a text takes. */
    public static int width(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    /** Fills a text up with spaces behind it. */
    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text without anything that moves the cursor, rings or turns the writing round: a picture of it instead. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> shown.appendCodePoint(TextOut.picture(point)));
        return shown.toString();
    }

    /** As {@link #printable}, but with its line ends. */
    public static String printableLines(String text) {
        return String.join(System.lineSeparator(), lines(text));
    }

    /** The lines of a text, each {@link #printable}. A carriage return in a name ends none. */
    public static List<String> lines(String text) {
        return Arrays.stream(text.split("\n")).map(Columns::printable).toList();
    }

    /** Fills a text up with spaces before it. */
    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** The text cut to a width, with an ellipsis where something is lost. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            used += Math.max(0, WCWidth.wcwidth(point));
            if (used > width - 1) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return width < 1 ? "" : kept.append('…').toString();
    }
}
