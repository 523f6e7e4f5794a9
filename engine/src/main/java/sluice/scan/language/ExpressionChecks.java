package sluice.scan.language;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What an expression must fulfil to make sense: types, numbers of arguments, patterns. */
final class ExpressionChecks {
    private final String option;
    private final String text;

    ExpressionChecks(String option, String text) {
        this.option = option;
        this.text = text;
    }

    Expr test(Expr expr, Token word) {
        if (expr.type() != Expr.Type.TEST) {
            throw error(
                    expr.at(),
                    "`" + word.text() + "` needs true or false, this is "
                            + expr.type().shown() + ".");
        }
        return expr;
    }

    Expr compare(Token symbol, Expr.Operator operator, Expr left, Expr right) {
        value(left, symbol);
        value(right, symbol);
        comparable(left, right);
        comparable(right, left);
        return new Expr.Compare(left.at(), operator, left, right);
    }

    private void value(Expr side, Token symbol) {
        if (side.type() == Expr.Type.TEST) {
            throw error(side.at(), "`" + symbol.text() + "` compares texts and numbers, this is true or false.");
        }
    }

    private void comparable(Expr one, Expr other) {
        if (one instanceof Expr.Text && other.type() == Expr.Type.NUMBER) {
            throw error(one.at(), "a text is compared with a number; write the number without quotes.");
        }
    }

    Expr in(Token word, Expr value, Choice choice) {
        value(value, word);
        if (choice.ofTexts() && value.type() == Expr.Type.NUMBER) {
            throw error(word.from(), "a number is looked for among texts; write the numbers without quotes.");
        }
        return new Expr.In(value.at(), value, choice);
    }

    Expr call(Token name, Function function, List<Expr> arguments) {
        if (!function.takes(arguments.size())) {
            throw error(name.from(), "`" + function.word() + "` is written " + function.usage() + ".");
        }
        requireText(function, arguments.get(0));
        for (int i = 1; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            switch (function) {
                case YEAR, MONTH, DAY -> requireDatePattern(function, argument);
                case SUBSTR -> requirePlace(function, argument, i == 1 ? 1 : 0);
                case MATCHES -> requirePattern(argument);
                case LOWER, UPPER, LENGTH, NUMBER, CONTAINS, STARTS_WITH, ENDS_WITH -> requireText(function, argument);
            }
        }
        return new Expr.Call(name.from(), function, List.copyOf(arguments));
    }

    private void requireText(Function function, Expr argument) {
        if (argument.type() != Expr.Type.TEXT) {
            throw error(
                    argument.at(),
                    "`" + function.word() + "` needs text here, this is "
                            + argument.type().shown() + ": " + function.usage() + ".");
        }
    }

    private void requireDatePattern(Function function, Expr argument) {
        if (!(argument instanceof Expr.Text pattern)) {
            throw error(argument.at(), "a pattern in quotes was expected: " + function.usage() + ".");
        }
        try {
            DateReader.of(pattern.value(), function);
        } catch (IllegalArgumentException e) {
            throw error(argument.at(), e.getMessage());
        }
    }

    private void requirePlace(Function function, Expr argument, int least) {
        if (!(argument instanceof Expr.Num number)
                || number.value().scale() > 0
                || number.value().precision() > 9
                || number.value().intValue() < least) {
            throw error(argument.at(), "a whole number from " + least + " was expected: " + function.usage() + ".");
        }
    }

    private void requirePattern(Expr argument) {
        if (!(argument instanceof Expr.Text pattern)) {
            throw error(argument.at(), "a pattern in quotes was expected.");
        }
        try {
            Pattern.compile(pattern.value());
        } catch (PatternSyntaxException e) {
            int within = Math.max(0, Math.min(e.getIndex(), pattern.value().length()));
            throw error(argument.at() + 1 + within, "this is no regular expression: " + e.getDescription() + ".");
        }
    }

    private ExpressionException error(int position, @Nullable String problem) {
        return new ExpressionException(option, text, position, String.valueOf(problem));
    }
}
