package sluice.inspect.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sluice.inspect.Column;
import sluice.inspect.Distinct;
import sluice.inspect.Uniqueness;
import sluice.inspect.value.Cells;
import sluice.inspect.value.ColumnFinding;
import sluice.inspect.value.Extent;
import sluice.inspect.value.NullToken;
import sluice.inspect.value.Reading;
import sluice.inspect.value.Suggestion;
import sluice.inspect.value.Tally;
import sluice.plan.ValueType;

/** What was found in columns, in sentences. A value stands in them without control characters, and cut. */
public final class EvidenceText {
    private static final int SHOWN_CHARACTERS = 40;

    /** A text that stands for no value is worth a word from this share of the cells on. */
    private static final double FREQUENT = 0.01;

    private EvidenceText() {}

    /** What a column's cells hold: {@code 2 % empty, 12 values, 1 to 10 characters, from 1 to 99}. */
    public static String contents(Column column) {
        List<String> parts = new ArrayList<>();
        Cells cells = column.finding().cells();
        if (cells.empty() > 0) {
            parts.add(percent(cells.emptyShare()) + " empty");
        }
        parts.add(distinct(column));
        Extent extent = column.finding().extent();
        if (extent.min() != null && extent.max() != null) {
            parts.add("from " + extent.min() + " to " + extent.max());
        } else if (extent.maxLength() > 0) {
            parts.add(lengths(extent));
        }
        return String.join(", ", parts);
    }

    private static String lengths(Extent extent) {
        int min = extent.minLength();
        int max = extent.maxLength();
        return min == max ? counted(max, "character") : min + " to " + counted(max, "character");
    }

    /** How many values a column has: {@code 12 values}, {@code more than 10,000 values}. */
    public static String distinct(Column column) {
        Distinct distinct = column.distinct();
        if (column.uniqueness() instanceof Uniqueness.Unique) {
            return "unique";
        }
        return (distinct.exact() ? "" : "more than ") + counted(distinct.count(), "value");
    }

    /** What may be made of a column, and why; nothing for most columns. */
    public static List<String> suggestions(Column column) {
        List<String> sentences = new ArrayList<>();
        ColumnFinding finding = column.finding();
        ValueType settled = finding.settled().type();
        if (finding.type().type() == ValueType.STRING && settled != null && settled != ValueType.STRING) {
            sentences.add(settled.word() + " once " + cleaning(finding.cells()));
        } else {
            suggestion(finding.suggestion(), sentences);
            cells(finding, sentences);
        }
        if (isZeroOrOne(column)) {
            sentences.add("holds 0 and 1 only: bool reads them as false and true");
        }
        return sentences;
    }

    private static void suggestion(Suggestion suggestion, List<String> sentences) {
        if (suggestion instanceof Suggestion.Fits fits) {
            Tally decisive = fits.decisive();
            sentences.add("every value is " + fits.reading().words(" ")
                    + (fits.reading().truncates()
                            ? ", finer than a millisecond (`truncate: millis` cuts the rest)"
                            : "")
                    + (decisive.any() && !fits.reading().meaning().isEmpty()
                            ? "; " + counted(decisive.count(), "value")
                                    + (decisive.count() == 1 ? " shows" : " show") + " that "
                                    + fits.reading().meaning() + ": " + examples(decisive)
                            : ""));
        } else if (suggestion instanceof Suggestion.NearMiss miss) {
            sentences.add(miss.reading().words(" ") + " but for "
                    + counted(miss.exceptions().count(), "value") + ": " + examples(miss.exceptions()));
        } else if (suggestion instanceof Suggestion.Undecided undecided) {
            sentences.add("every value is "
                    + undecided.readings().stream().map(EvidenceText::reading).collect(Collectors.joining(" and "))
                    + "; no value shows which is right");
        }
    }

    private static String reading(Reading reading) {
        return reading.words(" ") + " (" + reading.meaning() + ")";
    }

    private static void cells(ColumnFinding finding, List<String> sentences) {
        Cells cells = finding.cells();
        if (cells.blanks().any()) {
            sentences.add(counted(cells.blanks().count(), "cell")
                    + (cells.blanks().count() == 1 ? " has" : " have") + " blanks around the value: "
                    + examples(cells.blanks()) + "; `trim` takes them off");
        }
        for (NullToken token : cells.nulls()) {
            boolean frequent =
                    token.cells().count() >= Tally.EXAMPLES && token.cells().count() >= FREQUENT * cells.count();
            if (frequent || finding.suggestion() instanceof Suggestion.Fits) {
                sentences.add(token(token) + " may stand for no value (`nulls`)");
            }
        }
    }

    private static String cleaning(Cells cells) {
        List<String> parts = new ArrayList<>();
        if (cells.blanks().any()) {
            parts.add("blanks around " + counted(cells.blanks().count(), "value") + " are trimmed ("
                    + examples(cells.blanks()) + ")");
        }
        cells.nulls().forEach(token -> parts.add(token(token) + " is null"));
        return String.join(" and ", parts);
    }

    private static String token(NullToken token) {
        return quoted(token.text()) + " in " + counted(token.cells().count(), "cell") + " (line "
                + token.cells().first().stream()
                        .map(example -> String.valueOf(example.line()))
                        .collect(Collectors.joining(", "))
                + (token.cells().count() > Tally.EXAMPLES ? ", ..." : "") + ")";
    }

    private static boolean isZeroOrOne(Column column) {
        Extent extent = column.finding().extent();
        return column.finding().type().type() == ValueType.INT && "0".equals(extent.min()) && "1".equals(extent.max());
    }

    /** Why a column is not a key; empty for one that is. */
    public static String notUnique(Uniqueness uniqueness) {
        if (uniqueness instanceof Uniqueness.Repeated repeated) {
            return "line " + repeated.line() + " repeats line " + repeated.earlier();
        }
        if (uniqueness instanceof Uniqueness.Empty empty) {
            return "line " + empty.line() + " is empty";
        }
        return uniqueness instanceof Uniqueness.NotProven ? "not proven: its values take too much memory" : "";
    }

    /** The first of some cells: {@code line 5 `x`, line 9 `y`, ...}. */
    public static String examples(Tally tally) {
        String first = tally.first().stream()
                .map(example -> "line " + example.line() + " " + quoted(example.value()))
                .collect(Collectors.joining(", "));
        return tally.count() > tally.first().size() ? first + ", ..." : first;
    }

    /** A share of cells: {@code 12 %}, {@code below 1 %}. */
    public static String percent(double share) {
        if (share > 0 && share < 0.01) {
            return "below 1 %";
        }
        // Not all is not 100 %.
        return (share == 1 ? 100 : Math.min(99, Math.round(share * 100))) + " %";
    }

    /** A number and its noun, in the plural unless it is one. */
    public static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String quoted(String value) {
        String shown = value.replaceAll("[\\p{Cntrl}\\p{Cf}\u0080-\u009F\u2028\u2029\uFFFE\uFFFF]", "\u2423");
        String cut = shown.codePointCount(0, shown.length()) <= SHOWN_CHARACTERS
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
        return "`" + cut + "`";
    }
}
