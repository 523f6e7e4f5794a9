package sluice.generate;

/** What is special about a row. The order is that of the ranges in {@link Flaws}. */
enum Flaw {
    BAD,
    DUPLICATE,
    NEWLINE,
    NON_ASCII,
    NONE
}
