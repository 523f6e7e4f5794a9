package sluice.scan.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sluice.plan.Suggestions;

/**
 * Reads expressions. {@code or} binds weakest, then {@code and}, {@code not}, comparisons.
 *
 * <p>A whole number is a column where a value to look at is expected: alone, as a function's first argument and on the
 * left of a comparison. Anywhere else it is a number.
 */
public final class ExpressionParser {
    private final String option;
    private final String text;
    private final List<Token> tokens;
    private final ExpressionChecks checks;
    private int at;

    /** Reads the text of an option, which messages name. */
    public ExpressionParser(String option, String text) {
        this.option = option;
        this.text = text;
        tokens = new Lexer(option, text).tokens();
        checks = new ExpressionChecks(option, text);
    }

    List<Expression> list() {
        List<Expression> all = new ArrayList<>();
        do {
            int from = token().from();
            Expr root = either();
            all.add(new Expression(
                    option, text, text.substring(from, tokens.get(at - 1).to()), root));
        } while (skip(","));
        requireEnd();
        return all;
    }

    /** A list of values without parentheses, as {@code --in} has them. */
    public Choice choice() {
        Choice choice = items();
        requireEnd();
        return choice;
    }

    private void requireEnd() {
        if (token().kind() != Token.Kind.END) {
            throw expected("the end, or `and`, `or`");
        }
    }

    private Expr either() {
        Expr left = both();
        while (token().word("or")) {
            Token word = take();
            Expr right = both();
            left = new Expr.Logic(left.at(), false, checks.test(left, word), checks.test(right, word));
        }
        return left;
    }

    private Expr both() {
        Expr left = negated();
        while (token().word("and")) {
            Token word = take();
            Expr right = negated();
            left = new Expr.Logic(left.at(), true, checks.test(left, word), checks.test(right, word));
        }
        return left;
    }

    private Expr negated() {
        if (token().word("not")) {
            Token word = take();
            return new Expr.Not(word.from(), checks.test(negated(), word));
        }
        return comparison();
    }

    private Expr comparison() {
        Expr left = operand(true);
        for (Expr.Operator operator : Expr.Operator.values()) {
            if (token().is(operator.symbol())) {
                Token symbol = take();
                return checks.compare(symbol, operator, left, operand(false));
            }
        }
        if (token().word("in")) {
            return in(left);
        }
        if (token().word("not") && tokens.get(at + 1).word("in")) {
            take();
            return new Expr.Not(left.at(), in(left));
        }
        return left;
    }

    private Expr in(Expr value) {
        Token word = take();
        boolean parentheses = skip("(");
        Choice choice = parentheses ? items() : new Choice(List.of(), List.of(range()));
        if (parentheses) {
            require(")");
        }
        return checks.in(word, value, choice);
    }

    private Choice items() {
        List<String> texts = new ArrayList<>();
        List<Choice.Range> ranges = new ArrayList<>();
        do {
            Token first = token();
            boolean isText = first.kind() == Token.Kind.TEXT;
            if (isText ? !ranges.isEmpty() : !texts.isEmpty()) {
                throw error(first, "a list holds texts or numbers, not both.");
            }
            if (isText) {
                texts.add(take().text());
            } else {
                ranges.add(range());
            }
        } while (skip(","));
        return new Choice(texts, ranges);
    }

    private Choice.Range range() {
        Token first = token();
        BigDecimal lowest = number();
        BigDecimal highest = skip("..") ? number() : lowest;
        if (lowest.compareTo(highest) > 0) {
            throw error(first, "a range goes from the lower number to the higher one.");
        }
        return new Choice.Range(lowest, highest);
    }

    private BigDecimal number() {
        boolean negative = skip("-");
        if (token().kind() != Token.Kind.NUMBER) {
            throw expected("a number" + (negative ? "" : " or a text in quotes"));
        }
        BigDecimal value = new BigDecimal(take().text());
        return negative ? value.negate() : value;
    }

    private Expr operand(boolean column) {
        Token token = token();
        switch (token.kind()) {
            case TEXT -> {
                take();
                return new Expr.Text(token.from(), token.text());
            }
            case QUOTED_NAME -> {
                take();
                return new Expr.Column(token.from(), 0, token.text());
            }
            case NUMBER -> {
                if (column) {
                    take();
                    return column(token.from(), token);
                }
                return new Expr.Num(token.from(), number());
            }
            case NAME -> {
                if (List.of("and", "or", "not", "in").contains(token.text())) {
                    throw expected("a column, a function or a value");
                }
                take();
                return token().is("(") ? call(token) : new Expr.Column(token.from(), 0, token.text());
            }
            case SYMBOL, END -> {
                if (token.is("-") && !column) {
                    return new Expr.Num(token.from(), number());
                }
                if (!skip("(")) {
                    throw expected("a column, a function or a value");
                }
                Expr inner = either();
                require(")");
                return inner;
            }
        }
        throw expected("a column, a function or a value");
    }

    private Expr column(int from, Token number) {
        try {
            int value = Integer.parseInt(number.text());
            if (value > 0) {
                return new Expr.Column(from, value, "");
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message.
        }
        throw error(number, "a number here is a column's, a whole one from 1.");
    }

    private Expr call(Token name) {
        require("(");
        if (name.text().equals("col")) {
            Token which = take();
            Expr column = switch (which.kind()) {
                case NUMBER -> column(name.from(), which);
                case TEXT -> new Expr.Column(name.from(), 0, which.text());
                case NAME, QUOTED_NAME, SYMBOL, END ->
                    throw error(which, "col takes a column's number, or its name in quotes.");
            };
            require(")");
            return column;
        }
        Function function = Arrays.stream(Function.values())
                .filter(one -> one.word().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> error(
                        name,
                        "there is no function `" + name.text() + "`."
                                + Suggestions.forUnknown(
                                        name.text(),
                                        Arrays.stream(Function.values())
                                                .map(Function::word)
                                                .toList())));
        List<Expr> arguments = new ArrayList<>();
        if (!token().is(")")) {
            do {
                arguments.add(operand(arguments.isEmpty()));
            } while (skip(","));
        }
        require(")");
        return checks.call(name, function, arguments);
    }

    private Token token() {
        return tokens.get(at);
    }

    private Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    private boolean skip(String symbol) {
        boolean found = token().is(symbol);
        if (found) {
            at++;
        }
        return found;
    }

    private void require(String symbol) {
        if (!skip(symbol)) {
            throw expected("`" + symbol + "`");
        }
    }

    private ExpressionException expected(String what) {
        return error(token(), what + " was expected here, not " + token().shown() + ".");
    }

    private ExpressionException error(Token token, String problem) {
        return new ExpressionException(option, text, token.from(), problem);
    }
}
