package sluice.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a plan says of columns and their cells. */
final class ColumnReader {
    private ColumnReader() {}

    /** The columns below the key {@code columns}, by name. */
    static Map<String, ColumnPlan> columns(PlanNode node) {
        Map<String, ColumnPlan> columns = new LinkedHashMap<>();
        node.mappings("columns").forEach((name, column) -> columns.put(name, column(column)));
        return columns;
    }

    private static ColumnPlan column(PlanNode column) {
        ValueType type = column.choice("type").map(ColumnReader::valueType).orElse(null);
        if (column.has("trueWords") && type != ValueType.BOOL) {
            column.note("trueWords", "only bools have words; add type: bool.");
        }
        if (column.has("truncate") && type != ValueType.DATE) {
            column.note("truncate", "only dates are truncated; add type: date.");
        }
        return new ColumnPlan(
                type,
                column.parsed("name", Names::fieldPath).orElse(null),
                cells(column),
                column.parsed("split", ColumnReader::separator).orElse(null),
                format(column, type),
                column.parsed("contains", ColumnReader::separator).orElse(null));
    }

    private static @Nullable String format(PlanNode column, @Nullable ValueType type) {
        if (!column.has("format")) {
            return null;
        }
        if (type == ValueType.DATE) {
            return column.parsed("format", DateFormats::check).orElse(null);
        }
        if (type == null || !type.isNumber()) {
            column.note("format", "only dates and numbers have a format; add type: date, or decimal for example.");
            return null;
        }
        return column.parsed("format", text -> NumberFormat.of(text).example()).orElse(null);
    }

    /** How cells are read: keys of a column and of a collection. */
    static ColumnPlan.Cells cells(PlanNode node) {
        return new ColumnPlan.Cells(
                node.flag("trim").orElse(null),
                node.has("nulls") ? node.list("nulls") : null,
                word(node, "blank", Blank.values(), Blank::word),
                node.parsed("timezone", ColumnReader::zone).orElse(null),
                word(node, "truncate", Truncate.values(), Truncate::word),
                words(node));
    }

    /** The constant whose word stands there, or null. */
    private static <T> @Nullable T word(PlanNode node, String key, T[] values, Function<T, String> word) {
        return node.choice(key)
                .flatMap(text -> Arrays.stream(values)
                        .filter(value -> word.apply(value).equals(text))
                        .findFirst())
                .orElse(null);
    }

    private static @Nullable BoolWords words(PlanNode node) {
        if (!node.has("trueWords") && !node.has("falseWords")) {
            return null;
        }
        try {
            return new BoolWords(node.list("trueWords"), node.list("falseWords"));
        } catch (IllegalArgumentException e) {
            node.note(node.has("falseWords") ? "falseWords" : "trueWords", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String near = Suggestions.forUnknown(text, ZoneId.getAvailableZoneIds());
            // There are hundreds: no list of them.
            String hint = near.startsWith(" Known") ? " One is named like Europe/Berlin, UTC or +02:00." : near;
            throw new IllegalArgumentException("`" + text + "` is no time zone." + hint, e);
        }
    }

    private static String separator(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be at least one character.");
        }
        return text;
    }

    private static ValueType valueType(String word) {
        return Stream.of(ValueType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
