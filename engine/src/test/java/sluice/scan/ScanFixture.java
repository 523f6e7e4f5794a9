package sluice.scan;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.TextEncoding;
import sluice.plan.CollectionPlan;
import sluice.scan.value.ScanValue;
import sluice.workers.StopSignal;

/** Scans texts. */
final class ScanFixture {
    private ScanFixture() {}

    /** Scans a text that has no header. */
    static ScanResult scan(String text, UnaryOperator<ScanQuery.Builder> query) {
        return scan(text, List.of(), query, 2, ChunkSize.records(2));
    }

    /** Scans a text whose first record is its header. */
    static ScanResult scanWithHeader(String text, UnaryOperator<ScanQuery.Builder> query) {
        return scan(text, null, query, 1, null);
    }

    static ScanResult scan(
            String text,
            @Nullable List<String> columns,
            UnaryOperator<ScanQuery.Builder> query,
            int workers,
            @Nullable ChunkSize size) {
        return scan(List.of("-"), text, columns, query, workers, size, ScanOptions.DEFAULT_MAX_GROUPS);
    }

    static ScanResult scan(
            List<String> files,
            String stdin,
            @Nullable List<String> columns,
            UnaryOperator<ScanQuery.Builder> query,
            int workers,
            @Nullable ChunkSize size,
            int maxGroups) {
        InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        CollectionPlan input = CollectionPlan.of("rows", files).with(input(files, columns));
        ScanOptions options =
                new ScanOptions(input, query.apply(ScanQuery.builder()).build(), workers, size, maxGroups, in);
        return new Scan(options, new StopSignal()).run(progress -> {});
    }

    /** Comma-separated files; a header if there are no names for their columns, not even none. */
    private static CollectionPlan.Input input(List<String> files, @Nullable List<String> columns) {
        CsvFormat.Layout layout = new CsvFormat.Layout(0, columns == null ? 1 : 0, 0);
        CsvFormat format = new CsvFormat(TextEncoding.UTF_8, Dialect.RFC_4180, layout);
        return CollectionPlan.Input.of(files)
                .withFormat(format.pins())
                .withColumnNames(columns == null || columns.isEmpty() ? null : columns);
    }

    /** The groups of the first grouping as {@code value value=rows measure measure}. */
    static List<String> groups(ScanResult result) {
        return result.groupings().get(0).groups().stream()
                .map(group -> String.join(
                                " ",
                                group.values().stream().map(ScanValue::shown).toList())
                        + "=" + group.rows()
                        + String.join(
                                "",
                                group.measures().stream()
                                        .map(measure -> " " + measure)
                                        .toList()))
                .toList();
    }

    /** How many rows of a text fulfil a test. */
    static long count(String text, String test) {
        return scan(text, query -> query.countWhere(test)).counts().get(0).rows();
    }
}
