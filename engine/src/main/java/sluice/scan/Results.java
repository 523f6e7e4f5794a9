package sluice.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.scan.evaluate.Problems;
import sluice.scan.language.Choice;
import sluice.scan.language.Expression;
import sluice.scan.value.ScanProblem;
import sluice.scan.value.ScanValue;

/** Puts together what the workers found. */
final class Results {
    private static final Comparator<ScanValue> BY_VALUE = Results::compare;

    private final ScanQuery query;
    private final List<ScanWorker> workers;
    private final List<String> sources;

    Results(ScanQuery query, List<ScanWorker> workers, List<String> sources) {
        this.query = query;
        this.workers = workers;
        this.sources = sources;
    }

    ScanResult merge(List<Groups.Limit> limits, boolean complete) {
        List<ScanResult.Count> counts = new ArrayList<>();
        for (int i = 0; i < query.counts().size(); i++) {
            int test = i;
            counts.add(new ScanResult.Count(query.counts().get(i).text(), sum(worker -> worker.count(test))));
        }
        List<ScanResult.Grouping> groupings = new ArrayList<>();
        for (int i = 0; i < query.groupings().size(); i++) {
            groupings.add(grouping(i, limits.get(i)));
        }
        List<ScanProblem> problems = new ArrayList<>();
        List<Expression> expressions = query.expressions();
        for (int i = 0; i < expressions.size(); i++) {
            Problems all = new Problems();
            for (ScanWorker worker : workers) {
                all.merge(worker.problems(i));
            }
            problems.addAll(all.list(expressions.get(i), sources));
        }
        return new ScanResult(
                sum(ScanWorker::rows),
                sum(ScanWorker::malformed),
                firstMalformed(),
                sum(ScanWorker::excluded),
                counts,
                groupings.isEmpty() ? totals() : List.of(),
                groupings,
                problems,
                complete);
    }

    private long sum(ToLongFunction<ScanWorker> number) {
        return workers.stream().mapToLong(number).sum();
    }

    private @Nullable String firstMalformed() {
        ScanWorker.@Nullable Malformed first = null;
        for (ScanWorker worker : workers) {
            ScanWorker.@Nullable Malformed one = worker.firstMalformed();
            if (one != null && (first == null || one.before(first))) {
                first = one;
            }
        }
        return first == null
                ? null
                : sources.get(first.source()) + ", line " + first.line() + ": "
                        + first.problem().message();
    }

    private List<ScanResult.Value> totals() {
        List<ScanResult.Value> values = new ArrayList<>();
        for (int i = 0; i < query.measured().size(); i++) {
            ScanQuery.Measured measured = query.measured().get(i);
            Measure.Accumulator all = new Measure.Accumulator(measured.measure());
            for (ScanWorker worker : workers) {
                all.merge(worker.total(i));
            }
            values.add(new ScanResult.Value(measured.shown(), all.result()));
        }
        return values;
    }

    private ScanResult.Grouping grouping(int index, Groups.Limit limit) {
        List<Expression> by = query.groupings().get(index);
        List<Measure> measures =
                query.measured().stream().map(ScanQuery.Measured::measure).toList();
        Groups all = new Groups(measures, limit);
        for (ScanWorker worker : workers) {
            all.merge(worker.grouping(index).groups());
        }
        List<ScanResult.Group> groups = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            groups.add(new ScanResult.Group(
                    GroupKey.values(all.key(i)),
                    all.count(i),
                    Arrays.stream(all.accumulators(i))
                            .map(Measure.Accumulator::result)
                            .toList()));
        }
        Choice choice = index == 0 && by.size() == 1 ? query.choice() : null;
        if (choice != null) {
            addEmpty(groups, choice, measures);
        }
        groups.sort(Comparator.comparing(ScanResult.Group::values, Results::compareAll));
        return new ScanResult.Grouping(
                by.stream().map(Expression::text).toList(),
                query.measured().stream().map(ScanQuery.Measured::shown).toList(),
                groups,
                sum(worker -> worker.grouping(index).outside()));
    }

    /** What was asked for by name is shown, also where there is none of it. */
    private static void addEmpty(List<ScanResult.Group> groups, Choice choice, List<Measure> measures) {
        Set<ScanValue> present = new HashSet<>();
        groups.forEach(group -> present.add(group.values().get(0)));
        choice.values()
                .filter(value -> !present.contains(value))
                .map(value -> new ScanResult.Group(
                        List.of(value),
                        0,
                        measures.stream()
                                .map(measure -> new Measure.Accumulator(measure).result())
                                .toList()))
                .forEach(groups::add);
    }

    private static int compareAll(List<ScanValue> one, List<ScanValue> other) {
        for (int i = 0; i < one.size(); i++) {
            int comparison = BY_VALUE.compare(one.get(i), other.get(i));
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }

    private static int compare(ScanValue one, ScanValue other) {
        if (one instanceof ScanValue.Numeric a && other instanceof ScanValue.Numeric b) {
            return a.value().compareTo(b.value());
        }
        if (one instanceof ScanValue.Text a && other instanceof ScanValue.Text b) {
            return Arrays.compare(
                    a.value().codePoints().toArray(), b.value().codePoints().toArray());
        }
        if (one instanceof ScanValue.Flag a && other instanceof ScanValue.Flag b) {
            return Boolean.compare(a.value(), b.value());
        }
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(ScanValue value) {
        return Stream.of(ScanValue.Numeric.class, ScanValue.Text.class, ScanValue.Flag.class, ScanValue.None.class)
                .toList()
                .indexOf(value.getClass());
    }
}
