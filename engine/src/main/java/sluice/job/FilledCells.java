package sluice.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvRecord;
import sluice.outcome.Reject;
import sluice.source.SourceException;

/**
 * The first cell that holds something in a column without a name. What several workers have seen is merged, in any order.
 * Not thread-safe itself.
 */
final class FilledCells {
    private @Nullable Cell first;

    /**
     * A cell.
     *
     * @param collection its place in the plan
     * @param source its place in the collection
     * @param line where its record starts, from 1
     * @param column from 0
     * @param text what it holds
     */
    private record Cell(int collection, int source, long line, int column, String text) {
        boolean isBefore(Cell other) {
            if (collection != other.collection) {
                return collection < other.collection;
            }
            return source == other.source ? line < other.line : source < other.source;
        }
    }

    /** Notes a cell that holds something. */
    void add(int collection, int source, CsvRecord record, int column) {
        add(new Cell(collection, source, record.line(), column, text(record, column)));
    }

    private static String text(CsvRecord record, int column) {
        String text = record.string(column, StandardCharsets.UTF_8);
        return text.length() <= Reject.MAX_VALUE_LENGTH ? text : text.substring(0, Reject.MAX_VALUE_LENGTH) + "…";
    }

    private void add(Cell cell) {
        if (first == null || cell.isBefore(first)) {
            first = cell;
        }
    }

    /** Takes over what another has seen. */
    void merge(FilledCells other) {
        if (other.first != null) {
            add(other.first);
        }
    }

    /**
     * Refuses the load if a cell was found: there is no field that it could go into.
     *
     * @throws SourceException that names the cell, and the option that gives its column a name
     */
    void requireNone(List<CollectionJob> jobs) {
        Cell cell = first;
        if (cell == null) {
            return;
        }
        CollectionJob job = jobs.get(cell.collection);
        SourceJob source = job.sources().get(cell.source);
        List<String> names = source.header().names();
        Set<Integer> nameless = IntStream.range(0, names.size())
                .filter(column -> job.plan().isNameless(names.get(column)))
                .boxed()
                .collect(Collectors.toSet());
        throw new SourceException(source.source().name() + ", line " + cell.line + ", column " + (cell.column + 1)
                + ": holds `" + cell.text + "`, but the column has no name. Name the columns with "
                + HeaderNames.option(job.plan(), HeaderNames.mended(names, nameless)) + ". Nothing was changed.");
    }
}
