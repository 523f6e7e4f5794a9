package sluice.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sluice.input.SourceFormat;
import sluice.job.ChunkScan;
import sluice.plan.Suggestions;
import sluice.scan.evaluate.ScanException;
import sluice.scan.language.Expr;
import sluice.scan.language.Expression;
import sluice.scan.language.ExpressionException;
import sluice.source.SourceException;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/**
 * Asks a query of every row of some files, in parallel. The result is the same for any number of workers and any size
 * of chunks.
 */
@SuppressWarnings("exports") // For the engine's own doors; programs call the front door.
public final class Scan {
    private final ScanOptions options;
    private final StopSignal stop;

    /** A scan that ends early once it is told to stop. */
    public Scan(ScanOptions options, StopSignal stop) {
        this.options = options;
        this.stop = stop;
    }

    /**
     * Scans.
     *
     * @param listener hears how far it is, once it has begun
     * @throws SourceException where a file can't be read
     * @throws ScanException where a column is unknown, or there are too many groups
     */
    public ScanResult run(Consumer<LoadProgress> listener) {
        ScanQuery query = options.query();
        ChunkScan scan = ChunkScan.open(options.input(), options.stdin());
        List<int[]> fields =
                scan.sources().stream().map(source -> fields(query, source)).toList();
        List<SourceFormat> formats =
                scan.sources().stream().map(ChunkScan.Opened::format).toList();
        int workers = ChunkScan.workers(options.workers());
        long keyBytes = Runtime.getRuntime().maxMemory() / 4;
        List<ScanWorker> done = scan.run(
                workers,
                options.chunkSize(),
                () -> new ScanWorker(query, formats, fields, limits(keyBytes / workers)),
                listener,
                stop);
        List<String> names = scan.sources().stream().map(ChunkScan.Opened::name).toList();
        return new Results(query, done, names).merge(limits(keyBytes), !stop.requested());
    }

    private List<Groups.Limit> limits(long keyBytes) {
        return options.query().groupings().stream()
                .map(by -> new Groups.Limit(
                        "--count-by "
                                + String.join(
                                        ", ", by.stream().map(Expression::text).toList()),
                        options.maxGroups(),
                        keyBytes))
                .toList();
    }

    /** The field of each column of the query in one source. */
    private static int[] fields(ScanQuery query, ChunkScan.Opened source) {
        List<Expr.Column> columns = query.columns();
        int[] fields = new int[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            Expr.Column column = columns.get(i);
            fields[i] =
                    column.number() > 0 ? column.number() - 1 : source.columns().indexOf(column.name());
            String problem = problem(column, fields[i], source);
            if (!problem.isEmpty()) {
                throw unknown(query, column, problem);
            }
        }
        return fields;
    }

    private static String problem(Expr.Column column, int field, ChunkScan.Opened source) {
        List<String> names = source.columns();
        if (column.number() > 0) {
            return source.named() && field >= names.size()
                    ? source.name() + " has " + names.size() + " columns, so there is no column " + column.number()
                            + "."
                    : "";
        }
        if (!source.named()) {
            return "there is no header that could name a column `" + column.name()
                    + "`; write the column's number, or name them all with --columns.";
        }
        if (field < 0) {
            return source.name() + " has no column `" + column.name() + "`."
                    + Suggestions.forUnknown(column.name(), names);
        }
        return field == names.lastIndexOf(column.name())
                ? ""
                : source.name() + " has more than one column `" + column.name() + "`; write the column's number.";
    }

    private static ScanException unknown(ScanQuery query, Expr.Column column, String problem) {
        List<String> messages = new ArrayList<>();
        for (Expression expression : query.expressions()) {
            expression
                    .root()
                    .columns()
                    .filter(column::same)
                    .findFirst()
                    .ifPresent(found -> messages.add(
                            ExpressionException.show(expression.option(), expression.source(), found.at(), problem)));
        }
        return new ScanException(messages.get(0));
    }
}
