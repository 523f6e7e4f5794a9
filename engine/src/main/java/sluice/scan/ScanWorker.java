package sluice.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.input.SourceFormat;
import sluice.job.ChunkScan;
import sluice.scan.evaluate.Evaluators;
import sluice.scan.evaluate.Problems;
import sluice.scan.evaluate.Row;
import sluice.scan.language.Expression;
import sluice.scan.value.Decimal;

/** Asks the query of the rows of some chunks. Not thread-safe: each worker has its own, merged at the end. */
final class ScanWorker implements ChunkScan.Visitor {
    private final List<CsvParser> parsers;
    private final List<Row> rowsOfSources;
    private Row row;
    private final List<int[]> fieldsOfSources;
    private final List<Problems> problems;
    private final Evaluators.@Nullable Test where;
    private final Evaluators.Test[] tests;
    private final long[] counts;
    private final Evaluators.NumberOf[] measured;
    private final Decimal[] numbers;
    private final boolean[] there;
    private final Measure.Accumulator[] totals;
    private final List<GroupCounter> groupings = new ArrayList<>();
    private final List<List<Problems>> groupingProblems = new ArrayList<>();

    private long rows;
    private long malformed;
    private long excluded;
    private @Nullable Malformed firstMalformed;

    /** Where a malformed row is. */
    record Malformed(int source, long line, CsvProblem problem) {
        boolean before(Malformed other) {
            return source < other.source || (source == other.source && line < other.line);
        }
    }

    /** A worker; {@code fieldsOfSources} says for each source which field each column of the query is. */
    ScanWorker(ScanQuery query, List<SourceFormat> formats, List<int[]> fieldsOfSources, List<Groups.Limit> limits) {
        this.fieldsOfSources = fieldsOfSources;
        parsers = formats.stream().map(SourceFormat::parser).toList();
        rowsOfSources = parsers.stream().map(parser -> new Row(parser.record())).toList();
        row = rowsOfSources.get(0);
        Evaluators evaluators = new Evaluators(query.columns());
        problems =
                Stream.generate(Problems::new).limit(query.expressions().size()).toList();
        Expression filter = query.where();
        where = filter == null ? null : evaluators.test(filter.root());
        tests = query.counts().stream()
                .map(count -> evaluators.test(count.root()))
                .toArray(Evaluators.Test[]::new);
        counts = new long[tests.length];
        measured = query.measured().stream()
                .map(one -> evaluators.number(one.of().root()))
                .toArray(Evaluators.NumberOf[]::new);
        numbers = Stream.generate(Decimal::new).limit(measured.length).toArray(Decimal[]::new);
        there = new boolean[measured.length];
        List<Measure> measures =
                query.measured().stream().map(ScanQuery.Measured::measure).toList();
        totals = measures.stream().map(Measure.Accumulator::new).toArray(Measure.Accumulator[]::new);
        int next = (where == null ? 0 : 1) + tests.length + measured.length;
        for (int i = 0; i < query.groupings().size(); i++) {
            List<Expression> by = query.groupings().get(i);
            Groups groups = new Groups(measures, limits.get(i));
            groupings.add(new GroupCounter(by, i == 0 ? query.choice() : null, evaluators, groups));
            groupingProblems.add(problems.subList(next, next + by.size()));
            next += by.size();
        }
    }

    @Override
    public ChunkScan.Seen visit(int source, Chunk chunk) {
        long rowsBefore = rows;
        long malformedBefore = malformed;
        CsvParser parser = parsers.get(source);
        row = rowsOfSources.get(source);
        row.columns(fieldsOfSources.get(source));
        parser.reset(chunk);
        CsvRecord record = parser.record();
        while (parser.next()) {
            rows++;
            CsvProblem problem = record.problem();
            if (problem == null) {
                look(source);
            } else {
                malformed++;
                if (firstMalformed == null) {
                    firstMalformed = new Malformed(source, record.line(), problem);
                }
            }
        }
        return new ChunkScan.Seen(rows - rowsBefore, malformed - malformedBefore);
    }

    private void look(int source) {
        int expression = 0;
        if (where != null) {
            boolean taken = where.holds(row);
            problems.get(expression++).take(row, source);
            if (!taken) {
                excluded++;
                return;
            }
        }
        for (int i = 0; i < tests.length; i++) {
            if (tests[i].holds(row)) {
                counts[i]++;
            }
            problems.get(expression++).take(row, source);
        }
        for (int i = 0; i < measured.length; i++) {
            there[i] = measured[i].read(row, numbers[i]);
            problems.get(expression++).take(row, source);
            if (there[i]) {
                totals[i].add(numbers[i]);
            }
        }
        for (int i = 0; i < groupings.size(); i++) {
            groupings.get(i).add(row, source, groupingProblems.get(i), numbers, there);
        }
    }

    long rows() {
        return rows;
    }

    long malformed() {
        return malformed;
    }

    long excluded() {
        return excluded;
    }

    long count(int test) {
        return counts[test];
    }

    Measure.Accumulator total(int measure) {
        return totals[measure];
    }

    GroupCounter grouping(int index) {
        return groupings.get(index);
    }

    Problems problems(int expression) {
        return problems.get(expression);
    }

    @Nullable
    Malformed firstMalformed() {
        return firstMalformed;
    }
}
