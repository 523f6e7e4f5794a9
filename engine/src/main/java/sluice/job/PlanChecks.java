package sluice.job;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.Constant;
import sluice.plan.FieldSteps;
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

    private final FieldClashes clashes = new FieldClashes();

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
        new NameChecks(plan, job, note, checks.clashes).check();
        plan.shape().constants().forEach(checks::checkConstant);
        checks.checkArrays();
        checks.checkColumns();
        checks.checkReferences();
    }

    private static boolean isId(String field) {
        return field.equals("_id") || field.startsWith("_id.");
    }

    /** A part of a document that isn't written has no gap: in delete mode only the key is. */
    private void checkArrays() {
        if (plan.mode() != WriteMode.DELETE) {
            clashes.gaps().forEach(gap -> note.accept("columns", source + ": " + gap));
        }
    }

    private void checkConstant(Constant constant) {
        String field = constant.field();
        String path = "constants." + field;
        if (isId(field)) {
            note.accept(path, "`_id` can't be a constant: no two documents have the same; name a column with id:.");
        }
        List<String> steps = FieldSteps.of(field);
        clashes.of(steps, "the constant would be")
                .ifPresent(message ->
                        note.accept(path, source + ": " + message + " Give the constant another name, or the column."));
        clashes.add(steps, "another constant is");
        if (constant.value() != null) {
            try {
                new RawBsonDocument(new BsonDocument("value", constant.value()), CODEC);
            } catch (BSONException e) {
                note.accept(path, "is no value that BSON can hold: " + e.getMessage());
            }
        }
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
                    if (isElement(column)) {
                        note.accept(
                                "columns." + column,
                                "`" + column + "` is the key, which can't be an element of an array.");
                    }
                    if (plan.column(column).split() != null) {
                        note.accept(
                                "columns." + column + ".split",
                                "`" + column + "` is the key or the id, which an array can't be; leave split out.");
                    }
                });
        plan.columns().forEach((column, options) -> {
            requireColumn("columns." + column, column);
            ValueType type = options.type();
            if (options.format() != null && type != ValueType.DATE && (type == null || !type.isNumber())) {
                note.accept(
                        "columns." + column + ".format",
                        "only dates and numbers have a format; add type: date, or decimal for example.");
            }
        });
    }

    private boolean isElement(String column) {
        return plan.path(column).stream().anyMatch(FieldSteps::isIndex);
    }

    private void checkReferences() {
        for (Reference reference : plan.write().references()) {
            String column = reference.column();
            String path = "references." + column;
            requireColumn(path, column);
            ColumnPlan options = plan.column(column);
            if (isElement(column)) {
                note.accept(path, "`" + column + "` is an element of an array, which can't refer to a key.");
            }
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
