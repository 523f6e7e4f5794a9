package sluice.plan;

import static sluice.plan.PlanKeys.NOTHING;
import static sluice.plan.PlanKeys.choice;
import static sluice.plan.PlanKeys.flag;
import static sluice.plan.PlanKeys.text;
import static sluice.plan.PlanKeys.words;

import java.util.List;
import sluice.plan.PlanKeys.Shape;

/** The keys that say how cells are read and what a column becomes. Read through {@link PlanKeys}, which needs them. */
final class ColumnKeys {
    static final PlanKeys.Key TRIM = flag("trim", "Whether blanks and tabs around values are taken off. Default: no.");

    static final PlanKeys.Key NULLS = new PlanKeys.Key(
            "nulls",
            Shape.TEXT_OR_ANY_LIST,
            false,
            "Texts that stand for no value. Default: none.",
            List.of(),
            NOTHING);

    static final PlanKeys.Key BLANK = choice(
            "blank",
            "What a cell without a value becomes: `keep` (an empty text in a column of strings, an empty"
                    + " array in a split one, else null), `null`, `omit` (no field), or `reject` (the record is a reject). Default: keep.",
            words(Blank.values(), Blank::word));

    static final PlanKeys.Key TIMEZONE =
            text("timezone", "The time zone of dates that name none, such as `Europe/Berlin`. Default: UTC.");

    static final PlanKeys.Key TRUNCATE = choice(
            "truncate",
            "What becomes of the part of a date that is finer than a millisecond: `none` (the record is a reject) or"
                    + " `millis` (it is cut off). Default: none.",
            words(Truncate.values(), Truncate::word));

    static final PlanKeys.Key TRUE_WORDS = new PlanKeys.Key(
            "trueWords",
            Shape.TEXT_OR_LIST,
            false,
            "The words for true in columns of type bool, in any case; needs `falseWords`. Default: true, 1.",
            List.of(),
            NOTHING);

    static final PlanKeys.Key FALSE_WORDS = new PlanKeys.Key(
            "falseWords",
            Shape.TEXT_OR_LIST,
            false,
            "The words for false in columns of type bool, in any case; needs `trueWords`. Default: false, 0.",
            List.of(),
            NOTHING);

    static final PlanKeys COLUMN = PlanKeys.of(
            choice(
                    "type",
                    "The BSON type of the column's values. Default: what `types` says.",
                    words(ValueType.values(), ValueType::word)),
            text(
                    "name",
                    "The field that the column becomes; dots nest, and `[0]` is an element of an array. Default: the"
                            + " column's name."),
            text("split", "What separates the elements of an array in one cell. Default: a cell is one value."),
            text(
                    "format",
                    "How dates are written: a pattern such as `dd.MM.uuuu HH:mm`, `epoch` or `epochMillis`."
                            + " Default: ISO 8601. How numbers are written: the number 1234.5 as the files write it, such as"
                            + " `1.234,5`. Default: `1234.5`."),
            text("contains", "A text that every value contains, such as `@` of an e-mail; another value is a reject."),
            TRIM,
            NULLS,
            BLANK,
            TIMEZONE,
            TRUNCATE,
            TRUE_WORDS,
            FALSE_WORDS);

    private ColumnKeys() {}
}
