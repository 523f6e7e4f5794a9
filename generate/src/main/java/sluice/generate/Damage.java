package sluice.generate;

import java.util.Locale;

/** How a bad row is broken; bad rows take these kinds in turn. */
public enum Damage {
    /** The last field and its delimiter are missing. */
    TOO_FEW_FIELDS,
    /** One field more than the header has. */
    TOO_MANY_FIELDS,
    /** A text field ends in bytes that are no UTF-8. */
    INVALID_UTF8,
    /** A quoted field goes on after its closing quote. */
    TEXT_AFTER_QUOTE,
    /** The first field is empty. */
    EMPTY_KEY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
