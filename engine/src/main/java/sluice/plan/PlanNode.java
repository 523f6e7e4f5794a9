package sluice.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a plan file while it is read. Every mistake is noted and reading goes on, so that one run shows them
 * all.
 */
final class PlanNode {
    private static final String NULL = "null";

    private final PlanFile file;
    private final String path;
    private final PlanKeys known;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private PlanNode(PlanFile file, String path, PlanKeys known) {
        this.file = file;
        this.path = path;
        this.known = known;
    }

    /** Reads a mapping with these keys; anything else is noted and taken as empty. */
    static PlanNode of(PlanFile file, String path, @Nullable Node node, PlanKeys known) {
        PlanNode mapping = new PlanNode(file, path, known);
        if (node == null) {
            return mapping;
        }
        file.entries(path, node).forEach((name, value) -> {
            if (known.keys().containsKey(name)) {
                mapping.values.put(name, value);
            } else {
                file.note(
                        mapping.child(name),
                        "unknown key."
                                + Suggestions.forUnknown(name, known.keys().keySet()));
            }
        });
        known.keys().values().stream()
                .filter(key -> key.required() && !mapping.values.containsKey(key.name()))
                .forEach(key -> file.note(path, "`" + key.name() + "` is missing. " + key.help()));
        return mapping;
    }

    String child(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> scalar(child(name), node, "text"));
    }

    Optional<Boolean> flag(String name) {
        return node(name).flatMap(node -> flag(child(name), node));
    }

    /** A flag or a list of texts: exactly one of the two is passed on. */
    <T> Optional<T> flagOrList(String name, Function<Boolean, T> ofFlag, Function<List<String>, T> ofList) {
        Optional<Node> node = node(name);
        if (node.isPresent() && node.get() instanceof SequenceNode) {
            return Optional.of(ofList.apply(list(name)));
        }
        return flag(name).map(ofFlag);
    }

    /** A flag, as the text {@code true} or {@code false}, or one of the key's words. */
    Optional<String> flagOrWord(String name) {
        List<String> words = key(name).choices();
        return node(name).flatMap(node -> {
            if (node instanceof ScalarNode scalar && words.contains(scalar.getValue())) {
                return Optional.of(scalar.getValue());
            }
            if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
                return Optional.of(String.valueOf(Boolean.parseBoolean(scalar.getValue())));
            }
            file.note(
                    child(name),
                    "must be true, false or " + String.join(", ", words) + ", is " + PlanFile.show(node) + ".");
            return Optional.empty();
        });
    }

    /** A text, or a list of them, which is empty only where the key allows it. */
    List<String> list(String name) {
        List<String> items = new ArrayList<>();
        node(name).ifPresent(node -> {
            if (node instanceof SequenceNode sequence) {
                sequence.getValue()
                        .forEach(item -> scalar(child(name), item, "text").ifPresent(items::add));
            } else {
                scalar(child(name), node, "text or a list of texts").ifPresent(items::add);
            }
            boolean needed = key(name).shape() != PlanKeys.Shape.TEXT_OR_ANY_LIST;
            if (needed && items.isEmpty() && node instanceof SequenceNode) {
                file.note(child(name), "the list is empty.");
            }
        });
        return items;
    }

    /** A text that a function turns into a value; where it throws, its message is the mistake. */
    <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                file.note(child(name), String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** One of the words the key allows. */
    Optional<String> choice(String name) {
        List<String> choices = key(name).choices();
        if (choices.contains(NULL) && isNull(values.get(name))) {
            return Optional.of(NULL);
        }
        return text(name).filter(word -> {
            boolean allowed = choices.contains(word);
            if (!allowed) {
                file.note(child(name), "`" + word + "` is not allowed here." + Suggestions.forUnknown(word, choices));
            }
            return allowed;
        });
    }

    /** Whether somebody wrote null and not nothing: it is a word like the others then, without quotes too. */
    private static boolean isNull(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(NULL);
    }

    /** The mapping below a key; empty where it is missing. */
    PlanNode mapping(String name) {
        return of(file, child(name), values.get(name), key(name).inner());
    }

    /** The mappings below a key, each under a name of the user's. */
    Map<String, PlanNode> mappings(String name) {
        Map<String, PlanNode> mappings = new LinkedHashMap<>();
        node(name)
                .ifPresent(node -> file.entries(child(name), node)
                        .forEach((key, value) -> mappings.put(
                                key,
                                of(
                                        file,
                                        child(name) + "." + key,
                                        value,
                                        key(name).inner()))));
        return mappings;
    }

    /** The names below a key, each with a text or a mapping; a text is taken as the first key of the mapping. */
    <T> Map<String, T> textsOrMappings(String name, Function<String, T> ofText, Function<PlanNode, T> ofMapping) {
        Map<String, T> values = new LinkedHashMap<>();
        node(name)
                .ifPresent(node -> file.entries(child(name), node).forEach((key, value) -> {
                    String at = child(name) + "." + key;
                    if (value instanceof MappingNode) {
                        values.put(
                                key,
                                ofMapping.apply(of(file, at, value, key(name).inner())));
                    } else {
                        scalar(at, value, "text or a mapping").ifPresent(text -> values.put(key, ofText.apply(text)));
                    }
                }));
        return values;
    }

    /** The values below a key as BSON, by name. */
    Map<String, BsonValue> values(String name) {
        Map<String, BsonValue> read = new LinkedHashMap<>();
        node(name)
                .ifPresent(node -> file.entries(child(name), node)
                        .forEach((key, value) ->
                                value(child(name) + "." + key, value).ifPresent(one -> read.put(key, one))));
        return read;
    }

    /** The value of a key as BSON. */
    Optional<BsonValue> value(String name) {
        return node(name).flatMap(node -> value(child(name), node));
    }

    /** The values of a list as BSON. */
    List<BsonValue> valueList(String name) {
        return value(name)
                .map(value -> {
                    if (value.isArray()) {
                        return List.copyOf(value.asArray().getValues());
                    }
                    file.note(child(name), "must be a list.");
                    return List.<BsonValue>of();
                })
                .orElse(List.of());
    }

    private Optional<BsonValue> value(String at, Node node) {
        try {
            return Optional.of(PlanValues.of(node));
        } catch (IllegalArgumentException e) {
            file.note(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The mappings of a list. */
    List<PlanNode> mappingList(String name) {
        List<PlanNode> mappings = new ArrayList<>();
        node(name).ifPresent(node -> {
            if (node instanceof SequenceNode sequence) {
                for (Node item : sequence.getValue()) {
                    mappings.add(of(
                            file,
                            child(name) + "[" + mappings.size() + "]",
                            item,
                            key(name).inner()));
                }
            } else {
                file.note(child(name), "must be a list, is " + PlanFile.show(node) + ".");
            }
        });
        return mappings;
    }

    /** Whether a key stands there. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names of the keys that stand there. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Notes a mistake. */
    void note(String name, String message) {
        file.note(child(name), message);
    }

    private PlanKeys.Key key(String name) {
        PlanKeys.Key key = known.keys().get(name);
        if (key == null) {
            throw new IllegalStateException("no such key is declared: " + name);
        }
        return key;
    }

    private Optional<Node> node(String name) {
        return Optional.ofNullable(values.get(key(name).name()));
    }

    private Optional<Boolean> flag(String at, Node node) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(Boolean.parseBoolean(scalar.getValue()));
        }
        file.note(at, "must be true or false, is " + PlanFile.show(node) + ".");
        return Optional.empty();
    }

    private Optional<String> scalar(String at, Node node, String wanted) {
        if (node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() != ScalarStyle.PLAIN
                        || !scalar.getTag().equals(Tag.NULL))) {
            return Optional.of(scalar.getValue());
        }
        file.note(at, "must be " + wanted + ", is " + PlanFile.show(node) + ".");
        return Optional.empty();
    }
}
