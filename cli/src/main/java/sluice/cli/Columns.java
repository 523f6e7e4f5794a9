package sluice.cli;

import org.jline.utils.WCWidth;

/** Text by the columns it takes on a terminal: a CJK character takes two. */
final class Columns {
    private Columns() {}

    static int width(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** The text cut to a width, with an ellipsis where something is lost. */
    static String cut(String text, int width) {
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
