package sluice.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.bson.DocumentLayout.Form;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.collection.TargetCollection;
import sluice.csv.Chunk;
import sluice.csv.Dialect;
import sluice.infer.ColumnEvidence;
import sluice.outcome.Reject;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.FieldSteps;
import sluice.plan.TypeMode;
import sluice.plan.ValueType;

/** Turns texts by column into a document just as a load would: through the encoder of records. */
final class Draft {
    private static final Dialect DIALECT = Dialect.RFC_4180;

    private final CollectionPlan plan;
    private final TargetCollection target;

    Draft(CollectionPlan plan, TargetCollection target) {
        this.plan = plan;
        this.target = target;
    }

    /**
     * The document of some columns.
     *
     * @throws RefusedException that says what is wrong with a value
     */
    BsonDocument document(Map<String, String> values, Form form) {
        List<String> names = List.copyOf(values.keySet());
        List<DocumentLayout.Column> columns = new ArrayList<>();
        values.forEach(
                (name, text) -> columns.add(new DocumentLayout.Column(name, plan.path(name), typed(name, text))));
        List<DocumentLayout.Constant> constants = form == Form.DOCUMENT ? constants() : List.of();
        List<Integer> key =
                plan.key().stream().map(names::indexOf).filter(i -> i >= 0).toList();
        int id = idColumn(names);
        DocumentLayout layout = new DocumentLayout(columns, constants, key, id, form, List.of());
        EncodedChunk encoded = new EncodedChunk();
        new DocumentEncoder(layout, new DocumentIds(0, 0), DIALECT, new KeyHasher(0))
                .encode(new Chunk(0, 0, 1, record(List.copyOf(values.values()))), encoded);
        for (Reject reject : encoded.rejects()) {
            throw new RefusedException(reason(reject));
        }
        return encoded.document(0).decode(new BsonDocumentCodec());
    }

    /** The place of the column that becomes the {@code _id}, as in a load also because of its name, or -1. */
    private int idColumn(List<String> names) {
        String id = plan.id() == null ? "_id" : plan.id();
        return plan.field(id).equals("_id") ? names.indexOf(id) : -1;
    }

    private List<DocumentLayout.Constant> constants() {
        return plan.shape().constants().stream()
                .filter(constant -> constant.value() != null)
                .map(constant -> new DocumentLayout.Constant(FieldSteps.of(constant.field()), constant.value()))
                .toList();
    }

    private static String reason(Reject reject) {
        String column = reject.column() == null ? "" : "column " + reject.column() + ": ";
        String value = reject.value() == null ? "" : "`" + reject.value() + "` ";
        return column + value + reject.message() + ".";
    }

    /** A column with the type that the plan or the documents that are there give it, or else the value itself. */
    private ColumnPlan typed(String name, String text) {
        ColumnPlan column = plan.column(name);
        if (column.type() != null) {
            return column;
        }
        if (plan.types() == TypeMode.STRING) {
            return column.withType(ValueType.STRING);
        }
        BsonValue there = target.fields().sample(plan.field(name));
        ValueType known = there == null ? null : type(there);
        return column.withType(known == null ? inferred(text, column.split()) : known);
    }

    /** The type of a text, or that of all of its elements. */
    private static ValueType inferred(String text, @Nullable String separator) {
        ColumnEvidence evidence = new ColumnEvidence();
        for (String part : separator == null ? List.of(text) : List.of(text.split(Pattern.quote(separator), -1))) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            evidence.add(bytes, 0, bytes.length);
        }
        return evidence.type();
    }

    private static @Nullable ValueType type(BsonValue value) {
        return switch (value.getBsonType()) {
            case ARRAY ->
                value.asArray().isEmpty() ? null : type(value.asArray().get(0));
            case STRING -> ValueType.STRING;
            case INT32 -> ValueType.INT;
            case INT64 -> ValueType.LONG;
            case DOUBLE -> ValueType.DOUBLE;
            case DECIMAL128 -> ValueType.DECIMAL;
            case BOOLEAN -> ValueType.BOOL;
            case DATE_TIME -> ValueType.DATE;
            case OBJECT_ID -> ValueType.OBJECT_ID;
            default -> null;
        };
    }

    private static byte[] record(List<String> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < values.size(); i++) {
            String quoted = (i == 0 ? "\"" : ",\"") + values.get(i).replace("\"", "\"\"") + "\"";
            out.writeBytes(quoted.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
