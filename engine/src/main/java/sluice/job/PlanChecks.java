package sluice.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.Constant;
import sluice.plan.Names;
import sluice.plan.Reference;
import sluice.plan.Suggestions;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;

/** Notes everything in a collection's plan that doesn't fit the columns of one of its sources. */
final class PlanChecks {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final CollectionPlan plan;
    private final String source;
    private final List<String> names;
    private final BiConsumer<String, String> note;

    private final Set<String> seen = new HashSet<>();
    /** Fields with what becomes them, in the words of a message. */
    private final Map<String, String> fields = new HashMap<>();
    /** Sub-documents with a field in each. */
    private final Map<String, String> insides = new HashMap<>();

    private PlanChecks(CollectionPlan plan, SourceJob job, BiConsumer<String, String> note) {
        this.plan = plan;
        source = job.source().name();
        names = job.header().names();
        this.note = note;
    }

    /**
     * Checks a source.
     *
     * @param note hears of each mistake: its path below the collection, and what is wrong
     */
    static void check(CollectionPlan plan, SourceJob job, BiConsumer<String, String> note) {
        PlanChecks checks = new PlanChecks(plan, job, note);
        for (int i = 0; i < checks.names.size(); i++) {
            checks.checkName(i);
        }
        plan.shape().constants().forEach(checks::checkConstant);
        checks.checkColumns();
        checks.checkReferences();
    }

    private void checkName(int column) {
        String name = names.get(column);
        String where = source + ", column " + (column + 1) + ": ";
        if (!seen.add(name)) {
            note.accept(
                    "header",
                    where + "`" + name + "` stands twice in the header; name the columns yourself with header: [...]"
                            + " and take the first line out of the file.");
            return;
        }
        if (!isField(name)) {
            return;
        }
        String renamed = plan.column(name).name();
        String field = plan.field(name);
        try {
            Names.fieldPath(field);
            if (renamed == null && name.indexOf('.') >= 0) {
                throw new IllegalArgumentException(
                        "`" + name + "`: a dot in a field's name nests it; give the same name if that is meant.");
            }
        } catch (IllegalArgumentException e) {
            note.accept("columns", where + e.getMessage() + " Give the column a name: " + rename(name));
        }
        if (isId(field)) {
            note.accept(
                    "columns",
                    where + "the column becomes `_id`; say so with id: " + name + ", or give it another name: "
                            + rename(name));
        }
        clash(field, "two columns become")
                .ifPresent(message ->
                        note.accept("columns", where + message + " Give one of them another name: " + rename(name)));
        add(field, "column " + (column + 1) + " (`" + name + "`) becomes");
    }

    /** Whether a column's name matters: only that of a field does. */
    private boolean isField(String column) {
        boolean wanted = plan.mode() != WriteMode.DELETE || plan.key().contains(column);
        return wanted && !column.equals(plan.id()) && plan.column(column).type() != ValueType.SKIP;
    }

    private static boolean isId(String field) {
        return field.equals("_id") || field.startsWith("_id.");
    }

    private static String rename(String column) {
        return "columns: { \"" + column + "\": { name: ... } }";
    }

    private void checkConstant(Constant constant) {
        String field = constant.field();
        String path = "constants." + field;
        if (isId(field)) {
            note.accept(path, "`_id` can't be a constant: no two documents have the same; name a column with id:.");
        }
        clash(field, "the constant would be")
                .ifPresent(message ->
                        note.accept(path, source + ": " + message + " Give the constant another name, or the column."));
        add(field, "another constant is");
        if (constant.value() != null) {
            try {
                new RawBsonDocument(new BsonDocument("value", constant.value()), CODEC);
            } catch (BSONException e) {
                note.accept(path, "is no value that BSON can hold: " + e.getMessage());
            }
        }
    }

    /** What is wrong with a field where others are; empty for nothing. */
    private Optional<String> clash(String field, String both) {
        String same = fields.get(field);
        if (same != null) {
            return Optional.of(both + " the field `" + field + "`, which is what " + same + ".");
        }
        String inner = insides.get(field);
        if (inner != null) {
            return Optional.of(
                    "`" + inner + "` lies inside `" + field + "`; the former is what " + fields.get(inner) + ".");
        }
        return prefixes(field)
                .filter(fields::containsKey)
                .findFirst()
                .map(outer -> "`" + field + "` lies inside `" + outer + "`, which is what " + fields.get(outer) + ".");
    }

    private void add(String field, String what) {
        if (fields.putIfAbsent(field, what) == null) {
            prefixes(field).forEach(prefix -> insides.putIfAbsent(prefix, field));
        }
    }

    /** The sub-documents that a field lies in. */
    private static Stream<String> prefixes(String field) {
        return IntStream.range(0, field.length())
                .filter(i -> field.charAt(i) == '.')
                .mapToObj(dot -> field.substring(0, dot));
    }

    private void checkColumns() {
        if (plan.id() != null) {
            requireColumn("id", plan.id());
        }
        plan.key().forEach(column -> requireColumn("key", column));
        Stream.concat(plan.key().stream(), Stream.ofNullable(plan.id()))
                .distinct()
                .forEach(column -> {
                    if (plan.column(column).type() == ValueType.SKIP) {
                        note.accept("columns." + column, "`" + column + "` can't be skipped: it is the key or the id.");
                    }
                    if (plan.column(column).split() != null) {
                        note.accept(
                                "columns." + column + ".split",
                                "`" + column + "` is the key or the id, which an array can't be; leave split out.");
                    }
                });
        plan.columns().forEach((column, options) -> {
            requireColumn("columns." + column, column);
            if (options.format() != null && options.type() != ValueType.DATE) {
                note.accept("columns." + column + ".format", "only dates have a format; add type: date.");
            }
        });
    }

    private void checkReferences() {
        for (Reference reference : plan.write().references()) {
            String column = reference.column();
            String path = "references." + column;
            requireColumn(path, column);
            ColumnPlan options = plan.column(column);
            if (options.split() != null) {
                note.accept(path, "`" + column + "` is split, and an array can't refer to a key.");
            }
            if (options.type() == ValueType.SKIP) {
                note.accept(path, "`" + column + "` is skipped, so there is nothing that could refer.");
            }
        }
    }

    private void requireColumn(String path, String column) {
        if (!names.contains(column)) {
            note.accept(
                    path, "`" + column + "` is no column of " + source + "." + Suggestions.forUnknown(column, names));
        }
    }
}
