package sluice.scan.evaluate;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import sluice.scan.language.Choice;
import sluice.scan.language.DateReader;
import sluice.scan.language.Expr;
import sluice.scan.language.Function;
import sluice.scan.value.Decimal;
import sluice.scan.value.ScanProblem;
import sluice.scan.value.Slice;
import sluice.scan.value.Utf8Text;

/**
 * Makes of expressions what reads rows: without an object per row, straight from the record's bytes. What it makes has
 * buffers of its own, so that each worker needs one of these.
 */
public final class Evaluators {
    /** Gives a text; false where there is none. */
    public interface TextOf {
        boolean read(Row row, Slice out);
    }

    /** Gives a number; false where there is none. */
    public interface NumberOf {
        boolean read(Row row, Decimal out);
    }

    /** Says yes or no. */
    public interface Test {
        boolean holds(Row row);
    }

    private final List<Expr.Column> columns;

    /** For expressions that use these columns. */
    public Evaluators(List<Expr.Column> columns) {
        this.columns = columns;
    }

    /** What tells whether an expression is true of a row. */
    public Test test(Expr expr) {
        if (expr instanceof Expr.Compare compare) {
            return compare(compare);
        }
        if (expr instanceof Expr.In in) {
            return in(in);
        }
        if (expr instanceof Expr.Logic logic) {
            Test left = test(logic.left());
            Test right = test(logic.right());
            return logic.both()
                    ? row -> left.holds(row) && right.holds(row)
                    : row -> left.holds(row) || right.holds(row);
        }
        if (expr instanceof Expr.Not not) {
            Test inner = test(not.test());
            return row -> !inner.holds(row);
        }
        if (expr instanceof Expr.Call call) {
            return testOf(call);
        }
        throw new IllegalStateException("no test: " + expr);
    }

    private Test compare(Expr.Compare compare) {
        Expr.Operator operator = compare.operator();
        if (compare.left().type() == Expr.Type.NUMBER || compare.right().type() == Expr.Type.NUMBER) {
            NumberOf left = number(compare.left());
            NumberOf right = number(compare.right());
            Decimal one = new Decimal();
            Decimal other = new Decimal();
            return row -> left.read(row, one) && right.read(row, other) && operator.holds(one.compareTo(other));
        }
        TextOf left = text(compare.left());
        TextOf right = text(compare.right());
        Slice one = new Slice();
        Slice other = new Slice();
        return row -> left.read(row, one) && right.read(row, other) && operator.holds(one.compareTo(other));
    }

    private Test in(Expr.In in) {
        Choice.Among among = in.choice().among();
        if (in.choice().ofTexts()) {
            TextOf value = text(in.value());
            Slice slice = new Slice();
            return row -> value.read(row, slice) && among.holds(slice);
        }
        NumberOf value = number(in.value());
        Decimal decimal = new Decimal();
        return row -> value.read(row, decimal) && among.holds(decimal);
    }

    private Test testOf(Expr.Call call) {
        TextOf text = text(call.arguments().get(0));
        Slice one = new Slice();
        if (call.function() == Function.MATCHES) {
            TextPattern pattern = new TextPattern(constant(call, 1));
            return row -> text.read(row, one) && pattern.isIn(one);
        }
        TextOf part = text(call.arguments().get(1));
        Slice other = new Slice();
        return switch (call.function()) {
            case CONTAINS -> row -> text.read(row, one) && part.read(row, other) && one.contains(other);
            case STARTS_WITH -> row -> text.read(row, one) && part.read(row, other) && one.startsWith(other);
            case ENDS_WITH -> row -> text.read(row, one) && part.read(row, other) && one.endsWith(other);
            default -> throw new IllegalStateException("no test: " + call);
        };
    }

    /** What reads an expression's text from a row. */
    public TextOf text(Expr expr) {
        if (expr instanceof Expr.Column column) {
            int index = index(column);
            return (row, out) -> row.column(index, out);
        }
        if (expr instanceof Expr.Text text) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            return (row, out) -> {
                out.set(bytes, 0, bytes.length);
                return true;
            };
        }
        if (expr instanceof Expr.Call call) {
            TextOf inner = text(call.arguments().get(0));
            return switch (call.function()) {
                case LOWER -> mapped(inner, Character::toLowerCase);
                case UPPER -> mapped(inner, Character::toUpperCase);
                case SUBSTR -> {
                    int first = place(call, 1);
                    int length = call.arguments().size() > 2 ? place(call, 2) : Integer.MAX_VALUE;
                    yield (row, out) -> {
                        boolean there = inner.read(row, out);
                        Utf8Text.narrow(out, first, length);
                        return there;
                    };
                }
                default -> throw new IllegalStateException("no text: " + call);
            };
        }
        throw new IllegalStateException("no text: " + expr);
    }

    private static TextOf mapped(TextOf inner, IntUnaryOperator letters) {
        return new TextOf() {
            private byte[] array = new byte[64];

            @Override
            public boolean read(Row row, Slice out) {
                boolean there = inner.read(row, out);
                array = Utf8Text.map(out, letters, array);
                return there;
            }
        };
    }

    /** A number; a text is read as one. */
    public NumberOf number(Expr expr) {
        if (expr instanceof Expr.Num num) {
            Decimal value = Decimal.of(num.value());
            return (row, out) -> {
                out.set(value);
                return true;
            };
        }
        if (expr instanceof Expr.Call call) {
            return switch (call.function()) {
                case YEAR -> date(call, date -> Math.floorDiv(date, 10_000L));
                case MONTH -> date(call, date -> Math.floorMod(date, 10_000L) / 100);
                case DAY -> date(call, date -> Math.floorMod(date, 100L));
                case LENGTH -> length(text(call.arguments().get(0)));
                case NUMBER -> parsed(text(call.arguments().get(0)));
                default -> parsed(text(call));
            };
        }
        return parsed(text(expr));
    }

    private static NumberOf length(TextOf inner) {
        Slice slice = new Slice();
        return (row, out) -> {
            boolean there = inner.read(row, slice);
            out.set(Utf8Text.length(slice));
            return there;
        };
    }

    private static NumberOf parsed(TextOf inner) {
        Slice slice = new Slice();
        return (row, out) -> {
            if (!inner.read(row, slice)) {
                return false;
            }
            boolean number = out.read(slice.bytes, slice.from, slice.to);
            if (!number) {
                row.problem(ScanProblem.Kind.NO_NUMBER, slice);
            }
            return number;
        };
    }

    /** A part of a date that was read. */
    private interface Part {
        long of(long date);
    }

    private NumberOf date(Expr.Call call, Part part) {
        TextOf inner = text(call.arguments().get(0));
        @Nullable String pattern = call.arguments().size() > 1 ? constant(call, 1) : null;
        DateReader reader = DateReader.of(pattern, call.function());
        Slice slice = new Slice();
        return (row, out) -> {
            if (!inner.read(row, slice)) {
                return false;
            }
            long date = reader.read(slice.bytes, slice.from, slice.to);
            if (date == DateReader.NO_DATE) {
                row.problem(ScanProblem.Kind.NO_DATE, slice);
                return false;
            }
            out.set(part.of(date));
            return true;
        };
    }

    private static String constant(Expr.Call call, int argument) {
        return ((Expr.Text) call.arguments().get(argument)).value();
    }

    private static int place(Expr.Call call, int argument) {
        BigDecimal value = ((Expr.Num) call.arguments().get(argument)).value();
        return value.intValueExact();
    }

    private int index(Expr.Column column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).same(column)) {
                return i;
            }
        }
        throw new IllegalStateException("unknown column: " + column);
    }
}
