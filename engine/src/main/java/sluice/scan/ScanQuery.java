package sluice.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.scan.language.Choice;
import sluice.scan.language.Expr;
import sluice.scan.language.Expression;
import sluice.scan.language.ExpressionException;
import sluice.scan.language.ExpressionParser;

/** What is asked of the rows, checked as far as it can be without the files. Immutable; made by {@link #builder()}. */
public final class ScanQuery {
    private static final long MOST_VALUES = 1_000_000;

    private final @Nullable Expression where;
    private final List<Expression> counts;
    private final List<List<Expression>> groupings;
    private final @Nullable Choice choice;
    private final List<Measured> measured;

    private ScanQuery(Builder builder) {
        where = builder.where;
        counts = List.copyOf(builder.counts);
        groupings = List.copyOf(builder.groupings);
        choice = builder.choice;
        measured = List.copyOf(builder.measured);
    }

    /** A measure and what it is of. */
    record Measured(Measure measure, Expression of) {
        String shown() {
            return measure.word() + " " + of.text();
        }
    }

    /** A query that counts all rows. */
    public static Builder builder() {
        return new Builder();
    }

    @Nullable
    Expression where() {
        return where;
    }

    List<Expression> counts() {
        return counts;
    }

    List<List<Expression>> groupings() {
        return groupings;
    }

    /** The values of the first grouping's first expression that are kept, or null for all. */
    @Nullable
    Choice choice() {
        return choice;
    }

    List<Measured> measured() {
        return measured;
    }

    /** Every expression, in the order in which a row meets them. */
    List<Expression> expressions() {
        List<Expression> all = new ArrayList<>();
        if (where != null) {
            all.add(where);
        }
        all.addAll(counts);
        measured.forEach(one -> all.add(one.of));
        groupings.forEach(all::addAll);
        return all;
    }

    /** The columns of all of them, each once. */
    List<Expr.Column> columns() {
        List<Expr.Column> columns = new ArrayList<>();
        expressions()
                .forEach(expression -> expression.root().columns().forEach(column -> {
                    if (columns.stream().noneMatch(column::same)) {
                        columns.add(column);
                    }
                }));
        return columns;
    }

    /** Collects what is asked. Each method throws {@link ExpressionException} where an expression makes no sense. */
    public static final class Builder {
        private @Nullable Expression where;
        private final List<Expression> counts = new ArrayList<>();
        private final List<List<Expression>> groupings = new ArrayList<>();
        private @Nullable Choice choice;
        private String choiceText = "";
        private final List<Measured> measured = new ArrayList<>();

        private Builder() {}

        /** Takes only the rows that fulfil a test. */
        public Builder where(String test) {
            where = Expression.parse("--where", test).requireTest();
            return this;
        }

        /** Counts the rows that fulfil a test. */
        public Builder countWhere(String test) {
            counts.add(Expression.parse("--count-where", test).requireTest());
            return this;
        }

        /** Groups by expressions with commas between them. */
        public Builder countBy(String expressions) {
            groupings.add(List.copyOf(Expression.parseList("--count-by", expressions)));
            return this;
        }

        /** Keeps only some groups of the first grouping: {@code 2013..2018}, or values with commas between them. */
        public Builder in(String values) {
            choiceText = values;
            choice = new ExpressionParser("--in", values).choice();
            if (choice.size() > MOST_VALUES) {
                throw new ExpressionException("--in", values, 0, "more than 1,000,000 values are too many.");
            }
            return this;
        }

        /** Measures numbers: of each group, or of all rows where nothing is grouped. */
        public Builder measure(Measure measure, String number) {
            measured.add(new Measured(
                    measure, Expression.parse("--" + measure.word(), number).requireNumber()));
            return this;
        }

        /** The query. */
        public ScanQuery build() {
            if (choice != null) {
                if (groupings.isEmpty()) {
                    throw new ExpressionException(
                            "--in", choiceText, 0, "there is no --count-by whose groups could be chosen.");
                }
                Expr.Type type = groupings.get(0).get(0).root().type();
                if (type == Expr.Type.TEST || (type == Expr.Type.NUMBER && choice.ofTexts())) {
                    throw new ExpressionException(
                            "--in", choiceText, 0, "--count-by gives " + type.shown() + ", which is none of these.");
                }
            }
            return new ScanQuery(this);
        }
    }
}
