package sluice.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.csv.FormatPins;

/**
 * What goes into one collection, and how. Immutable; made by {@link #of} and changed by the {@code with} methods.
 *
 * @param name the collection's name
 * @param label what one of its documents is called in menus and messages, or null for the collection's name
 * @param input where its records come from
 * @param shape what a document looks like
 * @param write what a record does
 */
public record CollectionPlan(String name, @Nullable String label, Input input, Shape shape, Write write) {

    /**
     * Where records come from.
     *
     * @param files paths and globs, relative to the plan; {@code -} is standard input; not empty
     * @param format what is declared of how the files are laid out; the rest is found by looking
     * @param records what becomes of records that don't fit
     * @param columnNames the columns' names where the files have no header, null where their first record is the header
     * @param relabel the columns' names in place of those in the header, null where the header is right
     * @param sameColumns whether files with different columns are a mistake
     */
    public record Input(
            List<String> files,
            FormatPins format,
            RecordPolicy records,
            @Nullable List<String> columnNames,
            @Nullable List<String> relabel,
            boolean sameColumns) {

        /** Files that are looked at. */
        public static Input of(List<String> files) {
            return new Input(files, FormatPins.NONE, RecordPolicy.STRICT, null, null, false);
        }

        /** The same with other files. */
        public Input withFiles(List<String> changed) {
            return new Input(changed, format, records, columnNames, relabel, sameColumns);
        }

        /** The same with more or less declared of the files' format. */
        public Input withFormat(FormatPins changed) {
            return new Input(files, changed, records, columnNames, relabel, sameColumns);
        }

        /** The same with another treatment of records that don't fit. */
        public Input withRecords(RecordPolicy changed) {
            return new Input(files, format, changed, columnNames, relabel, sameColumns);
        }

        /** The same with names for the columns of files without a header. */
        public Input withColumnNames(@Nullable List<String> changed) {
            return new Input(files, format, records, changed, relabel, sameColumns);
        }

        /** The same, in which files with different columns are a mistake, or are not. */
        public Input withSameColumns(boolean changed) {
            return new Input(files, format, records, columnNames, relabel, changed);
        }

        /** Copies the lists. */
        public Input {
            files = List.copyOf(files);
            columnNames = columnNames == null ? null : List.copyOf(columnNames);
            relabel = relabel == null ? null : List.copyOf(relabel);
        }
    }

    /**
     * What a document looks like.
     *
     * @param key the columns whose values are unique together; empty for no key
     * @param id the column that becomes {@code _id}, or null for generated ones
     * @param types the type of the columns that {@code columns} gives none
     * @param columns what differs from the default, by column name
     * @param cells how the cells of all columns are read, where a column says nothing else
     * @param constants fields that come from no column
     * @param nested whether dots and indexes in the names of columns nest, as they do in the names that a plan gives
     */
    public record Shape(
            List<String> key,
            @Nullable String id,
            TypeMode types,
            Map<String, ColumnPlan> columns,
            ColumnPlan.Cells cells,
            List<Constant> constants,
            boolean nested) {

        /** Nothing but the columns. */
        public static final Shape DEFAULT =
                new Shape(List.of(), null, TypeMode.INFER, Map.of(), ColumnPlan.Cells.DEFAULT, List.of());

        /** Names of columns are taken as they stand. */
        public Shape(
                List<String> key,
                @Nullable String id,
                TypeMode types,
                Map<String, ColumnPlan> columns,
                ColumnPlan.Cells cells,
                List<Constant> constants) {
            this(key, id, types, columns, cells, constants, false);
        }

        /** Copies the lists. */
        public Shape {
            key = List.copyOf(key);
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            constants = List.copyOf(constants);
        }
    }

    /**
     * What a record does.
     *
     * @param mode to the collection
     * @param drop what becomes of the documents that are there
     * @param onDuplicate what becomes of a record whose key is taken, in insert mode
     * @param ifChanged whether documents that are equal already are not written, in upsert and merge mode
     * @param references columns whose values must be keys elsewhere
     * @param indexes built after the load, besides the key's
     * @param allowCapped whether the collection may be capped, so that old documents go for new ones
     */
    public record Write(
            WriteMode mode,
            Drop drop,
            OnDuplicate onDuplicate,
            boolean ifChanged,
            List<Reference> references,
            List<IndexPlan> indexes,
            boolean allowCapped) {

        /** Inserts. */
        public static final Write DEFAULT =
                new Write(WriteMode.INSERT, Drop.NEVER, OnDuplicate.REJECT, false, List.of(), List.of(), false);

        /** Copies the lists. */
        public Write {
            references = List.copyOf(references);
            indexes = List.copyOf(indexes);
        }

        private Write with(
                WriteMode changedMode,
                Drop changedDrop,
                OnDuplicate changedDuplicate,
                boolean changedIfChanged,
                List<Reference> changedReferences) {
            return new Write(
                    changedMode,
                    changedDrop,
                    changedDuplicate,
                    changedIfChanged,
                    changedReferences,
                    indexes,
                    allowCapped);
        }

        /** The same, into a capped collection too. */
        public Write withCappedAllowed() {
            return new Write(mode, drop, onDuplicate, ifChanged, references, indexes, true);
        }

        /** What of it makes no sense for documents of a shape, by the plan's key. */
        public Map<String, String> problems(Shape shape) {
            Map<String, String> problems = new LinkedHashMap<>();
            if (mode.byKey() && shape.key.isEmpty() == (shape.id == null)) {
                problems.put(
                        "mode",
                        mode.word() + " finds documents by `key` or by `id`: name one of them"
                                + (shape.id == null ? "." : ", not both."));
            }
            if (mode.byKey() && onDuplicate != OnDuplicate.REJECT) {
                problems.put("onDuplicate", "only in insert mode a key can be taken; the mode is " + mode.word() + ".");
            }
            if (drop.drops() && mode == WriteMode.DELETE) {
                problems.put("drop", "mode delete and drop make no sense together: nothing would be left to delete.");
            }
            if (ifChanged && (!mode.byKey() || !mode.writesDocuments())) {
                problems.put(
                        "ifChanged",
                        "only upsert and merge write to documents that are there; the mode is " + mode.word() + ".");
            }
            return problems;
        }
    }

    /** Files that go into a collection, everything else by default. */
    public static CollectionPlan of(String name, List<String> files) {
        return new CollectionPlan(name, null, Input.of(files), Shape.DEFAULT, Write.DEFAULT);
    }

    /** Where its records come from. */
    public List<String> files() {
        return input.files;
    }

    /** The columns' names where the files have no header, else null. */
    public @Nullable List<String> columnNames() {
        return input.columnNames;
    }

    /** The columns whose values are unique together; empty for no key. */
    public List<String> key() {
        return shape.key;
    }

    /** The column that becomes {@code _id}, or null for generated ones. */
    public @Nullable String id() {
        return shape.id;
    }

    /** The type of the columns that name none. */
    public TypeMode types() {
        return shape.types;
    }

    /** What differs from the default, by column name. */
    public Map<String, ColumnPlan> columns() {
        return shape.columns;
    }

    /** What a record does to the collection. */
    public WriteMode mode() {
        return write.mode;
    }

    /** What becomes of the documents that are there. */
    public Drop drop() {
        return write.drop;
    }

    /** What the plan says of a column, the collection's own cells included. */
    public ColumnPlan column(String column) {
        ColumnPlan own = shape.columns.getOrDefault(column, ColumnPlan.DEFAULT);
        return own.withCells(own.cells().or(shape.cells));
    }

    /** The steps to the field that a column becomes, as {@link FieldSteps} has them. */
    public List<String> path(String column) {
        if (column.equals(shape.id)) {
            return List.of("_id");
        }
        String renamed = shape.columns.getOrDefault(column, ColumnPlan.DEFAULT).name();
        if (renamed == null) {
            return shape.nested ? FieldSteps.of(column) : List.of(column);
        }
        return FieldSteps.of(renamed);
    }

    /** Whether a column has no name and the plan says nothing of it: it becomes no field, and its cells must be empty. */
    public boolean isNameless(String column) {
        return column.isEmpty() && !shape.columns.containsKey(column);
    }

    /** The fields that make the key, as the server names them. */
    public List<String> keyFields() {
        return shape.key.stream().map(this::field).toList();
    }

    /** The field that a column becomes, as the server names it. */
    public String field(String column) {
        return FieldSteps.field(path(column));
    }

    /** The same with other files. */
    public CollectionPlan withFiles(List<String> changed) {
        return with(input.withFiles(changed));
    }

    /** What one of its documents is called. */
    public String noun() {
        return label == null ? name : label;
    }

    /** The same with other names for the columns than the header gives. */
    public CollectionPlan withRelabel(List<String> changed) {
        return with(new Input(input.files, input.format, input.records, input.columnNames, changed, input.sameColumns));
    }

    /** The same with other input. */
    public CollectionPlan with(Input changed) {
        return new CollectionPlan(name, label, changed, shape, write);
    }

    /** The same with another shape. */
    public CollectionPlan with(Shape changed) {
        return new CollectionPlan(name, label, input, changed, write);
    }

    /** The same with other writes. */
    public CollectionPlan with(Write changed) {
        return new CollectionPlan(name, label, input, shape, changed);
    }

    /** The same with the given columns. */
    public CollectionPlan withColumns(Map<String, ColumnPlan> changed) {
        return with(new Shape(shape.key, shape.id, shape.types, changed, shape.cells, shape.constants, shape.nested));
    }

    /** The same with another column as {@code _id}, or another key. */
    public CollectionPlan withIds(@Nullable String id, List<String> key) {
        return with(new Shape(key, id, shape.types, shape.columns, shape.cells, shape.constants, shape.nested));
    }

    /** The same with other treatment of all cells. */
    public CollectionPlan withCells(ColumnPlan.Cells changed) {
        return with(new Shape(shape.key, shape.id, shape.types, shape.columns, changed, shape.constants, shape.nested));
    }

    /** The same, with dots in the names of columns that nest or don't. */
    public CollectionPlan withNested(boolean changed) {
        return with(new Shape(shape.key, shape.id, shape.types, shape.columns, shape.cells, shape.constants, changed));
    }

    /** The same with another default type. */
    public CollectionPlan withTypes(TypeMode changed) {
        return with(new Shape(shape.key, shape.id, changed, shape.columns, shape.cells, shape.constants, shape.nested));
    }

    /** The same with other references. */
    public CollectionPlan withReferences(List<Reference> changed) {
        return with(write.with(write.mode, write.drop, write.onDuplicate, write.ifChanged, changed));
    }

    /** The same, with other treatment of the documents that are there. */
    public CollectionPlan withDrop(Drop changed) {
        return with(write.with(write.mode, changed, write.onDuplicate, write.ifChanged, write.references));
    }

    /** The same in another mode. */
    public CollectionPlan withMode(WriteMode changed) {
        return with(write.with(changed, write.drop, write.onDuplicate, write.ifChanged, write.references));
    }

    /** The same with other treatment of keys that are taken. */
    public CollectionPlan withOnDuplicate(OnDuplicate changed) {
        return with(write.with(write.mode, write.drop, changed, write.ifChanged, write.references));
    }

    /** The same, writing only what differs or everything. */
    public CollectionPlan withIfChanged(boolean changed) {
        return with(write.with(write.mode, write.drop, write.onDuplicate, changed, write.references));
    }
}
