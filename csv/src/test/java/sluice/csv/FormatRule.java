package sluice.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A line of {@code format-rules.yaml}.
 *
 * @param parsing the only one that the rule holds for, or null for both
 */
record FormatRule(
        String sentence,
        Dialect dialect,
        ReadRules rules,
        byte[] input,
        List<List<String>> rows,
        @Nullable CsvProblem problem,
        Map<String, Integer> recoveries,
        @Nullable Parsing parsing) {

    static List<FormatRule> all() {
        try (InputStream in = Objects.requireNonNull(FormatRule.class.getResourceAsStream("/format-rules.yaml"))) {
            List<?> rules = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return rules.stream().map(rule -> of((Map<?, ?>) rule)).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FormatRule of(Map<?, ?> yaml) {
        Object problem = yaml.get("problem");
        Object parsing = yaml.get("parsing");
        return new FormatRule(
                (String) required(yaml, "rule"),
                dialect(map(yaml, "dialect")),
                rules(map(yaml, "read")),
                ((String) required(yaml, "input")).getBytes(ISO_8859_1),
                ((List<?>) required(yaml, "rows"))
                        .stream()
                                .map(row -> ((List<?>) row)
                                        .stream().map(String.class::cast).toList())
                                .toList(),
                problem == null ? null : CsvProblem.valueOf((String) problem),
                map(yaml, "recoveries").entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> (String) entry.getKey(), entry -> (Integer) entry.getValue())),
                parsing == null ? null : parsing(parsing));
    }

    private static Object required(Map<?, ?> yaml, String key) {
        return Objects.requireNonNull(yaml.get(key), () -> "a rule has no " + key + ": " + yaml);
    }

    private static Parsing parsing(Object word) {
        return word.equals(Parsing.STRICT.word()) ? Parsing.STRICT : Parsing.RECOVER;
    }

    private static Map<?, ?> map(Map<?, ?> yaml, String key) {
        Map<?, ?> value = (Map<?, ?>) yaml.get(key);
        return value == null ? Map.of() : value;
    }

    private static Dialect dialect(Map<?, ?> yaml) {
        Dialect.Builder builder = Dialect.builder();
        // The quote is its own escape until another is named.
        if (yaml.containsKey("quote")) {
            builder.quote(character(yaml.get("quote")));
        }
        yaml.forEach((key, value) -> {
            switch ((String) key) {
                case "quote" -> {}
                case "delimiter" -> builder.delimiter((String) value);
                case "escape" -> builder.escape(character(value));
                case "comment" -> builder.comment(character(value));
                case "lineEnd" -> builder.lineEnd((String) value);
                case "blanks" -> builder.blanks((Boolean) value);
                default -> throw new IllegalArgumentException("no part of a dialect: " + key);
            }
        });
        return builder.build();
    }

    private static int character(@Nullable Object value) {
        return "none".equals(value)
                ? Dialect.NONE
                : Objects.requireNonNull((String) value).codePointAt(0);
    }

    private static ReadRules rules(Map<?, ?> yaml) {
        ReadRules rules = ReadRules.STRICT;
        for (Map.Entry<?, ?> entry : yaml.entrySet()) {
            Object value = entry.getValue();
            rules = switch ((String) entry.getKey()) {
                case "width" -> rules.withWidth((Integer) value);
                case "header" -> rules.withHeader(((String) value).getBytes(ISO_8859_1));
                case "ragged" -> rules.withRagged(ragged((String) value));
                default -> throw new IllegalArgumentException("no part of the rules: " + entry.getKey());
            };
        }
        return rules;
    }

    private static Ragged ragged(String word) {
        for (Ragged ragged : Ragged.values()) {
            if (ragged.word().equals(word)) {
                return ragged;
            }
        }
        throw new IllegalArgumentException("no treatment of ragged records: " + word);
    }

    boolean holdsFor(Parsing other) {
        return parsing == null || parsing == other;
    }

    /** Whether the reference knows everything that the rule needs. */
    boolean isBasic() {
        return holdsFor(Parsing.STRICT)
                && dialect.isPlain()
                && dialect.comment() == Dialect.NONE
                && dialect.lineEnd().equals(Dialect.ANY_LINE_END)
                && rules.ragged() == Ragged.REJECT
                && rules.header().length == 0;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
