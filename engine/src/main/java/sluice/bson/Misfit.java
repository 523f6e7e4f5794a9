package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sluice.plan.ColumnPlan;
import sluice.plan.FieldNames;
import sluice.plan.NumberFormat;
import sluice.plan.Truncate;
import sluice.plan.ValueType;

/** Says what is wrong with a text that isn't a value of its column's type, and what option takes it. */
final class Misfit {
    private static final byte[] NAME = {'v', 0};
    private static final NumberFormat WITH_COMMA = NumberFormat.of("1.234,5");

    /** The decimals of a second in a date. */
    private static final Pattern DECIMALS = Pattern.compile(":\\d\\d([.,])(\\d{1,9})(?!\\d)");
    /** The seconds of a format, with their decimals. */
    private static final Pattern FRACTION = Pattern.compile("ss(\\[?[.,]S+]?)?");

    private Misfit() {}

    /**
     * The words after the value, in the reason of a reject.
     *
     * @param bytes hold valid UTF-8
     */
    static String of(DocumentLayout.Column column, byte[] bytes, int from, int to) {
        if (column.type() == ValueType.DATE && isTooFine(column.plan(), bytes, from, to)) {
            return "is no date that can be kept whole, being finer than a millisecond; cut it with truncate: millis in the"
                    + " plan, or --truncate millis";
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (column.type() == ValueType.DOUBLE && column.plan().format() == null && NumberWriter.losesDigits(text)) {
            return "is no double that keeps all of its digits; declare the column as decimal";
        }
        String json = column.type() == ValueType.JSON ? ofJson(text) : null;
        if (json != null) {
            return json;
        }
        String finer = finerFormat(column.plan(), text, bytes, from, to);
        if (finer != null) {
            boolean cut = isCut(finer) && column.plan().cells().truncate() != Truncate.MILLIS;
            return "has other decimals of a second than the format `"
                    + column.plan().format() + "`; format: \"" + finer + "\" takes them"
                    + (cut ? ", with truncate: millis (--truncate millis)" : "");
        }
        String what = column.plan().split() == null ? "is no " : "has an element that is no ";
        String hint = hasDecimalComma(column.plan(), text)
                ? "; if the comma is a decimal mark, say so with format: \"" + WITH_COMMA.example()
                        + "\" in the plan, or --type '" + column.name() + "="
                        + column.type().word() + ":"
                        + WITH_COMMA.example() + "'"
                : "";
        return what + column.type().word() + ": " + column.expected() + hint;
    }

    /** What is wrong with JSON that can be read; null if it can't. */
    private static @Nullable String ofJson(String text) {
        String loss = JsonLosses.of(text);
        if (loss != null) {
            return loss;
        }
        return SpecialWriter.json(text)
                .flatMap(FieldNames::withDollar)
                .map(name -> "holds a field of the name " + name
                        + ", which would be taken for an operator later: names don't start with $")
                .orElse(null);
    }

    /** Whether the text would be a date if its fraction were cut. */
    private static boolean isTooFine(ColumnPlan plan, byte[] bytes, int from, int to) {
        ColumnPlan cut = plan.withCells(plan.cells().withTruncate(Truncate.MILLIS));
        return ValueWriter.of(cut).write(NAME, bytes, from, to, new BsonBuffer(64));
    }

    /** The column's format with as many decimals of a second as a text has, if the text fits it; otherwise null. */
    private static @Nullable String finerFormat(ColumnPlan plan, String text, byte[] bytes, int from, int to) {
        String format = plan.format();
        Matcher decimals = DECIMALS.matcher(text);
        if (plan.type() != ValueType.DATE || format == null || !decimals.find()) {
            return null;
        }
        int most = Math.max(decimals.group(2).length(), (int)
                format.chars().filter(c -> c == 'S').count());
        String finer = FRACTION.matcher(format).replaceFirst("ss[" + decimals.group(1) + "S".repeat(most) + "]");
        ColumnPlan cut = plan.withFormat(finer).withCells(plan.cells().withTruncate(Truncate.MILLIS));
        boolean fits = !finer.equals(format) && ValueWriter.of(cut).write(NAME, bytes, from, to, new BsonBuffer(64));
        return fits ? finer : null;
    }

    /** Whether a format has decimals that BSON can't hold. */
    private static boolean isCut(String format) {
        return format.contains("SSSS");
    }

    private static boolean hasDecimalComma(ColumnPlan plan, String text) {
        ValueType type = plan.type();
        return type != null
                && (type == ValueType.DOUBLE || type == ValueType.DECIMAL)
                && plan.format() == null
                && text.indexOf(',') >= 0
                && WITH_COMMA.plain(text) != null;
    }
}
