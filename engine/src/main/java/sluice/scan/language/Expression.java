package sluice.scan.language;

import java.util.List;

/**
 * An expression and where it comes from.
 *
 * @param option the option that it was given with
 * @param source the option's whole text, which positions count in
 * @param text its own part of that
 * @param root what it says
 */
public record Expression(String option, String source, String text, Expr root) {

    /**
     * Reads one expression.
     *
     * @throws ExpressionException where it is none
     */
    public static Expression parse(String option, String text) {
        List<Expression> all = parseList(option, text);
        if (all.size() > 1) {
            throw new ExpressionException(
                    option, text, all.get(1).root.at(), "one expression was expected, not a list.");
        }
        return all.get(0);
    }

    /**
     * Reads expressions with commas between them.
     *
     * @throws ExpressionException where they are none
     */
    public static List<Expression> parseList(String option, String text) {
        return new ExpressionParser(option, text).list();
    }

    /** The same, which must be true or false. */
    public Expression requireTest() {
        return root.type() == Expr.Type.TEST ? this : fail("is " + root.type().shown() + ", not true or false.");
    }

    /** The same, which must be a number or a column's text. */
    public Expression requireNumber() {
        return root.type() != Expr.Type.TEST ? this : fail("is true or false, not a number.");
    }

    private Expression fail(String problem) {
        throw new ExpressionException(option, source, root.at(), "`" + text + "` " + problem);
    }
}
