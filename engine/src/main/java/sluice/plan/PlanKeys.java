package sluice.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.plan.PlanKeys.Key;
import sluice.plan.PlanKeys.Shape;

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
        FLAG,
        FLAG_OR_LIST,
        NUMBER_OR_TEXT,
        CHOICE,
        MAPPING,
        MAPPING_BY_NAME
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

    static final PlanKeys COLUMN = of(
            choice(
                    "type",
                    "The BSON type of the column's values. Default: what `types` says.",
                    Arrays.stream(ValueType.values()).map(ValueType::word).toArray(String[]::new)),
            text("name", "The field that the column becomes; dots nest. Default: the column's name."));

    static final PlanKeys COLLECTION = of(
            new Key(
                    "files",
                    Shape.TEXT_OR_LIST,
                    true,
                    "A file, a glob or a list of them, relative to the plan; `-` is standard input.",
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
            choice("mode", "What a record does to the collection.", "insert"));

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
                    NOTHING));

    static final PlanKeys PLAN = of(
            new Key("database", Shape.TEXT, true, "The database to load into.", List.of(), NOTHING),
            mapping("collections", "The collections to load, by name.", Shape.MAPPING_BY_NAME, COLLECTION, true),
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
