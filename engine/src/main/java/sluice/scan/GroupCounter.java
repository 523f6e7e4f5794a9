package sluice.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.scan.evaluate.Evaluators;
import sluice.scan.evaluate.Problems;
import sluice.scan.evaluate.Row;
import sluice.scan.language.Choice;
import sluice.scan.language.Expr;
import sluice.scan.language.Expression;
import sluice.scan.value.Decimal;
import sluice.scan.value.Slice;

/** One {@code --count-by}: puts rows into groups. A worker has its own. */
final class GroupCounter {
    private final List<Part> parts = new ArrayList<>();
    private final GroupKey key = new GroupKey();
    private final Groups groups;
    private long outside;

    /** Puts one value of the key; false where the row belongs to a group that is left out. */
    private interface Part {
        boolean put(Row row, GroupKey key);
    }

    GroupCounter(List<Expression> by, @Nullable Choice choice, Evaluators evaluators, Groups groups) {
        this.groups = groups;
        for (Expression expression : by) {
            parts.add(part(expression.root(), parts.isEmpty() ? choice : null, evaluators));
        }
    }

    private static Part part(Expr expr, @Nullable Choice choice, Evaluators evaluators) {
        if (expr.type() == Expr.Type.TEST) {
            Evaluators.Test test = evaluators.test(expr);
            return (row, key) -> {
                key.flag(test.holds(row));
                return true;
            };
        }
        Choice.@Nullable Among among = choice == null ? null : choice.among();
        // Numbers to choose make numbers of a column's texts.
        boolean numbers = expr.type() == Expr.Type.NUMBER || (choice != null && !choice.ofTexts());
        return numbers ? number(evaluators.number(expr), among) : text(evaluators.text(expr), among);
    }

    private static Part number(Evaluators.NumberOf number, Choice.@Nullable Among among) {
        Decimal value = new Decimal();
        return (row, key) -> {
            if (!number.read(row, value)) {
                key.none();
                return among == null;
            }
            key.number(value);
            return among == null || among.holds(value);
        };
    }

    private static Part text(Evaluators.TextOf text, Choice.@Nullable Among among) {
        Slice value = new Slice();
        return (row, key) -> {
            if (!text.read(row, value)) {
                key.none();
                return among == null;
            }
            key.text(value);
            return among == null || among.holds(value);
        };
    }

    /** Counts the row; {@code problems} are those of the key's expressions, the numbers those of the measures. */
    void add(Row row, int source, List<Problems> problems, Decimal[] numbers, boolean[] there) {
        key.clear();
        boolean inside = true;
        for (int i = 0; i < parts.size(); i++) {
            inside &= parts.get(i).put(row, key);
            problems.get(i).take(row, source);
        }
        if (!inside) {
            outside++;
            return;
        }
        int group = groups.count(key);
        if (numbers.length > 0) {
            Measure.Accumulator[] accumulators = groups.accumulators(group);
            for (int i = 0; i < numbers.length; i++) {
                if (there[i]) {
                    accumulators[i].add(numbers[i]);
                }
            }
        }
    }

    Groups groups() {
        return groups;
    }

    long outside() {
        return outside;
    }
}
