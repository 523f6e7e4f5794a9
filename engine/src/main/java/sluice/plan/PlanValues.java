package sluice.plan;

import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns values of a plan file into BSON and back. Extended JSON, such as {@code { $date: ... }}, is understood. */
final class PlanValues {
    private static final JsonWriterSettings JSON = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            // A small one must not come back as 32 bits.
            .int64Converter((value, writer) -> writer.writeRaw(
                    value == value.intValue() ? "{\"$numberLong\": \"" + value + "\"}" : value.toString()))
            .build();

    private PlanValues() {}

    /**
     * The value of a node.
     *
     * @throws IllegalArgumentException where it can't be one; the message is the user's
     */
    static BsonValue of(Node node) {
        BsonDocument plain = new BsonDocument("value", plain(node));
        try {
            return BsonDocument.parse(plain.toJson(JSON)).get("value", BsonNull.VALUE);
        } catch (JsonParseException | BsonInvalidOperationException e) {
            throw new IllegalArgumentException("is no value that BSON can hold: " + e.getMessage(), e);
        }
    }

    private static BsonValue plain(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            return new BsonArray(
                    sequence.getValue().stream().map(PlanValues::plain).toList());
        }
        BsonDocument document = new BsonDocument();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw new IllegalArgumentException("a key must be text.");
            }
            document.append(name.getValue(), plain(tuple.getValueNode()));
        }
        return document;
    }

    private static BsonValue scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return BsonNull.VALUE;
        }
        if (tag.equals(Tag.BOOL)) {
            return BsonBoolean.valueOf(Boolean.parseBoolean(text));
        }
        try {
            if (tag.equals(Tag.INT)) {
                long value = Long.decode(text.replaceFirst("^0o", "0"));
                return value == (int) value ? new BsonInt32((int) value) : new BsonInt64(value);
            }
            if (tag.equals(Tag.FLOAT)) {
                return new BsonDouble(
                        Double.parseDouble(text.replace(".inf", "Infinity").replace(".nan", "NaN")));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("`" + text + "` is a number that does not fit.", e);
        }
        return new BsonString(text);
    }

    /** The value as YAML's writer takes it; {@link #of} reads it back. */
    static @Nullable Object toYaml(BsonValue value) {
        // JSON is YAML: its own reader makes the maps and lists.
        String json = new BsonDocument("value", value).toJson(JSON);
        Object loaded = new Load(PlanFile.settings(json)).loadFromString(json);
        return loaded instanceof Map<?, ?> map ? map.get("value") : null;
    }
}
