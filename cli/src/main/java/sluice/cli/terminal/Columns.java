package sluice.cli.terminal;

import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

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
        text.codePoints().forEach(point -> shown.appendCodePoint(picture(point)));
        return shown.toString();
    }

    /** As {@link #printable}, but with its line ends. */
    public static String printableLines(String text) {
        return text.lines().map(Columns::printable).collect(Collectors.joining(System.lineSeparator()));
    }

    private static int picture(int point) {
        if (point < 0x20) {
            return 0x2400 + point;
        }
        boolean turns = point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
        boolean controls = (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
        return turns || controls ? 0xFFFD : point;
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
