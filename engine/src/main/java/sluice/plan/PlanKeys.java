package sluice.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
     * @param choices the words allowed, for {@link Shape#CHOICE}
     * @param inner the keys below, for the mappings
     */
    record Key(String name, Shape shape, boolean required, String help, List<String> choices, PlanKeys inner) {}

    private static final PlanKeys NOTHING = new PlanKeys(Map.of());

    static final PlanKeys DIALECT = of(
            text("delimiter", "The byte between two fields; one character, `tab` or `\\t`. Default: a comma."),
            text("quote", "The byte around quoted fields; one character, or `none`. Default: a double quote."),
            text("escape", "The byte that takes the next one literally inside quotes. Default: the quote, doubled."),
            choice("encoding", "How text is encoded.", "utf-8"));

    private static final Key TRIM = flag("trim", "Whether blanks and tabs around values are taken off. Default: no.");

    private static final Key NULLS = new Key(
            "nulls",
            Shape.TEXT_OR_ANY_LIST,
            false,
            "Texts that stand for no value. Default: none.",
            List.of(),
            NOTHING);

    private static final Key BLANK = choice(
            "blank",
            "What a cell without a value becomes: `keep` (an empty text in a column of strings, an empty"
                    + " array in a split one, else null), `null`, `omit` (no field), or `reject` (the record is a reject). Default: keep.",
            words(Blank.values(), Blank::word));

    private static final Key TIMEZONE =
            text("timezone", "The time zone of dates that name none, such as `Europe/Berlin`. Default: UTC.");

    static final PlanKeys COLUMN = of(
            choice(
                    "type",
                    "The BSON type of the column's values. Default: what `types` says.",
                    words(ValueType.values(), ValueType::word)),
            text("name", "The field that the column becomes; dots nest. Default: the column's name."),
            text("split", "What separates the elements of an array in one cell. Default: a cell is one value."),
            text(
                    "format",
                    "How dates are written: a pattern such as `dd.MM.uuuu HH:mm`, `epoch` or `epochMillis`."
                            + " Default: ISO 8601."),
            text("contains", "A text that every value contains, such as `@` of an e-mail; another value is a reject."),
            TRIM,
            NULLS,
            BLANK,
            TIMEZONE);

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
                    "`true` where the first record names the columns (default), or the columns' names where the"
                            + " files have no header.",
                    List.of(),
                    NOTHING),
            new Key(
                    "relabel",
                    Shape.TEXT_OR_LIST,
                    false,
                    "The columns' names, in place of those in the files' header. Default: the header is right.",
                    List.of(),
                    NOTHING),
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
            mapping("columns", "What differs from the default, by column.", Shape.MAPPING_BY_NAME, COLUMN),
            new Key("drop", Shape.FLAG, false, "Whether the collection is emptied first.", List.of(), NOTHING),
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
                    "ifChanged",
                    "Whether documents that are equal already are not written again, in upsert and merge mode."
                            + " Default: no."),
            TRIM,
            NULLS,
            BLANK,
            TIMEZONE,
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

    private static PlanKeys of(Key... keys) {
        Map<String, Key> byName = new LinkedHashMap<>();
        for (Key key : keys) {
            byName.put(key.name(), key);
        }
        return new PlanKeys(byName);
    }

    private static Key text(String name, String help) {
        return new Key(name, Shape.TEXT, false, help, List.of(), NOTHING);
    }

    private static Key flag(String name, String help) {
        return new Key(name, Shape.FLAG, false, help, List.of(), NOTHING);
    }

    private static Key number(String name, String help) {
        return new Key(name, Shape.NUMBER_OR_TEXT, false, help, List.of(), NOTHING);
    }

    private static Key values(String name, String help) {
        return new Key(name, Shape.VALUE_BY_NAME, false, help, List.of(), NOTHING);
    }

    private static <T> String[] words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }

    private static Key choice(String name, String help, String... choices) {
        return new Key(name, Shape.CHOICE, false, help, List.of(choices), NOTHING);
    }

    private static Key mapping(String name, String help, Shape shape, PlanKeys inner) {
        return mapping(name, help, shape, inner, false);
    }

    private static Key mapping(String name, String help, Shape shape, PlanKeys inner, boolean required) {
        return new Key(name, shape, required, help, List.of(), inner);
    }
}
