package sluice.csv.sniff;

/**
 * One part of a format, and why it is so.
 *
 * @param part the part
 * @param value its value as a report shows it: {@code ;}, {@code tab}, {@code none}, {@code utf-8}, {@code 1}
 * @param origin where it comes from
 * @param sureness how sure it is; a pinned part is sure
 * @param evidence the rows that were looked at; none for parts that rows don't tell
 * @param because the evidence in words, without a full stop
 */
public record Finding(
        FormatPart part, String value, Origin origin, Sureness sureness, Evidence evidence, String because) {

    static Finding pinned(FormatPart part, String value) {
        return new Finding(part, value, Origin.PINNED, Sureness.SURE, Evidence.NONE, "declared");
    }

    static Finding found(FormatPart part, String value, Sureness sureness, String because) {
        return new Finding(part, value, Origin.FOUND, sureness, Evidence.NONE, because);
    }

    static Finding usual(FormatPart part, String value, String because) {
        return new Finding(part, value, Origin.DEFAULT, Sureness.LIKELY, Evidence.NONE, because);
    }

    Finding with(Evidence rows) {
        return new Finding(part, value, origin, sureness, rows, because);
    }

    /** One line of a report: {@code delimiter ; (found, sure): 12 of 12 sampled rows have 7 cells}. */
    public String line() {
        String how = origin == Origin.PINNED ? origin.word() : origin.word() + ", " + sureness.word();
        return part.words() + " " + value + " (" + how + "): " + because;
    }
}
