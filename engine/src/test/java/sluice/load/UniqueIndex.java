package sluice.load;

import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import sluice.testkit.Gen;

/**
 * A unique index besides the key's, as tests make them up.
 *
 * @param fields that must be unique
 * @param kind what else decides
 * @param planned whether the plan asks for it; otherwise the collection has it before
 */
record UniqueIndex(List<String> fields, Kind kind, boolean planned) {

    /** What decides on a document besides its values. */
    enum Kind {
        PLAIN("{}"),
        SPARSE("{sparse: true}"),
        PARTIAL("{partialFilterExpression: {n: {$gte: 1}}}"),
        CASELESS("{collation: {locale: 'en', strength: 2}}");

        private final String options;

        Kind(String options) {
            this.options = options;
        }
    }

    /** Some index over columns that are not the key. */
    static UniqueIndex random(Gen gen, boolean plain) {
        List<String> fields = gen.oneOf(List.of("v"), List.of("v"), List.of("n"), List.of("v", "n"), List.of("p", "v"));
        Kind kind = plain || gen.chance(75) ? Kind.PLAIN : gen.oneOf(Kind.values());
        return new UniqueIndex(fields, kind, gen.chance(40));
    }

    boolean plain() {
        return kind == Kind.PLAIN;
    }

    private String keys() {
        return fields.stream().map(field -> field + ": 1").collect(Collectors.joining(", ", "{ ", " }"));
    }

    /** As a plan has it. */
    String plan() {
        String options = kind.options.substring(1, kind.options.length() - 1);
        return "{ keys: " + keys() + ", unique: true" + (options.isEmpty() ? "" : ", " + options) + " }";
    }

    /** As {@code createIndexes} takes it. */
    Document specification() {
        return Document.parse(kind.options)
                .append("key", Document.parse(keys()))
                .append("name", String.join("_", fields) + "_" + kind)
                .append("unique", true);
    }
}
