package sluice.convert;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;
import sluice.plan.CollectionPlan;
import sluice.plan.Suggestions;

/** One line of a manifest: an object of JSON. */
final class ManifestLine {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String DIALECT = "dialect";

    private final BsonDocument object;

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not one object of JSON
     */
    ManifestLine(String text) {
        object = parse(text);
    }

    /** The object; in an array, so that nothing behind it is passed over. */
    private static BsonDocument parse(String text) {
        try {
            BsonArray values = BsonArray.parse("[" + text + "]");
            if (values.size() == 1 && values.get(0).isDocument()) {
                return values.get(0).asDocument();
            }
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("is not valid JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("must be one object, such as {\"input\": \"a.csv\", \"output\": \"b.csv\"}");
    }

    /**
     * What the line asks for.
     *
     * @param folder what relative paths start from
     * @throws IllegalArgumentException if a key is unknown or missing, or a value is wrong
     */
    ManifestEntry entry(int number, @Nullable Path folder, ReadAs defaults) {
        refuseUnknown(object, Set.of(INPUT, OUTPUT, DIALECT), "");
        String input = text(INPUT);
        Path outputPath = path(OUTPUT, text(OUTPUT), folder);
        BsonValue dialect = object.get(DIALECT);
        ReadAs read = defaults;
        if (dialect != null && !dialect.isNull()) {
            if (!dialect.isDocument()) {
                throw new IllegalArgumentException(DIALECT + ": must be an object");
            }
            read = ManifestDialect.apply(dialect.asDocument(), read);
        }
        return new ManifestEntry(
                number,
                input,
                folder == null ? Path.of("") : folder,
                outputPath,
                CollectionPlan.of("rows", List.of(input)).with(read.input().withFiles(List.of(input))),
                read.tables());
    }

    private String text(String key) {
        BsonValue value = object.get(key);
        if (value == null || !value.isString() || value.asString().getValue().isEmpty()) {
            throw new IllegalArgumentException(key + ": must be the path of a file");
        }
        return value.asString().getValue();
    }

    private static Path path(String key, String text, @Nullable Path folder) {
        try {
            Path path = Path.of(text);
            return folder == null ? path : folder.resolve(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + ": `" + text + "` is not valid as a path: " + e.getReason(), e);
        }
    }

    /** Refuses keys that mean nothing, with the nearest that does. */
    static void refuseUnknown(BsonDocument object, Set<String> known, String prefix) {
        for (Map.Entry<String, BsonValue> entry : object.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new IllegalArgumentException(prefix + entry.getKey() + ": there is no such key."
                        + Suggestions.forUnknown(entry.getKey(), new ArrayList<>(known)));
            }
        }
    }
}
