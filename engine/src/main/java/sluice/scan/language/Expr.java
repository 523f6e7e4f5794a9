package sluice.scan.language;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** An expression as it was written, its types checked. Immutable. */
public sealed interface Expr {

    /** What an expression gives. A column gives text; where a number is needed, its text is read as one. */
    enum Type {
        TEXT("text"),
        NUMBER("a number"),
        TEST("true or false");

        private final String shown;

        Type(String shown) {
            this.shown = shown;
        }

        /** For messages. */
        public String shown() {
            return shown;
        }
    }

    /** How two values are compared. */
    enum Operator {
        EQUAL("="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }

        /** Whether it holds, given how the left value compares with the right one. */
        public boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case UNEQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /** Where it starts in its text. */
    int at();

    /** What it gives. */
    Type type();

    /** What it is made of. */
    default Stream<Expr> parts() {
        return Stream.empty();
    }

    /** The columns in it, in the order in which they are written. */
    default Stream<Column> columns() {
        return this instanceof Column column ? Stream.of(column) : parts().flatMap(Expr::columns);
    }

    /** A column, by its number from 1, or by its name where the number is 0. */
    record Column(int at, int number, String name) implements Expr {
        @Override
        public Type type() {
            return Type.TEXT;
        }

        /** Whether both name one column, wherever they are written. */
        public boolean same(Column other) {
            return number == other.number && name.equals(other.name);
        }
    }

    /** A text as it stands. */
    record Text(int at, String value) implements Expr {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /** A number as it stands. */
    record Num(int at, BigDecimal value) implements Expr {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** A function of its arguments. */
    record Call(int at, Function function, List<Expr> arguments) implements Expr {
        @Override
        public Type type() {
            return function.type();
        }

        @Override
        public Stream<Expr> parts() {
            return arguments.stream();
        }
    }

    /** A comparison: of numbers where one side is a number, else of texts. */
    record Compare(int at, Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.TEST;
        }

        @Override
        public Stream<Expr> parts() {
            return Stream.of(left, right);
        }
    }

    /** Whether a value is one of a list. */
    record In(int at, Expr value, Choice choice) implements Expr {
        @Override
        public Type type() {
            return Type.TEST;
        }

        @Override
        public Stream<Expr> parts() {
            return Stream.of(value);
        }
    }

    /** Both of two tests, or at least one. */
    record Logic(int at, boolean both, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.TEST;
        }

        @Override
        public Stream<Expr> parts() {
            return Stream.of(left, right);
        }
    }

    /** The contrary of a test. */
    record Not(int at, Expr test) implements Expr {
        @Override
        public Type type() {
            return Type.TEST;
        }

        @Override
        public Stream<Expr> parts() {
            return Stream.of(test);
        }
    }
}
