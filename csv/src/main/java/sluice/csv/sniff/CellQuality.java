package sluice.csv.sniff;

/**
 * How much a cell looks like a value, from 0 to 1, rather than like a piece of one, or several that were not parted. A
 * dialect that cuts in the wrong places leaves delimiters, quotes, brackets and blanks behind.
 */
final class CellQuality {
    private static final double SEVERAL_VALUES = 0.3;
    private static final double CONTROL = 0.15;
    private static final double STRAY_QUOTE = 0.2;
    private static final double PIECE = 0.3;
    private static final double PADDED_TEXT = 0.3;
    private static final double PADDED = 0.7;
    private static final double PLAIN_TEXT = 0.9;
    private static final double SIGNS = 0.4;
    /** The rest of a longer value isn't looked at. */
    private static final int LOOK = 500;

    private CellQuality() {}

    static double of(Cell cell) {
        if (cell.quoted()) {
            return 1;
        }
        String text = cell.text();
        double quality = PLAIN_TEXT;
        if (cell.kind() == CellKind.TEXT) {
            quality = Math.min(quality, ofText(text.length() > LOOK ? text.substring(0, LOOK) : text));
        } else {
            quality = 1;
        }
        if (cell.kind() != CellKind.EMPTY && (text.charAt(0) == ' ' || text.charAt(0) == '\t')) {
            quality = Math.min(quality, CellKind.of(text.strip()).isTyped() ? PADDED : PADDED_TEXT);
        }
        return quality;
    }

    private static double ofText(String text) {
        String bare = text.strip();
        if (bare.isEmpty()) {
            return 1;
        }
        char first = bare.charAt(0);
        char last = bare.charAt(bare.length() - 1);
        double quality = PLAIN_TEXT;
        if (first == '"' || (last == '"' && !isInches(bare))) {
            quality = STRAY_QUOTE;
        } else if (first == '\'' && last == '\'' && bare.length() > 1) {
            quality = SEVERAL_VALUES;
        }
        return Math.min(quality, Math.min(ofSigns(text), brackets(bare) ? PLAIN_TEXT : PIECE));
    }

    /** {@code 5"}: the mark stands behind a number. */
    private static boolean isInches(String text) {
        return text.length() > 1 && Character.isDigit(text.charAt(text.length() - 2));
    }

    private static double ofSigns(String text) {
        boolean letters = false;
        double quality = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            letters |= Character.isLetterOrDigit(c);
            if (c == '\t' || (c < ' ' && c != '\n' && c != '\r')) {
                quality = Math.min(quality, CONTROL);
            } else if ((c == ';' || c == '|' || c == ',') && isTight(text, i)) {
                quality = Math.min(quality, SEVERAL_VALUES);
            }
        }
        return letters ? quality : Math.min(quality, SIGNS);
    }

    /** Whether no blank follows: in prose one does. */
    private static boolean isTight(String text, int at) {
        return at + 1 < text.length()
                ? text.charAt(at + 1) != ' ' && text.charAt(at + 1) != '\n'
                : text.charAt(at) != ',' || text.indexOf(' ') < 0;
    }

    private static boolean brackets(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        return depth == 0;
    }
}
