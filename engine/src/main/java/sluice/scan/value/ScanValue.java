package sluice.scan.value;

import java.math.BigDecimal;

/** What the rows of a group have in common. Ordered: numbers, texts by code point, false, true, nothing. */
public sealed interface ScanValue {

    /** A number. Equal to one with other decimals: 1.0 is 1. */
    record Numeric(BigDecimal value) implements ScanValue {
        /** Strips what makes equal numbers differ. */
        public Numeric {
            BigDecimal stripped = value.stripTrailingZeros();
            value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** A text. */
    record Text(String value) implements ScanValue {}

    /** What a test says. */
    record Flag(boolean value) implements ScanValue {}

    /** Nothing: the rows have no such column, or no date or number in it. */
    record None() implements ScanValue {}

    /** As people read it. */
    default String shown() {
        if (this instanceof Numeric number) {
            return number.value.toPlainString();
        }
        if (this instanceof Text text) {
            return text.value;
        }
        return this instanceof Flag flag ? String.valueOf(flag.value) : "(none)";
    }
}
