package sluice.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** The JSON Schema (2020-12) of plan files, made from the keys the reader knows; editors complete and check with it. */
public final class PlanSchema {
    private static final JsonWriterSettings INDENTED = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private PlanSchema() {}

    /** The schema as indented JSON. */
    public static String json() {
        BsonDocument schema = new BsonDocument(
                        "$schema", new BsonString("https://json-schema.org/draft/2020-12/schema"))
                .append("title", new BsonString("Sluice plan"));
        object(PlanKeys.PLAN).forEach(schema::append);
        return schema.toJson(INDENTED) + "\n";
    }

    private static BsonDocument object(PlanKeys keys) {
        BsonDocument properties = new BsonDocument();
        BsonArray required = new BsonArray();
        keys.keys().values().forEach(key -> {
            properties.append(key.name(), value(key).append("description", new BsonString(key.help())));
            if (key.required()) {
                required.add(new BsonString(key.name()));
            }
        });
        BsonDocument schema = typed("object")
                .append("additionalProperties", BsonBoolean.FALSE)
                .append("properties", properties);
        return required.isEmpty() ? schema : schema.append("required", required);
    }

    private static BsonDocument value(PlanKeys.Key key) {
        return switch (key.shape()) {
            case TEXT -> typed("string");
            case FLAG -> typed("boolean");
            case NUMBER_OR_TEXT -> typed("integer", "string");
            case TEXT_OR_LIST -> new BsonDocument("oneOf", new BsonArray(List.of(typed("string"), list())));
            case TEXT_OR_ANY_LIST -> new BsonDocument("oneOf", new BsonArray(List.of(typed("string"), texts())));
            case FLAG_OR_LIST -> new BsonDocument("oneOf", new BsonArray(List.of(typed("boolean"), list())));
            case FLAG_OR_WORD ->
                new BsonDocument(
                        "oneOf",
                        new BsonArray(List.of(
                                typed("boolean"), new BsonDocument("enum", new BsonArray(words(key.choices()))))));
            case CHOICE -> new BsonDocument("enum", new BsonArray(words(key.choices())));
            case TEXT_OR_MAPPING_BY_NAME ->
                byName(new BsonDocument("oneOf", new BsonArray(List.of(typed("string"), object(key.inner())))));
            case VALUE_BY_NAME -> typed("object").append("minProperties", new BsonInt32(1));
            case VALUE_LIST -> typed("array").append("items", typed("object"));
            case MAPPING_LIST -> typed("array").append("items", object(key.inner()));
            case MAPPING -> object(key.inner());
            case MAPPING_BY_NAME -> byName(object(key.inner()));
        };
    }

    /** Without quotes the word null is YAML's null. */
    private static List<BsonValue> words(List<String> choices) {
        List<BsonValue> words = new ArrayList<>();
        choices.forEach(choice -> words.add(new BsonString(choice)));
        if (choices.contains("null")) {
            words.add(BsonNull.VALUE);
        }
        return words;
    }

    private static BsonDocument byName(BsonDocument value) {
        return typed("object").append("additionalProperties", value).append("minProperties", new BsonInt32(1));
    }

    private static BsonDocument list() {
        return texts().append("minItems", new BsonInt32(1));
    }

    private static BsonDocument texts() {
        return typed("array").append("items", typed("string"));
    }

    private static BsonDocument typed(String... types) {
        BsonValue type = types.length == 1
                ? new BsonString(types[0])
                : new BsonArray(Arrays.stream(types).map(BsonString::new).toList());
        return new BsonDocument("type", type);
    }
}
