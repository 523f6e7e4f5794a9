package sluice.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.plan.PlanKeys.Key;
import sluice.plan.PlanKeys.Shape;
import sluice.plan.Reference.OnDelete;

/**
 * Every key a plan knows, declared once: the reader refuses what is not here, and the published JSON Schema is made
 * from it.
 *
 * @param keys the keys of one mapping, by name
 */
record PlanKeys(Map<String, Key> keys) {

    /** What stands behind a key. */
    enum Shape {
        TEXT,
        TEXT_OR_LIST,
        /** The list may be empty. */
        TEXT_OR_ANY_LIST,
        FLAG,
        FLAG_OR_LIST,
        FLAG_OR_WORD,
        NUMBER_OR_TEXT,
        CHOICE,
        TEXT_OR_MAPPING_BY_NAME,
        VALUE_BY_NAME,
        VALUE_LIST,
        MAPPING,
        MAPPING_BY_NAME,
        MAPPING_LIST
    }

    /**
     * One key.
     *
     * @param help one sentence for the schema and the reference
     * @param choices the words allowed, for {@link Shape#CHOICE} and {@link Shape#FLAG_OR_WORD}
     * @param inner the keys below, for the mappings
     */
    record Key(String name, Shape shape, boolean required, String help, List<String> choices, PlanKeys inner) {}

    static final PlanKeys NOTHING = new PlanKeys(Map.of());

    static final PlanKeys DIALECT = of(
            text(
                    "delimiter",
                    "What stands between two fields: up to 16 characters, or `tab`, `comma`, `semicolon`, `pipe`, `space`."
                            + " Default: found by looking, as every part of a dialect is."),
            text("quote", "The character around quoted fields, or `none`."),
            text("escape", "The character that takes the next one literally, or `none`. Default: the quote, doubled."),
            text("lineEnd", "What ends a record: `any` (LF, CRLF or CR), `lf`, `crlf`, `cr`, or up to 16 characters."),
            text("comment", "The first character of lines that are passed over, or `none`."),
            flag("blanksAroundQuotes", "Whether blanks and tabs between a delimiter and a quote are passed over."),
            text("encoding", "How text is encoded, such as `utf-8`, `utf-16le` or `windows-1252`."),
            number("preambleRows", "How many lines before the header belong to nothing."),
            number("headerRows", "How many records name the columns; the cells of several are joined by a blank."),
            number("footerRows", "How many lines at the end belong to nothing."),
            choice(
                    "parsing",
                    "Whether a record that breaks the dialect is a reject (`strict`), or is read as it was most likely meant"
                            + " and counted (`recover`). Default: strict.",
                    words(Parsing.values(), Parsing::word)),
            choice(
                    "ragged",
                    "What becomes of a record with more or fewer cells than columns: `reject`; `pad` adds empty cells;"
                            + " `truncate` adds and drops; `extra-column` puts surplus text into a column `extra`."
                            + " Default: reject.",
                    words(Ragged.values(), Ragged::word)),
            choice(
                    "onInvalidBytes",
                    "What becomes of a record with bytes that are not valid in its encoding: `reject`, or `replace` them by"
                            + " U+FFFD. Default: reject.",
                    words(InvalidBytes.values(), InvalidBytes::word)));

    private static final PlanKeys REFERENCE = of(
            new Key("collection", Shape.TEXT, true, "The collection referred to.", List.of(), NOTHING),
            text("field", "The field that the values must be found in. Default: the collection's key or id."),
            choice(
                    "onDelete",
                    "What becomes of the documents that refer to one that is deleted by itself: they go with it"
                            + " (`cascade`), or keep it from being deleted (`restrict`). Default: restrict.",
                    words(OnDelete.values(), OnDelete::word)));

    /** An index takes whatever the server takes besides its keys. */
    private static final PlanKeys INDEX = of(
            new Key(
                    "keys",
                    Shape.VALUE_BY_NAME,
                    true,
                    "The fields with their directions (1, -1) or kinds (text, hashed, 2dsphere).",
                    List.of(),
                    NOTHING),
            flag("unique", "Whether two documents can't have the same values."),
            text("name", "The index's name. Default: made of the keys."),
            flag("sparse", "Whether documents without the fields are left out."),
            number("expireAfterSeconds", "After how many seconds documents are deleted."),
            values("partialFilterExpression", "Which documents are in the index."),
            values("collation", "How strings are compared."),
            values("weights", "The weights of the fields of a text index."),
            text("default_language", "The language of a text index."),
            text("language_override", "The field that names a document's language."),
            flag("hidden", "Whether the server plans no query with it."));

    static final PlanKeys COLLECTION = of(
            new Key(
                    "files",
                    Shape.TEXT_OR_LIST,
                    true,
                    "A file, glob, folder, `ARCHIVE.zip!ENTRY` or URL, or a list of them, relative to the plan; `-` is standard"
                            + " input.",
                    List.of(),
                    NOTHING),
            new Key(
                    "header",
                    Shape.FLAG_OR_LIST,
                    false,
                    "`true` if the first record names the columns, `false` if there is no header and the columns are c1, c2"
                            + " and so on, or the columns' names for files without a header. Default: found by looking.",
                    List.of(),
                    NOTHING),
            new Key(
                    "relabel",
                    Shape.TEXT_OR_LIST,
                    false,
                    "The columns' names, in place of those in the files' header. Default: the header is right.",
                    List.of(),
                    NOTHING),
            flag("sameColumns", "Whether files with different columns are a mistake. Default: no."),
            text("label", "What one document is called in menus and messages. Default: the collection's name."),
            mapping("dialect", "How the files are written.", Shape.MAPPING, DIALECT),
            new Key(
                    "key",
                    Shape.TEXT_OR_LIST,
                    false,
                    "The column, or columns together, whose values are unique: a unique index.",
                    List.of(),
                    NOTHING),
            text("id", "The column that becomes `_id`. Default: generated ids."),
            choice("types", "The type of columns that name none. Default: infer.", "string", "infer"),
            mapping("columns", "What differs from the default, by column.", Shape.MAPPING_BY_NAME, ColumnKeys.COLUMN),
            new Key(
                    "drop",
                    Shape.FLAG_OR_WORD,
                    false,
                    "Whether the documents that are there are replaced: when the load has ended within its limits (`true`), or"
                            + " `early`, before the first record. Default: no.",
                    List.of(Drop.EARLY.word()),
                    NOTHING),
            choice(
                    "mode",
                    "What a record does: `insert` a document, `upsert` (replace or make) the one of its key, `merge` its"
                            + " fields into it, or `delete` it. Default: insert.",
                    words(WriteMode.values(), WriteMode::word)),
            choice(
                    "onDuplicate",
                    "What becomes of a record whose key is taken, in insert mode. Default: reject.",
                    words(OnDuplicate.values(), OnDuplicate::word)),
            flag(
                    "allowCapped",
                    "Whether the collection may be capped, so that old documents go for new ones. Default: no."),
            flag(
                    "ifChanged",
                    "Whether documents that are equal already are not written again, in upsert and merge mode."
                            + " Default: no."),
            ColumnKeys.TRIM,
            ColumnKeys.NULLS,
            ColumnKeys.BLANK,
            ColumnKeys.TIMEZONE,
            ColumnKeys.TRUNCATE,
            ColumnKeys.TRUE_WORDS,
            ColumnKeys.FALSE_WORDS,
            flag(
                    "nested",
                    "Whether dots and indexes in the names of columns nest: `address.city`, `tags[0]`. Default: no."),
            values(
                    "constants",
                    "Fields that come from no column: a value, `$source` (the file's name) or `$line` (the record's"
                            + " line)."),
            mapping(
                    "references",
                    "Columns whose values must be keys of another collection: its name, or its name and field.",
                    Shape.TEXT_OR_MAPPING_BY_NAME,
                    REFERENCE),
            mapping("indexes", "Indexes that are built after the load.", Shape.MAPPING_LIST, INDEX));

    static final PlanKeys LOAD = of(
            new Key(
                    "workers",
                    Shape.NUMBER_OR_TEXT,
                    false,
                    "The threads that load: a number, or a multiple of the cores such as 0.5C.",
                    List.of(),
                    NOTHING),
            new Key(
                    "chunkSize",
                    Shape.NUMBER_OR_TEXT,
                    false,
                    "What one worker takes at a time: rows such as 5000, or bytes such as 1MiB.",
                    List.of(),
                    NOTHING),
            new Key(
                    "batchSize",
                    Shape.NUMBER_OR_TEXT,
                    false,
                    "The most documents of one write command, 1 to 100000.",
                    List.of(),
                    NOTHING),
            new Key(
                    "maxErrors",
                    Shape.NUMBER_OR_TEXT,
                    false,
                    "The most rejects before the load stops: a number or a share such as 0.5%.",
                    List.of(),
                    NOTHING),
            number(
                    "lanes",
                    "How many ordered streams upserts, merges and deletes are parted into by key, 1 to 1024. Default:"
                            + " as many as workers."),
            number(
                    "keyMemory",
                    "The memory for the keys of the load, such as 2GiB. Default: a quarter of Java's heap."),
            number(
                    "retryFor",
                    "How long a command is sent again that fails for a reason that passes by, such as 2m; 0 for never."
                            + " Default: 60s."),
            number("maxDocsPerSec", "The most documents written a second, by all workers. Default: no limit."),
            number(
                    "maxBytesPerSec",
                    "The most bytes written a second, by all workers, such as 5MiB. Default: no limit."));

    private static final PlanKeys PARAMETER = of(
            choice(
                    "type",
                    "What its text is read as. Default: string.",
                    Arrays.stream(ValueType.values())
                            .filter(type -> type != ValueType.SKIP)
                            .map(ValueType::word)
                            .toArray(String[]::new)),
            text("help", "One sentence for whoever asks."),
            text("default", "Its text where none is given. Default: one has to be given."));

    static final PlanKeys QUERY = of(
            text("help", "One sentence for whoever asks."),
            new Key("collection", Shape.TEXT, true, "The collection asked.", List.of(), NOTHING),
            mapping(
                    "parameters",
                    "What a user gives: the type of each, or type, help and default.",
                    Shape.TEXT_OR_MAPPING_BY_NAME,
                    PARAMETER),
            values("filter", "Which documents, as MongoDB's find takes it. Default: all."),
            values("projection", "Which fields. Default: all."),
            values("sort", "In which order: 1 or -1 by field."),
            number("limit", "At most so many documents. Default: all."),
            new Key(
                    "pipeline",
                    Shape.VALUE_LIST,
                    false,
                    "The stages of an aggregation, in place of filter, projection, sort and limit.",
                    List.of(),
                    NOTHING));

    static final PlanKeys PLAN = of(
            new Key("database", Shape.TEXT, true, "The database to load into.", List.of(), NOTHING),
            mapping("collections", "The collections to load, by name.", Shape.MAPPING_BY_NAME, COLLECTION, true),
            mapping(
                    "queries",
                    "Named questions; `{ $parameter: NAME }` stands where a value goes.",
                    Shape.MAPPING_BY_NAME,
                    QUERY),
            mapping("load", "How the work is cut and shared.", Shape.MAPPING, LOAD));

    static PlanKeys of(Key... keys) {
        Map<String, Key> byName = new LinkedHashMap<>();
        for (Key key : keys) {
            byName.put(key.name(), key);
        }
        return new PlanKeys(byName);
    }

    static Key text(String name, String help) {
        return new Key(name, Shape.TEXT, false, help, List.of(), NOTHING);
    }

    static Key flag(String name, String help) {
        return new Key(name, Shape.FLAG, false, help, List.of(), NOTHING);
    }

    private static Key number(String name, String help) {
        return new Key(name, Shape.NUMBER_OR_TEXT, false, help, List.of(), NOTHING);
    }

    private static Key values(String name, String help) {
        return new Key(name, Shape.VALUE_BY_NAME, false, help, List.of(), NOTHING);
    }

    static <T> String[] words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }

    static Key choice(String name, String help, String... choices) {
        return new Key(name, Shape.CHOICE, false, help, List.of(choices), NOTHING);
    }

    private static Key mapping(String name, String help, Shape shape, PlanKeys inner) {
        return mapping(name, help, shape, inner, false);
    }

    private static Key mapping(String name, String help, Shape shape, PlanKeys inner, boolean required) {
        return new Key(name, shape, required, help, List.of(), inner);
    }
}
