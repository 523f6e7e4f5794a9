package sluice.scan.language;

import sluice.error.SluiceException;

/** An expression that makes no sense. The message has three lines: what is wrong, the expression, a caret below the place. */
public final class ExpressionException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /** Of an option's text, with the place of the mistake as characters from 0. */
    public ExpressionException(String option, String text, int position, String problem) {
        super(Category.QUERY, show(option, text, position, problem));
        this.position = position;
    }

    /** The character of the expression that the caret points at, from 0. */
    public int position() {
        return position;
    }

    /** The three lines. */
    public static String show(String option, String text, int position, String problem) {
        String line = text.replaceAll("\\s", " ");
        return option + ": " + problem + "\n  " + line + "\n  " + " ".repeat(line.codePointCount(0, position)) + "^";
    }
}
