package sluice.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/**
 * Says what goes into one collection; handed out by {@link PlanBuilder#collection}. Each method does what the key of its name
 * does in a plan file, and what is left out has the same default. Not thread-safe.
 */
public final class CollectionBuilder {
    private final List<String> files = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private final Map<String, ColumnPlan> columns = new LinkedHashMap<>();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<IndexPlan> indexes = new ArrayList<>();
    private FormatPins format = FormatPins.NONE;
    private RecordPolicy records = RecordPolicy.STRICT;
    private @Nullable List<String> header;
    private @Nullable List<String> relabel;
    private @Nullable String label;
    private @Nullable String id;
    private TypeMode types = TypeMode.INFER;
    private ColumnPlan.Cells cells = ColumnPlan.Cells.DEFAULT;
    private WriteMode mode = WriteMode.INSERT;
    private OnDuplicate onDuplicate = OnDuplicate.REJECT;
    private Drop drop = Drop.NEVER;
    private boolean allowCapped;
    private boolean ifChanged;
    private boolean nested;

    CollectionBuilder() {}

    /** Adds files: paths and globs, relative to the plan's folder; {@code -} is standard input. At least one is required. */
    public CollectionBuilder files(String... paths) {
        files.addAll(List.of(paths));
        return this;
    }

    /** Says how records are written. Default: found by looking at each file. */
    public CollectionBuilder dialect(Dialect written) {
        return format(format.toBuilder()
                .delimiter(written.delimiter())
                .quote(written.quote())
                .escape(written.escape())
                .lineEnd(written.lineEnd())
                .comment(written.comment())
                .blanks(written.blanks())
                .build());
    }

    /** Says how the files are laid out, or some of it. Default: found by looking at each file. */
    public CollectionBuilder format(FormatPins declared) {
        format = declared;
        return this;
    }

    /** Says what becomes of records that don't fit. Default: each is a reject. */
    public CollectionBuilder records(RecordPolicy policy) {
        records = policy;
        return this;
    }

    /** Names the columns of files that have no header. */
    public CollectionBuilder header(String... names) {
        header = List.of(names);
        return this;
    }

    /** Names the columns in place of the files' own header. */
    public CollectionBuilder relabel(String... names) {
        relabel = List.of(names);
        return this;
    }

    /** Names one document of the collection, for messages. Default: the collection's name. */
    public CollectionBuilder label(String noun) {
        label = noun;
        return this;
    }

    /** Names the columns whose values are unique together. Default: no key. */
    public CollectionBuilder key(String... names) {
        key.addAll(List.of(names));
        return this;
    }

    /** Names the column that becomes {@code _id}. Default: generated ids. */
    public CollectionBuilder id(String column) {
        id = column;
        return this;
    }

    /** Sets the type of the columns that are given none. Default: inferred from every row. */
    public CollectionBuilder types(TypeMode all) {
        types = all;
        return this;
    }

    /** Gives a column a type. */
    public CollectionBuilder column(String name, ValueType type) {
        return column(name, columns.getOrDefault(name, ColumnPlan.DEFAULT).withType(type));
    }

    /** Says all of a column: its type, field, format and cells. */
    public CollectionBuilder column(String name, ColumnPlan column) {
        columns.put(name, column);
        return this;
    }

    /** Says how the cells of all columns are read, unless a column says otherwise. */
    public CollectionBuilder cells(ColumnPlan.Cells all) {
        cells = all;
        return this;
    }

    /** Takes dots and indexes in the names of columns as steps into documents and arrays. */
    public CollectionBuilder nested() {
        nested = true;
        return this;
    }

    /** Adds a field with one value to every document. */
    public CollectionBuilder constant(String field, BsonValue value) {
        constants.add(new Constant(field, Constant.Kind.VALUE, value));
        return this;
    }

    /** Adds a field with the name of the record's source. */
    public CollectionBuilder sourceIn(String field) {
        constants.add(new Constant(field, Constant.Kind.SOURCE, null));
        return this;
    }

    /** Adds a field with the line on which the record starts. */
    public CollectionBuilder lineIn(String field) {
        constants.add(new Constant(field, Constant.Kind.LINE, null));
        return this;
    }

    /** Sets what a record does to the collection. Default: insert. */
    public CollectionBuilder mode(WriteMode record) {
        mode = record;
        return this;
    }

    /** Sets what becomes of a record whose key is taken, in insert mode. Default: it becomes a reject. */
    public CollectionBuilder onDuplicate(OnDuplicate record) {
        onDuplicate = record;
        return this;
    }

    /** Replaces what the collection holds, when the load has ended within its limits. */
    public CollectionBuilder drop() {
        return drop(Drop.AT_END);
    }

    /** Says what becomes of the documents that are there. Default: they stay. */
    public CollectionBuilder drop(Drop documents) {
        drop = documents;
        return this;
    }

    /** Loads into a capped collection too, in which old documents go for new ones. */
    public CollectionBuilder allowCapped() {
        allowCapped = true;
        return this;
    }

    /** Does not write documents that are equal already, in upsert and merge mode. */
    public CollectionBuilder ifChanged() {
        ifChanged = true;
        return this;
    }

    /** Requires that the values of a column are keys of another collection of the plan. */
    public CollectionBuilder reference(String column, String collection) {
        return reference(new Reference(column, collection, null));
    }

    /** Adds a reference with all that can be said of one. */
    public CollectionBuilder reference(Reference reference) {
        references.add(reference);
        return this;
    }

    /**
     * Adds an index that is built after the load.
     *
     * @param keys the fields with their directions or kinds, as the server takes them
     * @param options what else the server's {@code createIndexes} takes, such as {@code unique}
     */
    public CollectionBuilder index(BsonDocument keys, BsonDocument options) {
        indexes.add(new IndexPlan(keys, options));
        return this;
    }

    CollectionPlan build(String name) {
        return new CollectionPlan(
                name,
                label,
                new CollectionPlan.Input(files, format, records, header, relabel, false),
                new CollectionPlan.Shape(key, id, types, columns, cells, constants, nested),
                new CollectionPlan.Write(mode, drop, onDuplicate, ifChanged, references, indexes, allowCapped));
    }
}
