package sluice.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.csv.Dialect;

/**
 * What goes into one collection. Immutable.
 *
 * @param name the collection's name
 * @param files paths and globs, relative to the plan; {@code -} is standard input; not empty
 * @param dialect how the files are written
 * @param columnNames the columns' names where the files have no header, null where their first record is the header
 * @param key the columns whose values are unique together; empty for no key
 * @param id the column that becomes {@code _id}, or null for generated ones
 * @param types the type of the columns that {@code columns} gives none
 * @param columns what differs from the default, by column name
 * @param drop whether the collection is emptied first
 */
public record CollectionPlan(
        String name,
        List<String> files,
        Dialect dialect,
        @Nullable List<String> columnNames,
        List<String> key,
        @Nullable String id,
        TypeMode types,
        Map<String, ColumnPlan> columns,
        boolean drop) {

    /** Copies the lists. */
    public CollectionPlan {
        files = List.copyOf(files);
        columnNames = columnNames == null ? null : List.copyOf(columnNames);
        key = List.copyOf(key);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** What the plan says of a column. */
    public ColumnPlan column(String column) {
        return columns.getOrDefault(column, ColumnPlan.DEFAULT);
    }

    /** The same with other files. */
    public CollectionPlan withFiles(List<String> changed) {
        return new CollectionPlan(name, changed, dialect, columnNames, key, id, types, columns, drop);
    }

    /** The same with the given columns. */
    public CollectionPlan withColumns(Map<String, ColumnPlan> changed) {
        return new CollectionPlan(name, files, dialect, columnNames, key, id, types, changed, drop);
    }

    /** The same, emptied first or not. */
    public CollectionPlan withDrop(boolean changed) {
        return new CollectionPlan(name, files, dialect, columnNames, key, id, types, columns, changed);
    }

    /** The same with another default type. */
    public CollectionPlan withTypes(TypeMode changed) {
        return new CollectionPlan(name, files, dialect, columnNames, key, id, changed, columns, drop);
    }
}
