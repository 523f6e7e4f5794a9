package sluice.cli.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.plan.BoolWords;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.DateFormats;
import sluice.plan.NumberFormat;
import sluice.plan.Suggestions;
import sluice.plan.Truncate;
import sluice.plan.ValueType;

/** What cells become: the options for types, formats and fields. */
final class ValuesMixin {
    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE[:FORMAT]",
            description =
                    "A column's type: string int long double decimal bool date objectId uuid json skip. The format of a date"
                            + " is a pattern (born=date:dd.MM.yyyy), that of a number shows 1234.5 as the file writes it"
                            + " (price=decimal:1.234,5).")
    Map<String, String> types = new LinkedHashMap<>();

    @Option(
            names = "--nested",
            description = "Take dots and indexes in the names of columns as steps into documents and arrays:"
                    + " address.city, tags[0].")
    boolean nested;

    @Option(
            names = "--truncate",
            paramLabel = "none|millis",
            description = "What becomes of the part of a date that is finer than a millisecond: the record is a reject,"
                    + " or the part is cut off. Default: the plan's, or none.")
    @Nullable
    String truncate;

    @Option(
            names = "--true-words",
            split = ",",
            paramLabel = "WORD",
            description = "The words for true in columns of type bool, in any case; needs --false-words.")
    List<String> trueWords = new ArrayList<>();

    @Option(
            names = "--false-words",
            split = ",",
            paramLabel = "WORD",
            description = "The words for false in columns of type bool, in any case; needs --true-words.")
    List<String> falseWords = new ArrayList<>();

    /**
     * The columns that are given a type.
     *
     * @throws IllegalArgumentException if a type or a format is not valid
     */
    Map<String, ColumnPlan> columns() {
        Map<String, ColumnPlan> columns = new LinkedHashMap<>();
        types.forEach((name, type) -> columns.put(name, column(type)));
        return columns;
    }

    private static ColumnPlan column(String text) {
        int colon = text.indexOf(':');
        ValueType type = valueType(colon < 0 ? text : text.substring(0, colon));
        ColumnPlan column = ColumnPlan.of(type);
        if (colon < 0) {
            return column;
        }
        String format = text.substring(colon + 1);
        if (type == ValueType.DATE) {
            return column.withFormat(DateFormats.check(format));
        }
        if (!type.isNumber()) {
            throw new IllegalArgumentException(
                    "--type " + text + ": only dates and numbers have a format; leave out :" + format);
        }
        return column.withFormat(NumberFormat.of(format).example());
    }

    private static ValueType valueType(String word) {
        List<String> words =
                Arrays.stream(ValueType.values()).map(ValueType::word).toList();
        return Arrays.stream(ValueType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`" + word + "` is no type." + Suggestions.forUnknown(word, words)));
    }

    /**
     * A collection with what the options change for all of its columns.
     *
     * @throws IllegalArgumentException if an option is not valid
     */
    CollectionPlan applied(CollectionPlan collection) {
        ColumnPlan.Cells cells = collection.shape().cells();
        if (truncate != null) {
            cells = cells.withTruncate(truncation(truncate));
        }
        if (!trueWords.isEmpty() || !falseWords.isEmpty()) {
            cells = cells.withWords(new BoolWords(trueWords, falseWords));
        }
        CollectionPlan changed = collection.withCells(cells);
        return nested ? changed.withNested(true) : changed;
    }

    private static Truncate truncation(String given) {
        return Arrays.stream(Truncate.values())
                .filter(truncate -> truncate.word().equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--truncate is none or millis, not " + given));
    }
}
